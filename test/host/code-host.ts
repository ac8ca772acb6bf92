#!/usr/bin/env node
/**
 * Stands in for the `code` executable: takes the command line that `@vscode/test-electron` gives it, runs the tests in
 * the server build of VS Code in a headless Chromium, and ends with their exit code.
 */

import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { format, parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { launchBrowser, localPage } from "./browser.ts";
import { RUN_VARIABLE, WEB_BEGAN, WEB_ENDED, WEB_LINE } from "./marks.ts";
import { inWebWorker, type Payload, Server } from "./server.ts";
import { TestRun } from "./test-run.ts";
import { wantedVersion } from "./versions.ts";

const SECONDS = 1000;
/** On the wrong Node, or with a module missing, everything starts but the extension host. */
const LIMIT_TO_BEGIN = 90 * SECONDS;
const LIMIT_TO_END = 300 * SECONDS;

const { values: options, positionals } = parseArgs({
	// test-electron passes more than is of use here.
	strict: false,
	allowPositionals: true,
	options: {
		extensionDevelopmentPath: { type: "string" },
		extensionDevelopmentKind: { type: "string" },
		extensionTestsPath: { type: "string" },
	},
});

/** Lines of VS Code's own, to print when a run goes wrong. */
const consoleLines: string[] = [];

let server: Server | undefined;
let browser: Browser | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void end(130));
// Whoever read our output has gone.
process.stdout.on("error", () => void end(1));

try {
	await end(await runTests(new TestRun(required(process.env[RUN_VARIABLE], `$${RUN_VARIABLE}`))));
} catch (error) {
	console.error(`VS Code server build: ${error instanceof Error ? error.message : error}`);
	for (const line of consoleLines.slice(-15)) console.error(`  workbench: ${line}`);
	if (server) console.error(server.lastLines().replace(/^/gm, "  server: "));
	await end(1);
}

async function runTests(testRun: TestRun): Promise<number> {
	const extension = resolve(required(options.extensionDevelopmentPath, "--extensionDevelopmentPath"));
	const tests = resolve(required(options.extensionTestsPath, "--extensionTestsPath"));
	const opened = resolve(required(positionals[0], "the folder or workspace to open"));
	const web = options.extensionDevelopmentKind === "web";

	// Its own user data and extensions, new for every run, whatever the command line says of them.
	server = await Server.start({ version: wantedVersion(), settings: web ? inWebWorker(idOf(extension)) : {} });
	browser = await launchBrowser();
	const page = await localPage(browser);
	const workbench = new EventEmitter();
	await page.exposeFunction("codeAutomationExit", (code: unknown) => void workbench.emit("exit", code));
	await page.exposeFunction("codeAutomationLog", (_type: string, values: readonly unknown[]) => {
		const text = format(...values);
		if (web && text.startsWith(WEB_LINE)) heard(testRun, text.slice(WEB_LINE.length));
		else consoleLines.push(text);
	});

	const extensionHostExit = server.said("Extension Host Process exited");
	const ending = Promise.race([
		once(workbench, "exit"),
		failure("the page crashed", page.waitForEvent("crash", { timeout: 0 })),
		failure("the server ended before the tests did", server.exited),
		failure(
			"the extension host ended before the tests did",
			extensionHostExit.then(() => delay(8 * SECONDS)),
		),
		failure(`the tests did not begin within ${LIMIT_TO_BEGIN / SECONDS} s`, notBegunInTime(testRun)),
		failure(`the tests did not end within ${LIMIT_TO_END / SECONDS} s`, delay(LIMIT_TO_END)),
	]);
	const payload: Payload = [
		["extensionDevelopmentPath", server.remote(extension)],
		["extensionTestsPath", server.remote(tests)],
		["skipWelcome", "true"],
		["skipReleaseNotes", "true"],
	];
	const [[code]] = await Promise.all([ending, page.goto(server.url(opened, payload), { waitUntil: "commit" })]);
	if (typeof code !== "number" || !testRun.hasEnded) {
		throw new Error(`the extension host ended before the tests did (it reported ${code})`);
	}
	// The Node host writes its coverage when it exits.
	if (!web) await Promise.race([extensionHostExit, delay(5 * SECONDS)]);
	return code;
}

async function failure(reason: string, when: Promise<unknown>): Promise<never> {
	await when;
	throw new Error(reason);
}

/** Resolves only if the tests have not begun when their time is over. */
async function notBegunInTime(testRun: TestRun): Promise<void> {
	await delay(LIMIT_TO_BEGIN);
	if (testRun.hasBegun) await new Promise(() => {});
}

/** A line from the web worker's suite. */
function heard(testRun: TestRun, line: string): void {
	if (line === WEB_BEGAN) testRun.begin();
	else if (line === WEB_ENDED) testRun.end();
	else testRun.write(`${line}\n`);
}

async function end(code: number): Promise<never> {
	await Promise.allSettled([browser?.close(), server?.stop()]);
	process.exit(code);
}

function idOf(extension: string): string {
	const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8")) as {
		publisher: string;
		name: string;
	};
	return `${manifest.publisher}.${manifest.name}`;
}

function required(value: string | boolean | undefined, name: string): string {
	if (typeof value === "string" && value !== "") return value;
	throw new Error(`${name} is missing`);
}
