/** yaml-language-server over every YAML file below a folder, as a program: `node bench/dist/validate.mjs FOLDER`. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { yamlValidator } from "./yaml-language-server.ts";

const [folder = "."] = process.argv.slice(2);
const validate = yamlValidator();
let remarks = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
	if (!/\.ya?ml$/.test(name)) continue;
	const path = join(folder, name);
	remarks += await validate(pathToFileURL(path).href, readFileSync(path, "utf8"));
}
console.log(remarks);
