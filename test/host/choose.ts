/** Desktop VS Code where one can be had, else the server build; and the words that say which, and why. */

import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { CACHE } from "./cache.ts";
import { ROOT } from "./commands.ts";
import { wantedVersion } from "./versions.ts";

export interface Host {
	kind: "desktop" | "server";
	/** What `@vscode/test-electron` starts. */
	executable: string;
	/** One line for the reader. */
	description: string;
}

/** @param installed a desktop VS Code of any version, to be taken before one is downloaded */
export async function chooseHost(version = wantedVersion(), installed?: string): Promise<Host> {
	const { HPLINT_TEST_HOST: forced, VSCODE_EXECUTABLE, DISPLAY, WAYLAND_DISPLAY } = process.env;
	if (forced && forced !== "electron" && forced !== "server") {
		throw new Error(`$HPLINT_TEST_HOST is "${forced}": it may be electron or server`);
	}
	if (forced === "server") return serverBuild(version, "asked for by $HPLINT_TEST_HOST");
	if (VSCODE_EXECUTABLE) {
		const description = `desktop VS Code at ${VSCODE_EXECUTABLE}: named by $VSCODE_EXECUTABLE`;
		return { kind: "desktop", executable: VSCODE_EXECUTABLE, description };
	}
	if (!forced && process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) {
		return serverBuild(version, "there is no display for the desktop one");
	}
	if (installed) return { kind: "desktop", executable: installed, description: `desktop VS Code at ${installed}` };
	try {
		// Answers at once from the cache; off line it fails within a second, behind a silent firewall after five.
		const executable = await downloadAndUnzipVSCode({
			version,
			timeout: 5000,
			cachePath: join(CACHE, "vscode-desktop"),
		});
		return { kind: "desktop", executable, description: `desktop VS Code ${version}, by @vscode/test-electron` };
	} catch (error) {
		if (forced) throw error;
		return serverBuild(
			version,
			`the desktop one cannot be downloaded (${error instanceof Error ? error.message : error})`,
		);
	}
}

export function serverBuild(version: string, reason: string): Host {
	return {
		kind: "server",
		executable: join(ROOT, "dist/test/code-host.mjs"),
		description: `server build of VS Code ${version} in headless Chromium: ${reason}`,
	};
}
