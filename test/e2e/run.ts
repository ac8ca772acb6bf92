/**
 * The packed extension in a real window, used the way a person does, once in each extension host.
 * `--version` or `$HPLINT_VSCODE` picks the VS Code, `--update-media` takes the README's pictures.
 */

import * as assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../host/commands.ts";
import { inWebWorker } from "../host/server.ts";
import { wantedVersion } from "../host/versions.ts";
import { FILES, takePictures } from "./pictures.ts";
import { Window } from "./window.ts";

const VSIX = join(ROOT, "dist/hplint.vsix");
const SCREENSHOTS = join(ROOT, "test/e2e/screenshots");
const MAP_PICTURE = join(SCREENSHOTS, "map.png");

interface Step {
	name: string;
	run(window: Window): Promise<void>;
}

const TRAIN = "optimizer: adamw\nlearning_rate: 5\n";
const LINEAR = "model: LogisticRegression\noptimizer: sgd\ntrain_file: table.csv\nlearning_rate: 5\nbatch_size: 4000\n";
const DETECTOR = "VERSION: 2\nSOLVER:\n  IMS_PER_BATCH: 4096\n  BASE_LR: 5\n";
/** A hundred columns and a label, fewer rows than LINEAR wants in a batch. */
const FEATURES = Array.from({ length: 100 }, (_, i) => `f${i}`).join(",");
const TABLE = `${FEATURES},label\n${`${FEATURES.replaceAll("f", "")},1\n`.repeat(500)}`;

const UNSEEN = "optimizer: adamw\nlr: 7\n";
const cell = (...source: string[]): object => ({
	cell_type: "code",
	execution_count: null,
	metadata: {},
	outputs: [],
	source: source.map((line) => `${line}\n`),
});
const CELLS = JSON.stringify({
	cells: [cell("import torch", "LR = 5.0"), cell("optimizer = torch.optim.AdamW(model.parameters(), lr=LR)")],
	metadata: { language_info: { name: "python" } },
	nbformat: 4,
	nbformat_minor: 5,
});

const CHANGED = "optimizer: sgd\nlr: 0.1\nbatch_size: 32\n";

const steps: readonly Step[] = [
	{
		name: "a learning rate of 5 with AdamW is underlined",
		run: (window) => window.waitForSquiggle(),
	},
	{
		name: "the hover explains it",
		async run(window) {
			assert.match(await window.hoverText(/learning rate/i), /adamw/i);
			assert.match(await window.hoverPicture(), /^5 on a scale where 1e-6 to 0\.003 is usual/);
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
		name: "Suggest Hyperparameters adds a batch size, after a look at the reason",
		async run(window) {
			await window.command("Suggest Hyperparameters");
			await window.waitForPick(/\(1\/1\).*batch_size: \d+.*best results for small batches/s);
			await window.accept();
			await window.waitForLine(/batch_size:\s\d+/);
			await window.save("train.yaml", /^batch_size: \d+$/m);
		},
	},
	{
		name: "a batch that is changed leaves its rate behind, which is scaled with it, by keyboard",
		async run(window) {
			await window.openFile("changed.yaml");
			await window.typeAtEndOf(/^batch_size:/, "0");
			await window.waitForSquiggle();
			await window.clickSquiggle();
			await window.quickFix("Scale lr with the batch: 0.1 → 1 (linear, Goyal et al. 2017)");
			await window.waitForNoSquiggle();
			assert.equal(
				await window.save("changed.yaml", /^batch_size: 320$/m),
				CHANGED.replace("0.1", "1").replace("32", "320"),
			);
		},
	},
	{
		name: "the code lens of a linear model asks for its data, goes back on demand, and sets 1/√features",
		async run(window) {
			await window.openFile("linear.yaml");
			await window.clickCodeLens("SGD · LogisticRegression: suggest");
			await window.waitForPick(/\(1\/2\).*table\.csv.*101 columns/s);
			await window.pick("table.csv");
			await window.waitForPick(/\(2\/3\)/);
			await window.back();
			await window.waitForPick(/\(1\/2\)/);
			await window.pick("table.csv");
			await window.waitForPick(/\(2\/3\)/);
			await window.pick("label");
			await window.waitForPick(/\(3\/3\).*100 feature columns of table\.csv/s);
		},
	},
	{
		name: "all of it is one step to undo",
		async run(window) {
			await window.accept();
			await window.waitForLine(/learning_rate:\s0\.1$/);
			const saved = await window.save("linear.yaml", /^learning_rate: 0\.1$/m);
			assert.match(saved, /^batch_size: 32$/m);
			await window.undo();
			assert.equal(await window.save("linear.yaml", /^learning_rate: 5$/m), LINEAR);
		},
	},
	{
		name: "a key copies what is suggested as comments",
		async run(window) {
			await window.openFile("linear.yaml");
			await window.command("Suggest Hyperparameters");
			await window.pick("table.csv");
			await window.waitForPick(/\(2\/3\)/);
			await window.pick("label");
			await window.waitForPick(/\(3\/3\)/);
			await window.press("Control+Alt+c");
			await window.waitForNotice(/in the clipboard, as comments/);
		},
	},
	{
		name: "a file of another language is said not to be looked at, and why",
		async run(window) {
			await window.openFile("table.csv");
			await window.command("Show What Applies to This File");
			await window.waitForPick(/the language plaintext is not looked at/);
			await window.press("Escape");
		},
	},
	{
		name: "a rate that is scaled with the batch follows the batch that is checked",
		async run(window) {
			await window.openFile("detector.yaml");
			await window.command("Suggest Hyperparameters");
			await window.waitForPick(/\(1\/2\)/);
			await window.pick("SGD", "SGD");
			await window.waitForPick(/BASE_LR: 5 → 5\.12/);
			await window.checkRow("IMS_PER_BATCH");
			await window.waitForPick(/BASE_LR: 5 → 0\.02/);
			await window.accept();
			const saved = await window.save("detector.yaml", /BASE_LR: 0\.02$/m);
			assert.equal(saved, DETECTOR.replace("4096", "16").replace(": 5", ": 0.02"));
		},
	},
	{
		name: "Lint All Training Configs shows in Problems what stands in a closed file, and counts it",
		async run(window) {
			await window.command("Lint All Training Configs");
			await window.waitForNotice(/Hyperparameter Lint: \d+ files, \d+ of them with findings/);
			await window.command("Problems: Focus on Problems View");
			await window.waitForProblem(/unseen\.yaml/);
			await window.waitForProblem(/A learning rate of 7 is/);
			await window.command("Notifications: Clear All Notifications");
			await window.press("Control+j");
		},
	},
	{
		name: "a finding is suppressed on its line, by keyboard",
		async run(window) {
			await window.openFile("unseen.yaml");
			await window.waitForSquiggle();
			await window.clickSquiggle();
			await window.quickFix("Suppress learning-rate-too-high on this line");
			await window.waitForNoSquiggle();
			await window.save("unseen.yaml", /# hplint-disable-\w+(?:-line)? learning-rate-too-high/);
		},
	},
	{
		name: "Hyperparameter Map shows every config, opens the value of one by keyboard, and follows what is typed",
		async run(window) {
			await window.command("Hyperparameter Map");
			await window.onMap(/^classifier\.yaml:\d+\s*0\.3.*Warning/).waitFor();
			await window.walkOnMap(/^train\.yaml:2; /);
			await window.press("Enter");
			await window.typeIn("train.yaml", "0.0042");
			await window.onMap(/^train\.yaml:2\s*0\.0042/).waitFor();
			await window.screenshotOfEditor(MAP_PICTURE);
			await window.press("Control+z");
			await window.onMap(/^train\.yaml:2\s*(?!0\.0042)\d/).waitFor();
		},
	},
	{
		name: "the map is there again after the window was loaded anew, with the kind that was chosen",
		async run(window) {
			await window.mapKinds.selectOption("All kinds");
			// The map, and that all kinds were chosen.
			await window.reload(/hplint\.map.*kind\W+\}/);
			await window.onMap(/^classifier\.yaml:\d+\s*0\.3.*Warning/).waitFor();
			assert.equal(await window.mapKinds.locator("option:checked").textContent(), "All kinds");
		},
	},
	{
		name: "what a project file leaves out leaves the map, and comes back without it",
		async run(window) {
			const project = join(window.folder, ".hplint.yaml");
			writeFileSync(project, "exclude: [classifier.yaml]\n");
			await window.onMap(/^classifier\.yaml/).waitFor({ state: "detached" });
			rmSync(project);
			await window.onMap(/^classifier\.yaml/).waitFor();
			await window.command("View: Close All Editors");
		},
	},
	{
		name: "examples/train.yaml is underlined, and its hover explains why",
		async run(window) {
			await window.openFile("classifier.yaml");
			await window.waitForSquiggle();
			assert.match(await window.hoverText(/learning rate/i), /adamw/i);
		},
	},
	{
		name: "the rule's name in the hover opens its page inside the editor",
		async run(window) {
			await window.followHoverLink("learning-rate-too-high");
			await window.waitForPage(/above everything published/);
		},
	},
	{
		// The last: what a notebook shows outputs in is a page as well, which the steps above would take for theirs.
		name: "the cells of a notebook are one setup: the optimizer of one explains the rate of the other",
		async run(window) {
			await window.openFile("cells.ipynb");
			await window.waitForSquiggle();
			assert.match(await window.hoverText(/learning rate/i), /adamw/i);
			await window.leaveHover();
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
			assert.match(await window.hoverPicture(), /^5 .*範囲/);
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
const DARK = { "workbench.colorTheme": "Default Dark Modern" };
console.log(`[hplint] a window of VS Code ${version}, server build in headless Chromium`);
mkdirSync(SCREENSHOTS, { recursive: true });

let passed = 0;
let failed = 0;
for (const { name, host, steps: way, language } of WALKS) {
	console.log(`\n  ${name}`);
	const files = {
		"train.yaml": TRAIN,
		"changed.yaml": CHANGED,
		"linear.yaml": LINEAR,
		"table.csv": TABLE,
		"detector.yaml": DETECTOR,
		"unseen.yaml": UNSEEN,
		"cells.ipynb": CELLS,
		"classifier.yaml": readFileSync(join(ROOT, "examples/train.yaml"), "utf8"),
	};
	const settings = { ...DARK, ...(host === "web" ? inWebWorker("hplint.hplint") : {}) };
	const window = await Window.open(files, { version, vsix: [VSIX], settings, ...(language && { language }) });
	try {
		await walk(window, way, language ?? host);
	} finally {
		await window.close();
	}
}
console.log(`\n  ${passed} passing\n  ${failed} failing`);
if (process.argv.includes("--update-media")) {
	const window = await Window.open(FILES, { version, vsix: [VSIX], settings: DARK });
	try {
		await takePictures(window, join(ROOT, "media"));
	} finally {
		await window.close();
	}
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
