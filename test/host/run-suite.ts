/**
 * Runs the suites in an extension host, that of one folder and that of several: `run-suite.mjs node` or `run-suite.mjs web`, with
 * `--version` or `$HPLINT_VSCODE`.
 * The web worker's suite always runs in the server build: that is what a person without the desktop one has.
 */

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { chooseHost, serverBuild } from "./choose.ts";
import { ROOT } from "./commands.ts";
import { RUN_VARIABLE } from "./marks.ts";
import { TestRun } from "./test-run.ts";
import { wantedVersion } from "./versions.ts";

const web = process.argv[2] === "web";
const version = wantedVersion();
const host = web ? serverBuild(version, "it has the web worker extension host") : await chooseHost(version);
console.log(`[hplint] ${host.description}`);

/** Of a window with several folders: the last one lies in another. */
const ROOTS = ["first", "second", "second/inner"];

await runIn((folder) => {
	const workspace = join(folder, "workspace");
	cpSync(join(ROOT, "examples"), workspace, { recursive: true });
	return workspace;
});
await runIn((folder) => {
	for (const root of [...ROOTS, "added"]) mkdirSync(join(folder, root), { recursive: true });
	const workspace = join(folder, "several.code-workspace");
	writeFileSync(workspace, JSON.stringify({ folders: ROOTS.map((path) => ({ path })) }));
	return workspace;
});

/** In a window of its own, on what is made in the run's folder. */
async function runIn(make: (folder: string) => string): Promise<void> {
	const testRun = TestRun.create();
	const stopFollowing = testRun.follow();
	try {
		await runTests({
			vscodeExecutablePath: host.executable,
			extensionDevelopmentPath: ROOT,
			extensionTestsPath: join(ROOT, "dist/test", web ? "suite.web.js" : "host-runner.js"),
			extensionTestsEnv: { HPLINT_VSCODE: version, [RUN_VARIABLE]: testRun.folder },
			launchArgs: [
				make(testRun.folder),
				`--user-data-dir=${join(testRun.folder, "user")}`,
				`--extensions-dir=${join(testRun.folder, "extensions")}`,
				"--disable-extensions",
				...(web ? ["--extensionDevelopmentKind=web"] : []),
			],
		});
		if (!testRun.hasEnded) throw new Error("VS Code ended before the tests did");
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	} finally {
		stopFollowing();
		testRun.remove();
	}
}
