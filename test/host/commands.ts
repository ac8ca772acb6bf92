/** Other programs, run to their end. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** The top of the checkout: sources (test/host) and bundles (dist/test) are equally deep below it. */
export const ROOT = join(import.meta.dirname, "../..");

const execute = promisify(execFile);

/** Runs a program and returns what it printed; a failure carries what it said on stderr. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
	const shell = process.platform === "win32" && !program.endsWith(".exe");
	const { stdout } = await execute(program, [...args], { cwd, shell, maxBuffer: 64 << 20 });
	return stdout;
}

/** Installs packages as they are into a folder: no install script runs, no file of the project is touched. */
export async function npmInstall(folder: string, ...packages: string[]): Promise<void> {
	const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
	await run("npm", ["install", "--ignore-scripts", "--omit=dev", "--legacy-peer-deps", ...quiet, ...packages], folder);
}

/** The first of these programs that is on PATH. */
export function findOnPath(...names: string[]): string | undefined {
	const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}
