/** How dense public configs lie along a logarithmic axis, from the five percentiles that are known of them. */

import type { Practice } from "../core/map/model.ts";

/** Decades over which a stretch is blurred: many configs have the very same value, and no percentile is a wall. */
const BLUR = 0.15;

/** Relative to the densest place, 0 to 1. */
export function densityOf({ p5, p25, median, p75, p95 }: Practice): (value: number) => number {
	const ends = [p5, p25, median, p75, p95].map(Math.log10);
	const shares = [0.2, 0.25, 0.25, 0.2];
	const stretches = shares.map((share, i) => ({ share, from: ends[i] ?? 0, to: ends[i + 1] ?? 0 }));
	const at = (place: number): number =>
		stretches.reduce((sum, { share, from, to }) => sum + share * blurred(place, from, to), 0);
	// The densest place is near the middle of a stretch, or where two meet.
	const highest = Math.max(...stretches.flatMap(({ from, to }) => [from, (from + to) / 2, to].map(at)));
	return (value) => Math.min(1, at(Math.log10(value)) / highest);
}

/** A uniform stretch of weight one under a Gaussian blur; of no length it is the Gaussian itself. */
function blurred(place: number, from: number, to: number): number {
	if (to - from < 1e-6) return Math.exp(-(((place - from) / BLUR) ** 2) / 2) / (BLUR * Math.sqrt(2 * Math.PI));
	return (cumulative((place - from) / BLUR) - cumulative((place - to) / BLUR)) / (to - from);
}

/** The normal distribution, to 1e-4: `1 / (1 + exp(-(1.5976 x + 0.07056 x³)))` (Bowling et al., 2009). */
const cumulative = (x: number): number => 1 / (1 + Math.exp(-(1.5976 * x + 0.07056 * x ** 3)));
