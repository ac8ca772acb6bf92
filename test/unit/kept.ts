/**
 * How many versions of a document outlive the engine's small collections, of which there is one in ten edits: `node --expose-gc
 * dist/test/kept.mjs EDITS`. In a process of its own: what the engine has seen of other work changes where it makes objects.
 */

import { type Analysis, analyse, DEFAULT_OPTIONS, readRelevant } from "../../src/core/linter.ts";

const collect = gc as NodeJS.GCFunction;
const edits = Number(process.argv[2]);

const entry = (i: number, rate: number): string =>
	`run_${i}:\n  optimizer:\n    name: adamw\n    lr: ${rate}\n  batch_size: 7.5\n${"  note: a text\n".repeat(10)}`;
const entries = Array.from({ length: 40 }, (_, i) => entry(i, 3));

let before: Analysis | undefined;
function edit(i: number): void {
	const version = entries.with(i % entries.length, entry(0, i)).join("");
	const read = readRelevant(version, "yaml", DEFAULT_OPTIONS, before);
	before = analyse(version, "yaml", DEFAULT_OPTIONS, undefined, read);
}

const heap = (): number => process.memoryUsage().heapUsed;
function needed(): number {
	collect();
	return heap();
}

function editAll(): void {
	for (let i = 0; i < edits; i++) {
		edit(i);
		if (i % 10 === 0) collect({ type: "minor" });
	}
	collect({ type: "minor" });
}

// Compiled and warm first.
editAll();
editAll();
if (before?.findings.length !== 2 * entries.length) throw new Error("not all is found");
const begun = needed();
editAll();
const kept = heap() - begun;
const one = needed();
before = undefined;
console.log(kept / (one - needed()));
