/**
 * Builds what runs: the extension for both hosts and the command line; with `--tests` the tests and their tools as well;
 * with `--host` only the tools that start a VS Code.
 */

import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "esbuild";

/** The grammars without the colours they give an editor's words, which nobody here sees: the trees stay the same. */
const plainGrammars = {
	name: "plain-grammars",
	setup({ onLoad }) {
		onLoad({ filter: /@lezer\/(?:python|yaml)\/dist\/index\.js$/ }, ({ path }) => {
			let contents = readFileSync(path, "utf8");
			for (const colours of [
				/^import .* from '@lezer\/highlight';$/m,
				/^const \w+ = styleTags\(\{[\s\S]*?^\}\);$/m,
				/^ +propSources: \[\w+\],$/m,
			]) {
				if (!colours.test(contents)) throw new Error(`${path} has no ${colours}`);
				contents = contents.replace(colours, "");
			}
			return { contents, loader: "js" };
		});
	},
};

/**
 * VS Code's API as it is, asked for once. Of each `import * as vscode` the bundler makes a copy of all of it, hundreds of getters,
 * which together took longer to make than all that is evaluated at start.
 */
const oneApi = {
	name: "one-api",
	setup({ onResolve, onLoad }) {
		onLoad({ filter: /[\\/]src[\\/](?:editor[\\/].*|extension)\.ts$/ }, ({ path }) => ({
			contents: readFileSync(path, "utf8").replace(
				/^import \* as vscode from "vscode";$/m,
				'import vscode from "one-api";',
			),
			loader: "ts",
		}));
		onResolve({ filter: /^one-api$/ }, ({ path }) => ({ path, namespace: "one-api" }));
		onLoad({ filter: /.*/, namespace: "one-api" }, () => ({ contents: 'export default require("vscode");' }));
	},
};

const common = {
	bundle: true,
	logLevel: "warning",
	legalComments: "none",
	// Of an ES module only what is used gets into a bundle.
	mainFields: ["module", "main"],
	plugins: [plainGrammars, oneApi],
};
const node = { ...common, format: "cjs", platform: "node", target: "node20" };
const web = { ...common, format: "cjs", platform: "browser", target: "es2022" };

/** `import fixtures from "fixtures"`: the text of every file of test/fixtures, by its path there. */
const fixtures = {
	name: "fixtures",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^fixtures$/ }, ({ path }) => ({ path, namespace: "fixtures" }));
		onLoad({ filter: /.*/, namespace: "fixtures" }, () => {
			const files = readdirSync("test/fixtures", { recursive: true, withFileTypes: true }).filter((entry) =>
				entry.isFile(),
			);
			const paths = files.map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll("\\", "/"));
			const texts = paths.sort().map((path) => [path.slice("test/fixtures/".length), readFileSync(path, "utf8")]);
			return { contents: JSON.stringify(Object.fromEntries(texts)), loader: "json" };
		});
	},
};

const shipped = { external: ["vscode"], minify: true };
const extension = [
	// One bundle for both hosts: it needs nothing of Node.
	{ ...web, ...shipped, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", metafile: true },
	// The page of the map loads these two alone.
	{
		...web,
		format: "iife",
		minify: true,
		entryPoints: { map: "src/map/main.ts" },
		outdir: "dist",
	},
	{ ...web, minify: true, entryPoints: ["src/map/map.css"], outdir: "dist" },
	{
		...node,
		...shipped,
		entryPoints: ["src/cli/main.ts"],
		outfile: "dist/cli.js",
		banner: { js: "#!/usr/bin/env node" },
	},
];

const tested = { external: ["vscode", "mocha", "typescript"], sourcemap: "inline", plugins: [plainGrammars, fixtures] };
const tests = [
	{
		...node,
		...tested,
		entryPoints: {
			unit: "test/unit/all.ts",
			"unit.node": "test/unit/node.ts",
			suite: "test/suite/index.ts",
		},
		outdir: "dist/test",
	},
	{
		...web,
		...tested,
		external: ["vscode"],
		entryPoints: ["test/suite/index.web.ts"],
		outfile: "dist/test/suite.web.js",
		// What the `assert` package takes for given. A variable of the bundle, not of the worker that the extension shares.
		banner: { js: "var process = { env: {} };" },
		define: { global: "globalThis" },
	},
];

const scripts = { ...node, format: "esm", sourcemap: "inline", outdir: "dist", outExtension: { ".js": ".mjs" } };
const tools = [
	{
		...scripts,
		entryPoints: {
			"scripts/generate": "scripts/generate.ts",
			"scripts/measure": "scripts/measure.ts",
			"scripts/measure-setup": "scripts/measure-setup.ts",
			"scripts/practice": "scripts/practice.ts",
			"scripts/mutate": "scripts/mutate.ts",
			"scripts/same": "scripts/same.ts",
			"test/kept": "test/unit/kept.ts",
		},
	},
];
const host = [
	{
		...scripts,
		packages: "external",
		entryPoints: {
			"test/choose": "test/host/choose.ts",
			"test/code-host": "test/host/code-host.ts",
			"test/run-suite": "test/host/run-suite.ts",
			"test/e2e": "test/e2e/run.ts",
			"test/page": "test/page/map.test.ts",
			"scripts/start": "scripts/start.ts",
		},
	},
	{ ...node, entryPoints: ["test/host/host-runner.ts"], outdir: "dist/test" },
];

/** The rules' pages in one file: packed together they take a third of what they take one by one. */
function writePages() {
	const pages = readdirSync("docs/rules").map((file) => [
		file.slice(0, -".md".length),
		readFileSync(`docs/rules/${file}`, "utf8"),
	]);
	mkdirSync("dist", { recursive: true });
	writeFileSync("dist/rules.json", JSON.stringify(Object.fromEntries(pages.sort()), null, "\t"));
}

const { values: only } = parseArgs({ options: { tests: { type: "boolean" }, host: { type: "boolean" } } });
if (!only.host) {
	writePages();
	const [{ metafile }] = await Promise.all(extension.map(build));
	// What the bundle is made of: scripts/weigh.mjs tells.
	writeFileSync("dist/extension.meta.json", JSON.stringify(metafile));
}
if (only.tests) await Promise.all([...tests, ...tools].map(build));
if (only.tests || only.host) {
	await Promise.all(host.map(build));
	// Started like the `code` executable.
	chmodSync("dist/test/code-host.mjs", 0o755);
}
