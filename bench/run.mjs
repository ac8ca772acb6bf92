/**
 * `npm run bench`: installs what the benchmark measures beside, builds what is measured and what measures, and runs it.
 * What follows `--` is main.ts's.
 */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";

const BENCH = import.meta.dirname;
const ROOT = join(BENCH, "..");

function run(folder, program, ...words) {
	const { status } = spawnSync(program, words, { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
	if (status !== 0) process.exit(status ?? 1);
}

run(BENCH, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
run(ROOT, "npx", "tsc", "--noEmit", "-p", BENCH);
run(ROOT, "npm", "run", "--silent", "package");
await build({
	entryPoints: [
		"main.ts",
		"typist.ts",
		"peers/validate.ts",
		...["typing", "scan", "cost", "load", "window"].map((name) => `measures/${name}.ts`),
	],
	absWorkingDir: BENCH,
	entryNames: "[name]",
	outdir: "dist",
	outExtension: { ".js": ".mjs" },
	bundle: true,
	packages: "external",
	platform: "node",
	format: "esm",
	target: "node20",
	logLevel: "warning",
	sourcemap: "inline",
});
run(process.cwd(), process.execPath, join(BENCH, "dist/main.mjs"), ...process.argv.slice(2));
