/**
 * In a real window of VS Code: activation as its list of running extensions reports it, beside an extension without code; from
 * a key to the squiggle, beside VS Code's own of JSON; what the extension host does in an idle minute with many documents open, and
 * needs after many edits and documents, beside one without us: `node bench/dist/window.mjs MOST SECONDS EDITS DOCUMENTS`. The
 * last line that it prints is a JSON object.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createVSIX } from "@vscode/vsce";
import { Window } from "../../test/e2e/window.ts";
import type { Settings } from "../../test/host/server.ts";
import { wantedVersion } from "../../test/host/versions.ts";
import { documentOf } from "../documents.ts";
import { pythonFile } from "../generate/python.ts";
import { yamlFile } from "../generate/yaml.ts";
import { type Spread, spreadOf } from "../harness.ts";
import { type Beyond, beyond } from "../pairs.ts";
import { BENCH, ROOT } from "../paths.ts";
import { Random } from "../random.ts";

export interface InWindow {
	readonly version: string;
	/** `more`: what ours takes beyond the empty one in the same extension host. */
	readonly activation: { readonly hplint: Spread; readonly empty: Spread; readonly more: Beyond };
	readonly keys: { readonly hplint: Keys; readonly json: Keys };
	/** `more`: the CPU of a slice beyond that of the same three seconds without us. */
	readonly idle: { readonly hplint: Idle; readonly without: Idle; readonly more: Beyond; readonly seconds: number };
	readonly memory: {
		readonly hplint: Memory;
		readonly without: Memory;
		readonly edits: number;
		readonly documents: number;
	};
}

/** From a key to the frame in which a squiggle is drawn, and to that in which it is gone. */
export interface Keys {
	readonly shown: Spread;
	readonly gone: Spread;
	/** Milliseconds for which it waits, of those until it is shown and until it is gone. */
	readonly pauses: { readonly shown: number; readonly gone: number };
}

/** Bytes of the extension host's heap that are still needed. */
export interface Memory {
	readonly before: number;
	/** After the edits of a YAML and a Python document, which are closed again. */
	readonly edited: number;
	/** After as many documents were opened and closed. */
	readonly closed: number;
	/** Diagnostics of ours that are left, and documents that the editor still has. */
	readonly stale: number;
	readonly open: number;
}

export interface Idle {
	/** When each slice of that time began, by the clock, and its milliseconds of CPU. */
	readonly slices: readonly { readonly begun: number; readonly cpu: number }[];
	/** How often functions of ours were called in it. */
	readonly calls: number;
	/** Bytes of the extension host's heap that are needed after it. */
	readonly heap: number;
	/** How many documents were open. */
	readonly open: number;
}

const DOCUMENTS = 50;

/** Those of src/editor/diagnostics.ts; the JSON that comes with VS Code is asked by the window, which waits for nothing. */
const PAUSES = { hplint: { shown: 300, gone: 0 }, json: { shown: 0, gone: 0 } };

const [most = "20", seconds = "60", edits = "10000", documents = "1000"] = process.argv.slice(2);
const version = wantedVersion();
const folder = mkdtempSync(join(tmpdir(), "hplint-window-"));
const hplint = join(ROOT, "dist/hplint.vsix");

async function packed(name: string): Promise<string> {
	const packagePath = join(folder, `${name}.vsix`);
	const cwd = join(BENCH, "window", name);
	await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
	return packagePath;
}

/** Each reload of the page starts an extension host. */
async function activation(): Promise<InWindow["activation"]> {
	const files = { "train.yaml": "optimizer: adamw\nlearning_rate: 5\n" };
	const window = await Window.open(files, { version, vsix: [hplint, await packed("empty")] });
	const samples: Record<"hplint" | "empty", number[]> = { hplint: [], empty: [] };
	try {
		for (let round = 0; samples.empty.length < Number(most); round++) {
			if (round > 2 * Number(most)) throw new Error("VS Code says no times of activation");
			await window.waitForSquiggle();
			await window.command("Developer: Show Running Extensions");
			const [ours, empty] = [await timeShown(window, "Hyperparameter Lint"), await timeShown(window, "bench-empty")];
			// The first window warms the caches of the system. Of a long list only what is in view is there.
			if (round > 0 && ours !== undefined && empty !== undefined) {
				samples.hplint.push(ours);
				samples.empty.push(empty);
			}
			await window.page.reload({ waitUntil: "commit" });
		}
	} finally {
		await window.close();
	}
	const pairs = samples.hplint.map((one, i) => [one, samples.empty[i] ?? Number.NaN] as const);
	return { hplint: spreadOf(samples.hplint), empty: spreadOf(samples.empty), more: beyond(pairs) };
}

/** What "Show Running Extensions" says of an extension, in milliseconds; undefined where it shows none. */
async function timeShown({ page }: Window, title: string): Promise<number | undefined> {
	const entry = page.locator(".runtime-extensions-editor .extension", { hasText: title }).first();
	const said = await entry
		.locator(".activation-time")
		.textContent({ timeout: 5000 })
		.catch(() => "");
	const time = /([\d.]+)\s*ms/.exec(said ?? "")?.[1];
	return time === undefined ? undefined : Number(time);
}

const LEARNING_RATE = "optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)\n";

/** A key makes a mistake of what is right, and another one makes it right again, in two documents in turns. */
async function keys(): Promise<InWindow["keys"]> {
	const random = new Random(5);
	const python = `import torch\n${LEARNING_RATE}${Array.from({ length: 10 }, () => pythonFile(random, 3500)).join("")}`;
	const json = `[\n  1,\n${Array.from({ length: 1000 }, (_, i) => `  {"name": ${i}},\n`).join("")}  0\n]\n`;
	const files = { "train.py": python, "list.json": json };
	const window = await Window.open(files, { version, vsix: [hplint] });
	const { page } = window;
	const samples = {
		hplint: { shown: [] as number[], gone: [] as number[] },
		json: { shown: [] as number[], gone: [] as number[] },
	};
	const contenders = [
		{ name: "hplint", file: "train.py", line: /AdamW/, left: 2, wrong: "Backspace", right: "-" },
		{ name: "json", file: "list.json", line: /^\s*1,$/, left: 1, wrong: "x", right: "Backspace" },
	] as const;
	try {
		for (let round = 0; round <= Number(most); round++)
			for (const { name, file, line, left, wrong, right } of contenders) {
				await window.openFile(file);
				await window.typeAtEndOf(line, "");
				for (let i = 0; i < left; i++) await page.keyboard.press("ArrowLeft");
				const shown = await window.timeToSquiggle(wrong, true);
				const gone = await window.timeToSquiggle(right, false);
				// The first round has each of them start.
				if (round === 0) continue;
				samples[name].shown.push(shown);
				samples[name].gone.push(gone);
			}
	} finally {
		await window.close();
	}
	const spreads = (name: keyof typeof samples): Keys => ({
		shown: spreadOf(samples[name].shown),
		gone: spreadOf(samples[name].gone),
		pauses: PAUSES[name],
	});
	return { hplint: spreads("hplint"), json: spreads("json") };
}

/** What an extension that is at work in a window says at last, in two windows at the same time, one without us. */
async function beside<Said>(
	name: string,
	files: Readonly<Record<string, string>>,
	variables: Readonly<Record<string, string>>,
	patience: number,
	settings: Settings = {},
): Promise<{ readonly hplint: Said; readonly without: Said }> {
	const vsix = await packed(name);
	const measure = async (who: string, all: readonly string[]): Promise<Said> => {
		const out = join(folder, `${name}-${who}`);
		const env = { ...variables, HPLINT_BENCH_OUT: out };
		const window = await Window.open(files, { version, vsix: all, settings, env });
		try {
			for (let waited = 0; !existsSync(out); waited++) {
				if (waited > patience) throw new Error(`${name} said nothing in ${patience} seconds`);
				await delay(1000);
			}
			return JSON.parse(readFileSync(out, "utf8")) as Said;
		} finally {
			await window.close();
		}
	};
	const [ours, without] = await Promise.all([measure("with", [hplint, vsix]), measure("without", [vsix])]);
	return { hplint: ours, without };
}

const configs = (random: Random, count: number): Readonly<Record<string, string>> =>
	Object.fromEntries(Array.from({ length: count }, (_, i) => [`config_${i}.yaml`, yamlFile(random, 1500)]));

async function memory(): Promise<InWindow["memory"]> {
	const files = {
		"edited.yaml": documentOf("yaml", 1000),
		"edited.py": documentOf("python", 1000),
		...configs(new Random(4), Number(documents)),
	};
	const variables = { HPLINT_BENCH_EDITS: edits, HPLINT_BENCH_DOCUMENTS: documents };
	// Some 20 milliseconds an edit, and half a second a document.
	const patience = 180 + Number(edits) / 20 + Number(documents);
	return {
		...(await beside<Memory>("typist", files, variables, patience)),
		edits: Number(edits),
		documents: Number(documents),
	};
}

/** A server's extension host looks through all processes of the machine for open ports every two seconds: ten times all else that it does. */
const NO_PORTS: Settings = { "remote.autoForwardPorts": false, "remote.autoForwardPortsSource": "output" };

/** Two windows in the same minute, one without us. */
async function idle(): Promise<InWindow["idle"]> {
	const variables = { HPLINT_BENCH_SECONDS: seconds };
	const files = configs(new Random(3), DOCUMENTS);
	const both = await beside<Idle>("opener", files, variables, 180 + Number(seconds), NO_PORTS);
	const others = new Map(both.without.slices.map(({ begun, cpu }) => [begun, cpu]));
	const pairs = both.hplint.slices.flatMap(({ begun, cpu }) => {
		const other = others.get(begun);
		return other === undefined ? [] : [[cpu, other] as const];
	});
	return { ...both, more: beyond(pairs), seconds: Number(seconds) };
}

try {
	const result: InWindow = {
		version,
		activation: await activation(),
		keys: await keys(),
		idle: await idle(),
		memory: await memory(),
	};
	console.log(JSON.stringify(result));
} finally {
	rmSync(folder, { recursive: true });
}
