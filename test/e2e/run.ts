/**
 * The packed extension in a real window, used the way a person does, once in each extension host.
 * `--version` or `$HPLINT_VSCODE` picks the VS Code, `--update-media` writes the README's picture.
 */

import * as assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../host/commands.ts";
import { inWebWorker } from "../host/server.ts";
import { wantedVersion } from "../host/versions.ts";
import { Window } from "./window.ts";

const VSIX = join(ROOT, "dist/hplint.vsix");
const SCREENSHOTS = join(ROOT, "test/e2e/screenshots");
const README_PICTURE = join(SCREENSHOTS, "hover.png");

interface Step {
	name: string;
	run(window: Window): Promise<void>;
}

const TRAIN = "optimizer: adamw\nlearning_rate: 5\n";

const steps: readonly Step[] = [
	{
		name: "a learning rate of 5 with AdamW is underlined",
		run: (window) => window.waitForSquiggle(),
	},
	{
		name: "the hover explains it",
		async run(window) {
			assert.match(await window.hoverText(/learning rate/i), /adamw/i);
		},
	},
	{
		name: "the light bulb sets another value, by keyboard",
		async run(window) {
			await window.clickSquiggle();
			await window.quickFix(/^Set /);
			await window.waitForNoSquiggle();
		},
	},
	{
		name: "saving writes the value to disk, and nothing else",
		async run(window) {
			const saved = await window.save("train.yaml", /^learning_rate: (?!5$)/m);
			assert.match(saved, /^optimizer: adamw\nlearning_rate: [\d.e-]+\n$/);
		},
	},
	{
		name: "Suggest Hyperparameters adds a batch size",
		async run(window) {
			await window.command("Suggest Hyperparameters");
			await window.waitForPick("learning rate");
			await window.pick(/^Keep /, "Keep");
			await window.waitForPick("batch size");
			await window.pick(/\d/);
			await window.waitForLine(/batch_size:\s\d+/);
			await window.save("train.yaml", /^batch_size: \d+$/m);
		},
	},
	{
		name: "examples/train.yaml shows what the README's picture shows",
		async run(window) {
			await window.openFile("classifier.yaml");
			await window.waitForSquiggle();
			assert.match(await window.hoverText(/learning rate/i), /adamw/i);
			await window.screenshotOfEditor(README_PICTURE);
		},
	},
	{
		name: "the rule's name in the hover opens its page inside the editor",
		async run(window) {
			await window.followHoverLink("learning-rate-too-high");
			await window.waitForPage(/above everything published/);
		},
	},
];

/** The same in Japanese, and what a person who is new sees. */
const inJapanese: readonly Step[] = [
	{
		name: "the finding and its fixes are said in Japanese",
		async run(window) {
			await window.waitForSquiggle();
			assert.match(await window.hoverText(/学習率 5 は/), /通常使われる上限の/);
			await window.clickSquiggle();
			await window.quickFix(/^learning_rate を .* にする/, /の説明を表示する/);
			await window.waitForNoSquiggle();
		},
	},
	{
		name: "a command lists what applies, and a line of the list leads to where it is said",
		async run(window) {
			await window.command("このファイルに適用される内容を表示");
			await window.waitForPick(/Hyperparameter Lint: train\.yaml[^\0]*オプティマイザ/);
			await window.pick("オプティマイザ", "オプティマイザ");
			await window.waitForStatus(/Ln 1, Col \d+ \(5 selected\)/);
		},
	},
	{
		name: "the walkthrough opens",
		async run(window) {
			await window.command("Welcome: Open Walkthrough...");
			await window.pick("Hyperparameter Lint を使い始める", "Hyperparameter Lint");
			await window.waitForWalkthrough("理由を見る");
		},
	},
];

interface Walk {
	name: string;
	host: "node" | "web";
	steps: readonly Step[];
	language?: string;
}

const WALKS: readonly Walk[] = [
	{ name: "Node extension host", host: "node", steps },
	{ name: "web worker extension host", host: "web", steps },
	{ name: "Node extension host, in Japanese", host: "node", steps: inJapanese, language: "ja" },
];

const version = wantedVersion();
console.log(`[hplint] a window of VS Code ${version}, server build in headless Chromium`);
mkdirSync(SCREENSHOTS, { recursive: true });

let passed = 0;
let failed = 0;
for (const { name, host, steps: way, language } of WALKS) {
	console.log(`\n  ${name}`);
	const files = { "train.yaml": TRAIN, "classifier.yaml": readFileSync(join(ROOT, "examples/train.yaml"), "utf8") };
	const settings = {
		"workbench.colorTheme": "Default Dark Modern",
		...(host === "web" ? inWebWorker("hplint.hplint") : {}),
	};
	const window = await Window.open(files, { version, vsix: [VSIX], settings, ...(language && { language }) });
	try {
		await walk(window, way, language ?? host);
	} finally {
		await window.close();
	}
}
console.log(`\n  ${passed} passing\n  ${failed} failing`);
if (process.argv.includes("--update-media") && failed === 0) {
	cpSync(README_PICTURE, join(ROOT, "media/hover.png"));
}
process.exitCode = failed > 0 ? 1 : 0;

/** One step builds on the other: after a failed one the rest cannot be walked, and has failed as well. */
async function walk(window: Window, steps: readonly Step[], shown: string): Promise<void> {
	for (const [index, { name, run }] of steps.entries()) {
		const started = Date.now();
		try {
			await run(window);
			passed++;
			console.log(`    ✔ ${name} (${Date.now() - started} ms)`);
		} catch (error) {
			failed += steps.length - index;
			console.log(`    ✗ ${name}`);
			for (const { name: left } of steps.slice(index + 1)) console.log(`    ✗ ${left} (not reached)`);
			console.error(error);
			console.error(window.serverLog().replace(/^/gm, "  server: "));
			return;
		} finally {
			await window.screenshot(join(SCREENSHOTS, `${shown}-${index + 1}.png`));
		}
	}
}
