/**
 * A whole tree, whole processes, warm cache, beside what else reads such files, each on the part that it can read:
 * `node bench/dist/scan.mjs DATA MOST`, where DATA holds the parts. Prints one JSON object.
 */

import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { rgPath } from "@vscode/ripgrep";
import { MAY_MATTER } from "../../src/core/recognise/vocabulary.ts";
import { type Command, type Runs, timeCommands } from "../harness.ts";
import { PARTS, type Part } from "../parts.ts";
import { BENCH, NODE, PEERS, ROOT } from "../paths.ts";

export interface Scan {
	readonly parts: Readonly<Record<Part, PartScan>>;
	/** `node -e 0`: what Node takes to start and end. */
	readonly node: Runs;
}

export interface PartScan {
	readonly files: number;
	readonly megabytes: number;
	readonly peers: Readonly<Record<string, Runs>> & { readonly hplint: Runs };
}

const eslint = join(createRequire(import.meta.url).resolve("eslint/package.json"), "../bin/eslint.js");
const python = process.env.PYTHON ?? "python3";

const [data = "", most = "20"] = process.argv.slice(2);
const hplint = (folder: string): Command => [NODE, join(ROOT, "dist/cli.js"), "--fail-on", "never", folder];
const ripgrep = (folder: string, ...words: string[]): Command => [rgPath, "-ci", ...words, MAY_MATTER.source, folder];

/** Beside what each part is read; the whole tree is what no peer reads, but ripgrep. */
const BESIDE: Readonly<Record<Part, (folder: string) => Readonly<Record<string, Command>>>> = {
	all: (folder) => ({ rg: ripgrep(folder), "rg -j1": ripgrep(folder, "-j1") }),
	yaml: (folder) => ({ "yaml-language-server": [NODE, join(BENCH, "dist/validate.mjs"), folder] }),
	"yaml-json": (folder) => ({ eslint: [NODE, eslint, "-c", join(PEERS, "eslint.config.mjs"), "--quiet", folder] }),
	python: (folder) => ({ "ast.parse": [python, join(PEERS, "parse.py"), folder] }),
};

function sizeOf(folder: string): { files: number; megabytes: number } {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
	return { files: files.length, megabytes: bytes / 1e6 };
}

// eslint takes the folder in which it is started for the one of the project.
process.chdir(data);
const patience = { most: Number(most), least: Number(most), milliseconds: 0 };
const parts = PARTS.map((part) => {
	console.error(`${part}:`);
	const folder = join(data, part);
	const node = [NODE, "-e", "0"] as const;
	const times = timeCommands({ hplint: hplint(folder), ...BESIDE[part](folder), node }, patience);
	const { node: empty, ...peers } = times;
	return { part, empty, scan: { ...sizeOf(folder), peers } };
});
const result: Scan = {
	parts: Object.fromEntries(parts.map(({ part, scan }) => [part, scan])) as Record<Part, PartScan>,
	node: (parts[0] as (typeof parts)[number]).empty,
};
console.log(JSON.stringify(result));
