/**
 * `npm start`: VS Code with the extension on examples/. The installed desktop one (`$VSCODE_EXECUTABLE`, `code`), else a
 * downloaded one, else the server build, whose address is printed. `--port` asks for the server build at this port;
 * `--once` for the server build, which ends when the page has been seen to load.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, localPage } from "../test/host/browser.ts";
import { chooseHost, type Host, serverBuild } from "../test/host/choose.ts";
import { findOnPath, ROOT } from "../test/host/commands.ts";
import { Server } from "../test/host/server.ts";
import { wantedVersion } from "../test/host/versions.ts";

const { values: options } = parseArgs({
	options: { port: { type: "string" }, once: { type: "boolean" }, version: { type: "string" } },
});
const examples = join(ROOT, "examples");
const version = wantedVersion();

try {
	const host = await choose();
	console.log(`[hplint] ${host.description}`);
	if (host.kind === "desktop") openDesktop(host.executable);
	else await serve();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function choose(): Promise<Host> {
	if (options.once || options.port !== undefined) return serverBuild(version, "asked for");
	return chooseHost(version, findOnPath(process.platform === "win32" ? "code.cmd" : "code"));
}

function openDesktop(executable: string): void {
	const shell = process.platform === "win32";
	const code = spawn(shell ? `"${executable}"` : executable, [`--extensionDevelopmentPath=${ROOT}`, examples], {
		stdio: "inherit",
		shell,
	});
	code.once("error", (error) => {
		console.error(`${executable} does not start: ${error.message}`);
		process.exitCode = 1;
	});
}

async function serve(): Promise<void> {
	const port = options.port === undefined ? {} : { port: Number(options.port) };
	const server = await Server.start({ version, vsix: [join(ROOT, "dist/hplint.vsix")], ...port });
	try {
		const address = server.url(examples);
		console.log(address);
		if (options.once) {
			await load(address);
			console.log("The workbench has loaded.");
		} else {
			console.log("Open it in a browser. Ctrl+C ends it.");
			await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), server.exited]);
		}
	} finally {
		await server.stop();
	}
}

/** Opens the page and waits for the explorer to show an example. */
async function load(address: string): Promise<void> {
	const browser = await launchBrowser();
	try {
		const page = await localPage(browser);
		await page.goto(address, { waitUntil: "commit" });
		await page.locator(".explorer-folders-view").getByText("train.yaml").waitFor();
	} finally {
		await browser.close();
	}
}
