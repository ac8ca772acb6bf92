/** What linting costs by the size of a document: `node bench/dist/cost.mjs FORMAT LARGEST`. Prints one JSON object. */

import { analyse } from "../../src/core/linter.ts";
import type { Format } from "../../src/core/read/model.ts";
import { longDocument } from "../generate/long.ts";
import { type Spread, spreadOf } from "../harness.ts";

export interface Cost {
	readonly format: Format;
	readonly points: readonly { readonly lines: number; readonly time: Spread }[];
	/** Of the straight line through the points, both axes logarithmic. */
	readonly slope: number;
}

const SIZES = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
const TIMES = 20;

function slopeOf(points: Cost["points"]): number {
	const xs = points.map(({ lines }) => Math.log(lines));
	const ys = points.map(({ time }) => Math.log(time.median));
	const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
	const [x, y] = [mean(xs), mean(ys)];
	return mean(xs.map((one, i) => (one - x) * ((ys[i] ?? 0) - y))) / mean(xs.map((one) => (one - x) ** 2));
}

const [format, largest] = process.argv.slice(2) as [Format, string];
for (let i = 0; i < 20; i++) analyse(longDocument(format, 1000), format);
const points = SIZES.filter((lines) => lines <= Number(largest)).map((lines) => {
	const text = longDocument(format, lines);
	const samples: number[] = [];
	while (samples.length < TIMES) {
		const start = performance.now();
		const { skipped } = analyse(text, format);
		samples.push(performance.now() - start);
		if (skipped.length > 0) throw new Error(`${format}, ${lines} lines: ${skipped.join("; ")}`);
	}
	const time = spreadOf(samples);
	console.error(`  ${format}, ${lines} lines: ${time.median.toFixed(1)} ms`);
	return { lines: text.split("\n").length - 1, time };
});
const result: Cost = { format, points, slope: slopeOf(points) };
console.log(JSON.stringify(result));
