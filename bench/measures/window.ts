/**
 * In a real window of VS Code: activation as its list of running extensions reports it, beside an extension without code, and
 * what the extension host does in an idle minute with many documents open, beside one without us:
 * `node bench/dist/window.mjs MOST SECONDS`. The last line that it prints is a JSON object.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createVSIX } from "@vscode/vsce";
import { Window } from "../../test/e2e/window.ts";
import { wantedVersion } from "../../test/host/versions.ts";
import { yamlFile } from "../generate/yaml.ts";
import { type Spread, spreadOf } from "../harness.ts";
import { BENCH, ROOT } from "../paths.ts";
import { Random } from "../random.ts";

export interface InWindow {
	readonly version: string;
	readonly activation: { readonly hplint: Spread; readonly empty: Spread };
	readonly idle: { readonly hplint: Idle; readonly without: Idle; readonly seconds: number };
}

export interface Idle {
	/** Milliseconds of CPU in each slice of that time. */
	readonly slices: readonly number[];
	/** How many documents were open. */
	readonly open: number;
}

const DOCUMENTS = 50;

const [most = "20", seconds = "60"] = process.argv.slice(2);
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
	const samples: Record<keyof InWindow["activation"], number[]> = { hplint: [], empty: [] };
	try {
		for (let round = 0; round <= Number(most); round++) {
			await window.waitForSquiggle();
			await window.command("Developer: Show Running Extensions");
			for (const [name, title] of [
				["hplint", "Hyperparameter Lint"],
				["empty", "bench-empty"],
			] as const) {
				const entry = window.page.locator(".runtime-extensions-editor .extension", { hasText: title }).first();
				const said = await entry.locator(".activation-time").textContent();
				const time = /([\d.]+)\s*ms/.exec(said ?? "")?.[1];
				if (time === undefined) throw new Error(`${title}: "${said}" says no time`);
				// The first window warms the caches of the system.
				if (round > 0) samples[name].push(Number(time));
			}
			await window.page.reload({ waitUntil: "commit" });
		}
	} finally {
		await window.close();
	}
	return { hplint: spreadOf(samples.hplint), empty: spreadOf(samples.empty) };
}

/** Two windows in the same minute, one without us. */
async function idle(): Promise<InWindow["idle"]> {
	const opener = await packed("opener");
	const random = new Random(3);
	const files = Object.fromEntries(
		Array.from({ length: DOCUMENTS }, (_, i) => [`config_${i}.yaml`, yamlFile(random, 1500)] as const),
	);
	const measure = async (name: string, vsix: readonly string[]): Promise<Idle> => {
		const out = join(folder, name);
		const env = { HPLINT_BENCH_OUT: out, HPLINT_BENCH_SECONDS: seconds };
		const window = await Window.open(files, { version, vsix, env });
		try {
			for (let waited = 0; !existsSync(out); waited++) {
				if (waited > 180 + Number(seconds)) throw new Error("the extension host said nothing of its idle time");
				await delay(1000);
			}
			return JSON.parse(readFileSync(out, "utf8")) as Idle;
		} finally {
			await window.close();
		}
	};
	const [ours, without] = await Promise.all([measure("with", [hplint, opener]), measure("without", [opener])]);
	return { hplint: ours, without, seconds: Number(seconds) };
}

try {
	const result: InWindow = { version, activation: await activation(), idle: await idle() };
	console.log(JSON.stringify(result));
} finally {
	rmSync(folder, { recursive: true });
}
