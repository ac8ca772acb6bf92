/**
 * Holds what is shipped against budgets.json, byte by byte; wants the package to be built. A budget that has become too generous
 * fails as well. `--write` sets the budgets by what is there, and writes what the bundle is made of into the docs.
 */

import { readFileSync, statSync, writeFileSync } from "node:fs";

const BUDGETS = "budgets.json";
const DOCS = "docs/dependencies.md";
const VSIX = "dist/hplint.vsix";
/** How far a budget may be above what is there, and how far it is when it is set. */
const SLACK = 1.05;
const FRESH = 1.02;

/** The number of files in a zip archive: it stands in the record at its end. */
function filesIn(archive) {
	const bytes = readFileSync(archive);
	return bytes.readUInt16LE(bytes.lastIndexOf("PK\x05\x06", undefined, "latin1") + 10);
}

const sizes = Object.fromEntries(
	["dist/extension.js", "dist/cli.js", VSIX].map((path) => [`bytes of ${path}`, statSync(path).size]),
);
const actual = { ...sizes, [`files in ${VSIX}`]: filesIn(VSIX) };

/** What the bundle is made of: bytes by package and by folder of the sources, the largest first. */
function parts() {
	const { inputs } = JSON.parse(readFileSync("dist/extension.meta.json", "utf8")).outputs["dist/extension.js"];
	const bytes = new Map();
	for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
		const [part] = /(?<=node_modules\/)(?:@[^/]+\/)?[^/]+|src\/core\/\w+(?=\/)|src\/\w+/.exec(path) ?? [path];
		bytes.set(part, (bytes.get(part) ?? 0) + bytesInOutput);
	}
	return [...bytes].sort(([, a], [, b]) => b - a);
}

function table() {
	const kilobytes = (bytes) => (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);
	const rows = parts().map(([part, bytes]) => `| \`${part}\` | ${kilobytes(bytes)} |`);
	const all = Object.entries(actual).map(([what, n]) => `| ${what} | ${n.toLocaleString("en")} |`);
	return [
		"| part of `dist/extension.js` | KB |",
		"| --- | --: |",
		...rows,
		"",
		"| shipped | |",
		"| --- | --: |",
		...all,
	].join("\n");
}

if (process.argv.includes("--write")) {
	const budgets = Object.entries(actual).map(([what, n]) => [
		what,
		n < 1000 ? n : Math.ceil((n * FRESH) / 1000) * 1000,
	]);
	writeFileSync(BUDGETS, `${JSON.stringify(Object.fromEntries(budgets), null, "\t")}\n`);
	const docs = readFileSync(DOCS, "utf8");
	writeFileSync(
		DOCS,
		docs.replace(
			/(<!-- weight -->)[\s\S]*?(<!-- \/weight -->)/,
			(_, open, close) => `${open}\n\n${table()}\n\n${close}`,
		),
	);
}

const budgets = JSON.parse(readFileSync(BUDGETS, "utf8"));
for (const what of new Set([...Object.keys(actual), ...Object.keys(budgets)])) {
	const is = actual[what] ?? Number.NaN;
	const may = budgets[what] ?? Number.NaN;
	const verdict =
		is <= may ? (may <= is * SLACK ? "" : ": too generous, `npm run weigh` tightens it") : ": OVER BUDGET";
	console.log(`${what}: ${is} of ${may}${verdict}`);
	if (verdict !== "") process.exitCode = 1;
}
