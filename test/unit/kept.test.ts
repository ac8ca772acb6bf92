/** What edits leave behind in memory. */

import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as assert from "assert";
import { type Analysis, analyse, DEFAULT_OPTIONS, readRelevant } from "../../src/core/linter.ts";
import { Neighbourhood } from "../../src/core/neighbours/neighbourhood.ts";
import { read } from "../../src/core/read/index.ts";
import type { Format } from "../../src/core/read/model.ts";
import { inMemory } from "./memory.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that are still needed. */
async function needed(): Promise<number> {
	// A weak reference that was made or followed in a turn holds on until its end.
	await delay(0);
	collect();
	return process.memoryUsage().heapUsed;
}

const ENTRIES: Readonly<Partial<Record<Format, (i: number) => string>>> = {
	yaml: (i) =>
		`run_${i}:\n  optimizer: adamw\n  learning_rate_of_the_run: 3e-4\n  note: "a text that is cut out of the whole"\n`,
	python: (i) =>
		`def train_${i}(model):\n    note_${i} = "a text that is cut out of the whole"\n    return AdamW(model, lr=3e-4)\n`,
	json: (i) =>
		`"run_${i}": {"optimizer": "adamw", "learning_rate": 3e-4, "note": "a text that is cut out of the whole"},\n`,
};
const EDITS = 150;

suite("memory is given back", () => {
	for (const format of ["yaml", "python", "json"] as const)
		test(`what was said before an edit: ${format}`, async () => {
			const entry = ENTRIES[format] ?? String;
			const lines = Array.from({ length: 300 }, (_, i) => entry(i));
			const text = (edits: number): string => {
				const own = [...lines];
				// Another entry every time: what is read of each comes from another version.
				own[edits % lines.length] = entry(edits).replace("3e-4", `${edits}e-4`);
				return format === "json" ? `{${own.join("")}"end": 0}` : own.join("");
			};
			const old: WeakRef<Analysis>[] = [];
			let before: Analysis | undefined;
			const edit = (edits: number): void => {
				const version = text(edits);
				before = analyse(
					version,
					format,
					DEFAULT_OPTIONS,
					undefined,
					readRelevant(version, format, DEFAULT_OPTIONS, before),
				);
				assert.ok(before.parameters.length >= lines.length);
				old.push(new WeakRef(before));
			};
			// Compiled and warm first.
			for (let i = 0; i < EDITS; i++) edit(i);
			const first = await needed();
			for (let i = EDITS; i < 2 * EDITS; i++) edit(i);
			const last = await needed();
			const versions = (last - first) / text(0).length;
			assert.ok(versions < EDITS / 3, `${versions.toFixed(0)} texts are kept of ${EDITS}`);
			assert.equal(old.filter((one) => one.deref() !== undefined).length, 1);
			before = undefined;
			await needed();
			assert.equal(old.filter((one) => one.deref() !== undefined).length, 0);
		});

	test("what was said before an edit, by the engine's small collections", () => {
		const words = ["--expose-gc", "dist/test/kept.mjs", String(EDITS)];
		const versions = Number(execFileSync(process.execPath, words, { encoding: "utf8" }));
		// One or two are alive at each of them, of which there is one in ten edits.
		assert.ok(versions < EDITS / 4, `${versions.toFixed(0)} versions are kept of ${EDITS}`);
	});

	test("files beside a document, when no document has to do with their folder", async () => {
		const asked: string[] = [];
		const files = {
			"/a/base.yaml": "lr: 1\n",
			"/a/x.yaml": "_base_: base.yaml\n",
			"/b/x.yaml": "_base_: ../a/base.yaml\n",
		};
		const neighbourhood = new Neighbourhood(inMemory(files, asked));
		const look = (path: keyof typeof files) => neighbourhood.of(path, read(files[path], "yaml"));
		await look("/a/x.yaml");
		neighbourhood.keepOnly(new Set(["/a"]));
		await look("/b/x.yaml");
		assert.deepEqual(asked, ["/a/base.yaml"]);
		neighbourhood.keepOnly(new Set(["/b"]));
		await look("/a/x.yaml");
		assert.deepEqual(asked, ["/a/base.yaml", "/a/base.yaml"]);
	});
});
