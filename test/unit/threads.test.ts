/** A run on several threads says what it says on one; a thread that ends early ends the run, and so does its reader. */

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import * as assert from "assert";
import { treeFiles } from "../../bench/tree.ts";
import { run } from "../../src/cli/run.ts";
import type { Threads } from "../../src/cli/threads.ts";
import { ALONE } from "./threads.ts";

const CLI = join(process.cwd(), "dist/cli.js");
const THREE: Threads = { script: CLI, beside: 2, many: 1 };

/** A thread that answers so many times, as if nothing had been found, and ends. */
const endingAfter = (answers: number): string => `
	const { parentPort } = require("node:worker_threads");
	let left = ${answers};
	parentPort.on("message", () => {
		parentPort.postMessage([]);
		if (--left === 0) setImmediate(() => process.exit(3));
	});`;

suite("the command line: threads", () => {
	let folder = "";

	function write(path: string, content: string): void {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}

	/** What was said, on both ways in the order of both. */
	async function said(threads: Threads, ...words: string[]): Promise<{ status: number; lines: readonly string[] }> {
		const lines: string[] = [];
		const status = await run(words, {
			cwd: folder,
			version: "",
			threads,
			readStdin: async () => new TextEncoder().encode("optimizer: adamw\nlr: 5\n"),
			out: (part) => void lines.push(`out ${part}`),
			err: (line) => void lines.push(`err ${line}`),
			isHeard: () => true,
		});
		return { status, lines };
	}

	suiteSetup(() => {
		folder = mkdtempSync(join(tmpdir(), "hplint-threads-"));
		for (const { path, text } of treeFiles(60)) write(path, text);
		// As many as make the command itself take several threads, where there are several processors.
		for (let i = 0; i < 150; i++) {
			write(`based/a${i}/base.yaml`, "optimizer: {name: adamw}\n");
			write(`based/a${i}/child/train.yaml`, "_base_: ../base.yaml\noptimizer: {lr: 5}\n");
		}
		write("based/a7/nul.yaml", "lr: 1\0\n");
		symlinkSync("nowhere.yaml", join(folder, "based/a9/dangling.yaml"));
		write("based/a11/.hplint.yaml", "profile: what\nrules:\n  learning-rate-too-high: error\n");
		write("based/a13/.hplint.json", '{"profile": "article", "exclude": ["child/**"]}');
		write("based/a15/.hplint.yaml", "names: {learning_rate: [pace]}\n");
		write("based/a15/own.yaml", "optimizer: adamw\npace: 5\n");
		write("strict.json", '{"rules": {"learning-rate-too-high": "error"}}');
	});
	suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

	for (const words of [
		[],
		["--format", "json"],
		["--parameters"],
		["--parameters", "--format", "json"],
		["--suggest", "based"],
		["--suggest", "--format", "json", "based"],
		["--profile", "article"],
		["--config", "strict.json", "--fail-on", "error"],
		["--fail-on", "never"],
		["based/a3", ".", "based/a3/base.yaml", "based/a5/../a4"],
		["missing.yaml", "based/a7", "based/a9/dangling.yaml", "based"],
		["--stdin-filename", "based/a3/child/new.yaml"],
	]) {
		test(`hplint ${words.join(" ")}`, async () => {
			const alone = await said(ALONE, ...words);
			assert.ok(alone.lines.length > 0);
			assert.deepEqual(await said(THREE, ...words), alone);
		});
	}

	test("what is told above holds what can go wrong", async () => {
		const { lines } = await said(THREE, "missing.yaml", ".");
		const all = lines.join("\n");
		for (const line of [
			/^err hplint: missing\.yaml: not read: no such file/m,
			/^err hplint: based\/a11\/\.hplint\.yaml:1:10: /m,
			/^out based\/a11\/child\/train\.yaml:2:17: error: /m,
			/^out based\/a15\/own\.yaml:2:7: /m,
			/^err hplint: based\/a7\/nul\.yaml: skipped: /m,
			/based\/a9\/dangling\.yaml: not read: /m,
		])
			assert.match(all, line);
		assert.doesNotMatch(all, /based\/a13\/child/);
	});

	test("what is beside a file is seen, whatever was named first", async () => {
		write("based/a17/deep/x.yaml", "_base_: ../../../outer.yaml\noptimizer: {lr: 5}\n");
		write("outer.yaml", "optimizer: {name: adamw}\n");
		const { lines } = await said(ALONE, "based/a17", ".");
		assert.match(lines.join("\n"), /^out based\/a17\/deep\/x\.yaml:2:17: warning: /m);
	});

	for (const [how, script] of [
		["throws", 'throw new Error("no room")'],
		["is ended", "process.exit(3)"],
		["ends at its first files", 'require("node:worker_threads").parentPort.once("message", () => process.exit(3))'],
		["ends when it has answered all that it was asked", endingAfter(2)],
		["ends soon after", endingAfter(3)],
	] as const)
		test(`a thread that ${how} ends the run with 2 and a line`, async () => {
			write("thread.cjs", script);
			const { status, lines } = await said({ ...THREE, script: join(folder, "thread.cjs") });
			assert.equal(status, 2);
			assert.match(lines.join("\n"), /^err hplint: a thread ended before its work: (?:no room|exit status 3)$/m);
		});

	test("the command itself says the same", async () => {
		const alone = await said(ALONE, ".");
		const whole = spawn(process.execPath, [CLI, "."], { cwd: folder });
		const [out, err, [status]] = await Promise.all([text(whole.stdout), text(whole.stderr), once(whole, "close")]);
		const told = (way: string): string[] =>
			alone.lines.filter((line) => line.startsWith(way)).map((line) => line.slice(way.length));
		assert.equal(out, told("out ").join(""));
		assert.equal(
			err,
			told("err ")
				.map((line) => `${line}\n`)
				.join(""),
		);
		assert.equal(status, alone.status);
	});

	for (const [paths, complaint, wanted] of [
		[["based/a3", "based/a5", "based/a7"], /^err .*a7/m, 1],
		[["."], /^err .*a9/m, 1],
		// What was not linted may be wrong.
		[["--fail-on", "never", "based/a3", "based/a5", "based/a7"], /^err .*a7/m, 2],
	] as const)
		test(`the command ends with its reader: hplint ${paths.join(" ")}`, async () => {
			const pipe = join(folder, "pipe");
			execFileSync("mkfifo", [pipe]);
			const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
			const writer = openSync(pipe, constants.O_WRONLY);
			closeSync(reader);
			const left = spawn(process.execPath, [CLI, ...paths], { cwd: folder, stdio: ["ignore", writer, "pipe"] });
			const [complaints, [status]] = await Promise.all([text(left.stderr as Readable), once(left, "close")]);
			closeSync(writer);
			rmSync(pipe);
			assert.match((await said(ALONE, ...paths)).lines.join("\n"), complaint);
			assert.equal(complaints, "");
			assert.equal(status, wanted);
		});
});
