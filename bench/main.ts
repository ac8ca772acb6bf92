/**
 * Measures, and writes docs/performance.md with its plot: `npm run bench -- [FOLDER]`, with a folder of one's own instead of
 * a generated tree. `--window` measures in a real window as well. `--quick` measures less and only prints; `--only NAME` measures one
 * thing and only prints.
 */

import { spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Typed } from "./documents.ts";
import { FORMATS } from "./generate/long.ts";
import type { Cost } from "./measures/cost.ts";
import type { Load } from "./measures/load.ts";
import type { Scan } from "./measures/scan.ts";
import type { Typing } from "./measures/typing.ts";
import type { InWindow } from "./measures/window.ts";
import { fillParts } from "./parts.ts";
import { BENCH, NODE, ROOT } from "./paths.ts";
import { plot } from "./plot.ts";
import { page, type Results } from "./report.ts";

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: "boolean", default: false },
		only: { type: "string" },
		window: { type: "boolean", default: false },
	},
});
const { quick, only } = options;
const [own] = positionals;

/** Runs one measure in a process of its own: what one leaves in memory is not the other's. */
function ask<Result>(measure: string, ...words: (string | number)[]): Result {
	console.error([measure, ...words].join(" "));
	const { status, stdout } = spawnSync(NODE, [join(BENCH, `dist/${measure}.mjs`), ...words.map(String)], {
		stdio: ["ignore", "pipe", "inherit"],
		encoding: "utf8",
		maxBuffer: 1 << 26,
	});
	if (status !== 0) throw new Error(`${measure} ${words.join(" ")} failed`);
	// A measure may use what prints on its own.
	const result = stdout.trimEnd().split("\n").at(-1) ?? "";
	// Told at once: another measure may fail an hour later.
	console.error(result);
	return JSON.parse(result) as Result;
}

const wants = (measure: string): boolean => only === undefined || only === measure;
const bytesOf = (path: string): number => statSync(join(ROOT, path)).size;

function scan(): Scan {
	const data = join(BENCH, "data");
	fillParts(data, quick ? 500 : 10_000, own === undefined ? undefined : resolve(own));
	return ask<Scan>("scan", data, quick ? 3 : 20);
}

const typed: readonly Typed[] = ["yaml", "json", "python"];
const results: Results = {
	command: ["npm run bench", ...(process.argv.length > 2 ? ["--"] : []), ...process.argv.slice(2)].join(" "),
	own,
	// First: what may go wrong in a window shall do so before an hour has passed.
	window:
		options.window || only === "window"
			? ask<InWindow>("window", ...(quick ? [3, 30, 500, 50] : [20, 60, 10_000, 1000]))
			: undefined,
	typing: [1000, 20_000].flatMap((lines) =>
		wants("typing") ? typed.map((format) => ask<Typing>("typing", format, lines, quick ? 40 : 400)) : [],
	),
	scan: wants("scan") ? scan() : undefined,
	costs: wants("cost") ? FORMATS.map((format) => ask<Cost>("cost", format, quick ? 30_000 : 1_000_000)) : [],
	bytes: wants("bytes")
		? { bundle: bytesOf("dist/extension.js"), cli: bytesOf("dist/cli.js"), vsix: bytesOf("dist/hplint.vsix") }
		: undefined,
	load: wants("load") ? ask<Load>("load", quick ? 5 : 20) : undefined,
};
if (quick || only !== undefined) console.log(page(results));
else {
	writeFileSync(join(ROOT, "docs/performance.md"), page(results));
	writeFileSync(join(ROOT, "docs/performance.svg"), plot(results.costs));
}
