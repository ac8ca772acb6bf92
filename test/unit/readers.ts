/** The readers, each at once. */

import { readGin as gin } from "../../src/core/read/gin.ts";
import { readJson as json } from "../../src/core/read/json.ts";
import type { ReadDocument, Reader } from "../../src/core/read/model.ts";
import { readPython as python } from "../../src/core/read/python.ts";
import { readShell as shell } from "../../src/core/read/shell.ts";
import { readToml as toml } from "../../src/core/read/toml.ts";
import { readYaml as yaml } from "../../src/core/read/yaml.ts";
import { finish } from "../../src/core/work/slices.ts";

const atOnce =
	(read: Reader) =>
	(text: string): ReadDocument =>
		finish(read(text));

export const readGin = atOnce(gin);
export const readJson = atOnce(json);
export const readPython = atOnce(python);
export const readShell = atOnce(shell);
export const readToml = atOnce(toml);
export const readYaml = atOnce(yaml);
