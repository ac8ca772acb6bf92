/**
 * `npm test`: every check in order, all of them even when one has failed. The first line says which VS Code it is and why;
 * the last one counts. `--version` (or `$HPLINT_VSCODE`) picks the VS Code: floor, newest or 1.x.y.
 */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { parseArgs, stripVTControlCharacters } from "node:util";

const { values: options } = parseArgs({ options: { version: { type: "string" } } });
if (options.version) process.env.HPLINT_VSCODE = options.version;

const STEPS = [
	["Types", "npm run --silent typecheck"],
	["Lint", "npm run --silent lint"],
	["Build", "node scripts/build.mjs --tests"],
	["Generated files", "node dist/scripts/generate.mjs --check"],
	["Unit tests", "npm run --silent mocha"],
	["The map's page, in a browser", "npm run --silent mocha:page"],
	["Package", "npm run --silent package"],
	["Weight", "node scripts/weigh.mjs"],
	["Editor suite, Node extension host", "node dist/test/run-suite.mjs node"],
	["Editor suite, web worker extension host", "node dist/test/run-suite.mjs web"],
	["A person's way through the window", "node dist/test/e2e.mjs"],
	["npm start", "node dist/scripts/start.mjs --once"],
];

// What starts a VS Code is built first: it knows which one it will be.
const { status } = spawnSync(process.execPath, ["scripts/build.mjs", "--host"], { stdio: "inherit" });
if (status !== 0) process.exit(1);
const { chooseHost } = await import("../dist/test/choose.mjs");
console.log(`VS Code for the tests: ${(await chooseHost()).description}`);

let passed = 0;
let failed = 0;
for (const [heading, command] of STEPS) {
	console.log(`\n== ${heading}`);
	const started = Date.now();
	const { code, output } = await run(command);
	const passing = count(output, "passing");
	const failing = count(output, "failing");
	passed += passing;
	// A step that failed without a failing test counts as one.
	failed += code === 0 ? failing : Math.max(failing, 1);
	console.log(`== ${heading}: ${code === 0 ? "passed" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs a command, printing what it prints. */
async function run(command) {
	const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "inherit"] });
	let output = "";
	child.stdout.on("data", (chunk) => {
		output += chunk;
		process.stdout.write(chunk);
	});
	const [code] = await once(child, "close");
	return { code, output };
}

/** The sum of the numbers in mocha's closing lines: "12 passing (3s)", "1 failing". */
function count(output, word) {
	const lines = stripVTControlCharacters(output).matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"));
	return [...lines].reduce((sum, [, number]) => sum + Number(number), 0);
}
