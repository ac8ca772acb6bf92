/** What linting costs by the size of a document: `node bench/dist/cost.mjs FORMAT LARGEST`. Prints one JSON object. */

import { analyse } from "../../src/core/linter.ts";
import type { Format } from "../../src/core/read/model.ts";
import { longDocument } from "../generate/long.ts";
import { spreadOf } from "../harness.ts";

export interface Cost {
	readonly format: Format;
	readonly points: readonly { readonly lines: number; readonly milliseconds: number; readonly n: number }[];
	/** Of the straight line through the points, both axes logarithmic. */
	readonly slope: number;
}

const SIZES = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
/** Milliseconds that each size may take. */
const PATIENCE = 2500;

function slopeOf(points: Cost["points"]): number {
	const xs = points.map(({ lines }) => Math.log(lines));
	const ys = points.map(({ milliseconds }) => Math.log(milliseconds));
	const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
	const [x, y] = [mean(xs), mean(ys)];
	return mean(xs.map((one, i) => (one - x) * ((ys[i] ?? 0) - y))) / mean(xs.map((one) => (one - x) ** 2));
}

const [format, largest] = process.argv.slice(2) as [Format, string];
for (let i = 0; i < 20; i++) analyse(longDocument(format, 1000), format);
const points = SIZES.filter((lines) => lines <= Number(largest)).map((lines) => {
	const text = longDocument(format, lines);
	const samples: number[] = [];
	for (let spent = 0; samples.length < 2 || (samples.length < 20 && spent < PATIENCE); ) {
		const start = performance.now();
		const { skipped } = analyse(text, format);
		const milliseconds = performance.now() - start;
		if (skipped.length > 0) throw new Error(`${format}, ${lines} lines: ${skipped.join("; ")}`);
		samples.push(milliseconds);
		spent += milliseconds;
	}
	const { median } = spreadOf(samples);
	console.error(`  ${format}, ${lines} lines: ${median.toFixed(1)} ms (${samples.length} times)`);
	return { lines: text.split("\n").length - 1, milliseconds: median, n: samples.length };
});
const result: Cost = { format, points, slope: slopeOf(points) };
console.log(JSON.stringify(result));
