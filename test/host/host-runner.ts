/** Loaded by the Node extension host as its tests: sends all output round VS Code, then runs the suite beside it. */

import { Console } from "node:console";
import { join } from "node:path";
import { Writable } from "node:stream";
import { RUN_VARIABLE } from "./marks.ts";
import { TestRun } from "./test-run.ts";

export async function run(): Promise<void> {
	const testRun = new TestRun(process.env[RUN_VARIABLE] ?? "");
	testRun.begin();
	const stream = new Writable({
		write(chunk: Uint8Array, _encoding, done) {
			testRun.write(chunk);
			done();
		},
	});
	// The extension host has sealed the methods, but not the objects.
	globalThis.console = new Console(stream);
	for (const name of ["stdout", "stderr"]) Object.defineProperty(process, name, { configurable: true, value: stream });
	process.setSourceMapsEnabled(true);
	try {
		const suite = require(join(__dirname, "suite.js")) as { run(): Promise<void> };
		await suite.run();
	} finally {
		testRun.end();
	}
}
