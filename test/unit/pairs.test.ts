import * as assert from "node:assert/strict";
import { beyond } from "../../bench/pairs.ts";

suite("what one contender takes beyond another", () => {
	const upTo = (n: number): [number, number][] => Array.from({ length: n }, (_, i) => [100 + i + 1, 100]);

	test("is told as the median of the pairs, and between which of them it lies", () => {
		// From the table of the sign test: the third and tenth of 12, the sixth and fifteenth of 20, the tenth and twenty-first of 30.
		assert.deepEqual(beyond(upTo(12)), { n: 12, median: 6.5, low: 3, high: 10 });
		assert.deepEqual(beyond(upTo(20)), { n: 20, median: 10.5, low: 6, high: 15 });
		assert.deepEqual(beyond(upTo(30)), { n: 30, median: 15.5, low: 10, high: 21 });
	});

	test("lies between the extremes where there are few", () => {
		assert.deepEqual(beyond(upTo(6)), { n: 6, median: 3.5, low: 1, high: 6 });
		assert.deepEqual(beyond(upTo(2)), { n: 2, median: 1.5, low: 1, high: 2 });
	});

	test("is nothing without a pair", () => {
		assert.throws(() => beyond([]), /no figures were taken at the same time/);
	});

	test("is not moved by one slow moment, nor by one that both had", () => {
		const pairs = upTo(12);
		pairs[11] = [5000, 100];
		pairs[0] = [5001, 5000];
		assert.deepEqual(beyond(pairs), beyond(upTo(12)));
	});
});
