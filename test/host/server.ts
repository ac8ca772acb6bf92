/** A running VS Code server, with data of its own that goes with it. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { run } from "./commands.ts";
import { installServer } from "./install.ts";

export type Settings = Readonly<Record<string, unknown>>;
export type Payload = readonly (readonly [key: string, value: string])[];

/** Nothing that moves, asks or reaches for the net, and the same in every version. */
const QUIET: Settings = {
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"workbench.enableExperiments": false,
	"workbench.editor.languageDetection": false,
	"workbench.reduceMotion": "on",
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"workbench.welcomePage.walkthroughs.openOnInstall": false,
	"chat.disableAIFeatures": true,
	"chat.commandCenter.enabled": false,
	"telemetry.telemetryLevel": "off",
	"update.mode": "none",
	"extensions.autoCheckUpdates": false,
	"extensions.autoUpdate": false,
	"extensions.ignoreRecommendations": true,
	"security.workspace.trust.enabled": false,
	"window.autoDetectColorScheme": false,
	"files.autoSave": "off",
	"git.enabled": false,
	"editor.minimap.enabled": false,
	"editor.cursorBlinking": "solid",
	"editor.accessibilitySupport": "off",
	"editor.hover.delay": 100,
	"editor.wordBasedSuggestions": "off",
};

export interface ServerOptions {
	version: string;
	/** Beside the quiet ones. */
	settings?: Settings;
	/** Packed extensions to install. */
	vsix?: readonly string[];
	/** Variables for the server and its extension host. */
	env?: NodeJS.ProcessEnv;
	port?: number;
}

/** The setting that loads an extension's `browser` bundle in the web worker extension host. */
export function inWebWorker(...extensions: string[]): Settings {
	return { "remote.extensionKind": Object.fromEntries(extensions.map((id) => [id, ["web"]])) };
}

export class Server {
	readonly exited: Promise<void>;
	#log = "";
	readonly #child: ChildProcess;
	readonly #data: string;
	readonly #listeners = new Set<() => void>();

	private constructor(
		child: ChildProcess,
		data: string,
		readonly port: number,
	) {
		this.#child = child;
		this.#data = data;
		const read = (chunk: Buffer): void => {
			this.#log += chunk;
			for (const listener of this.#listeners) listener();
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		this.exited = new Promise((resolve) => {
			child.once("exit", () => resolve());
			child.once("error", (error) => {
				this.#log += error;
				resolve();
			});
		});
		// However this process ends, no server stays behind.
		process.once("exit", () => this.#kill("SIGKILL"));
	}

	static async start({ version, settings, vsix = [], env, port }: ServerOptions): Promise<Server> {
		const { folder, node } = await installServer(version);
		const data = await mkdtemp(join(tmpdir(), "hplint-vscode-"));
		await mkdir(join(data, "user/User"), { recursive: true });
		await writeFile(join(data, "user/User/settings.json"), JSON.stringify({ ...QUIET, ...settings }, null, "\t"));
		const command = [
			join(folder, "out/server-main.js"),
			"--accept-server-license-terms",
			"--telemetry-level=off",
			`--user-data-dir=${join(data, "user")}`,
			`--extensions-dir=${join(data, "extensions")}`,
			`--server-data-dir=${join(data, "server")}`,
		];
		for (const file of vsix) await run(node, [...command, "--install-extension", file, "--force"], data);

		const chosen = port ?? (await freePort());
		const child = spawn(
			node,
			[
				...command,
				"--host=127.0.0.1",
				`--port=${chosen}`,
				"--without-connection-token",
				// Honours the payload of the address, and keeps the web worker off a foreign origin: it works off line.
				"--enable-smoke-test-driver",
				"--disable-workspace-trust",
			],
			{
				// Its sockets go with the run. Elsewhere than on Linux the path would be too long for a socket.
				env: { ...process.env, ...(process.platform === "linux" && { TMPDIR: data, XDG_RUNTIME_DIR: data }), ...env },
				stdio: ["ignore", "pipe", "pipe"],
				detached: process.platform !== "win32",
			},
		);
		const server = new Server(child, data, chosen);
		const started = server.said("Extension host agent listening on").then(() => true);
		const failed = Promise.race([server.exited, delay(30_000, undefined, { ref: false })]).then(() => false);
		if (await Promise.race([started, failed])) return server;
		await server.stop();
		throw new Error(`The VS Code server did not start.\n${server.lastLines()}`);
	}

	/** Resolves when the server has printed this text. */
	said(text: string): Promise<void> {
		return new Promise((resolve) => {
			const look = (): void => {
				if (!this.#log.includes(text)) return;
				this.#listeners.delete(look);
				resolve();
			};
			this.#listeners.add(look);
			look();
		});
	}

	lastLines(): string {
		return this.#log.trimEnd().split("\n").slice(-25).join("\n");
	}

	/** A path of this machine, as the workbench names it. */
	remote(path: string): string {
		return `vscode-remote://localhost:${this.port}${path}`;
	}

	/** The address of the workbench on a folder, or on the file of a workspace with several. */
	url(opened: string, payload: Payload = []): string {
		const kind = opened.endsWith(".code-workspace") ? "workspace" : "folder";
		const address = `http://localhost:${this.port}/?${kind}=${encodeURI(opened)}`;
		return payload.length === 0 ? address : `${address}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
	}

	async stop(): Promise<void> {
		this.#kill("SIGTERM");
		const hardly = setTimeout(() => this.#kill("SIGKILL"), 3000);
		await this.exited;
		clearTimeout(hardly);
		await rm(this.#data, { recursive: true, force: true, maxRetries: 5 });
	}

	/** Ends the whole process group: the server has children. */
	#kill(signal: NodeJS.Signals): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		try {
			if (process.platform === "win32") this.#child.kill(signal);
			else process.kill(-pid, signal);
		} catch {
			// It has ended.
		}
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => {
				if (address && typeof address === "object") resolve(address.port);
				else reject(new Error("no free port"));
			});
		});
	});
}
