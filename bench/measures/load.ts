/**
 * What it takes to load the extension in a bare Node, beside the libraries of two others and an empty module:
 * `node bench/dist/load.mjs MOST`. Prints one JSON object.
 */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Spread, spreadOf } from "../harness.ts";
import { NODE, PEERS, ROOT } from "../paths.ts";

export type Load = Readonly<Record<"hplint" | "markdownlint" | "yaml-language-server" | "empty", Spread>>;

const MODULES = {
	hplint: join(ROOT, "dist/extension.js"),
	markdownlint: "markdownlint",
	"yaml-language-server": "yaml-language-server",
	empty: join(PEERS, "empty.cjs"),
} as const;

const [most = "20"] = process.argv.slice(2);
const names = Object.keys(MODULES) as (keyof typeof MODULES)[];
const samples = new Map(names.map((name) => [name, [] as number[]]));
for (let round = 0; round <= Number(most); round++) {
	for (const name of names) {
		const printed = execFileSync(NODE, [join(PEERS, "require.cjs"), MODULES[name]], { encoding: "utf8" });
		// The first round warms the caches of the system.
		if (round > 0) samples.get(name)?.push(Number(printed));
	}
}
console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, spreadOf(samples.get(name) ?? [])]))));
