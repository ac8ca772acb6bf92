import * as assert from "assert";

/** Texts of one unit, many times over, take time in step with their size. */
export function assertInStep(made: string, unit: string, run: (text: string) => unknown): void {
	const time = (size: number): number => {
		const text = unit.repeat(Math.ceil(size / unit.length));
		const start = performance.now();
		run(text);
		return performance.now() - start;
	};
	time(10_000);
	let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	// Four times the size: a square would take sixteen times as long. On a busy machine the quickest of a few is what counts.
	for (let tries = 0; tries < 5 && !(large < 12 * Math.max(small, 20)); tries++) {
		small = Math.min(small, time(25_000));
		large = Math.min(large, time(100_000));
	}
	assert.ok(large < 12 * Math.max(small, 20), `${made}: ${small.toFixed(0)} ms, then ${large.toFixed(0)} ms`);
}
