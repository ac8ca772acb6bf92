import * as assert from "assert";
import { type Analysis, analyse, analyseInSteps, DEFAULT_OPTIONS, readRelevant } from "../../src/core/linter.ts";
import { readInSteps } from "../../src/core/read/index.ts";
import type { Format, ReadDocument } from "../../src/core/read/model.ts";
import { afterOthers, finish, Slices, type Steps } from "../../src/core/work/slices.ts";
import { said } from "./said.ts";

function* counted(to: number, done: number[]): Steps<string> {
	for (let i = 0; i < to; i++) {
		done.push(i);
		// Longer than a slice is.
		for (const start = performance.now(); performance.now() - start < 8; );
		yield;
	}
	return "whole";
}

suite("work in slices", () => {
	test("is done whole, with a turn for others after each", async () => {
		const done: number[] = [];
		let turns = 0;
		const slices = new Slices(async () => {
			turns++;
			return true;
		});
		assert.equal(await slices.run(counted(5, done)), "whole");
		assert.deepEqual([done.length, turns], [5, 5]);
	});

	test("gives others a turn however many there are of it", async () => {
		let [longest, before, all] = [0, performance.now(), 0];
		const look = (): void => {
			const now = performance.now();
			longest = Math.max(longest, now - before);
			before = now;
		};
		let isOver = false;
		const watch = async (): Promise<void> => {
			for (; !isOver; look()) await new Promise((resolve) => setTimeout(resolve));
		};
		const watching = watch();
		const begun = performance.now();
		await Promise.all(
			Array.from({ length: 8 }, () => new Slices(() => afterOthers().then(() => true)).run(counted(6, []))),
		);
		all = performance.now() - begun;
		isOver = true;
		await watching;
		// The first slices of all of them fall into one turn, which is a sixth.
		assert.ok(longest < all / 2, `${longest} of ${all} ms`);
	});

	test("ends where nobody wants the rest", async () => {
		const done: number[] = [];
		const slices = new Slices(async () => done.length < 3);
		assert.equal(await slices.run(counted(5, done)), undefined);
		assert.deepEqual(done, [0, 1, 2]);
	});

	test("gives nobody a turn where it takes no time", async () => {
		const slices = new Slices(() => assert.fail("a turn"));
		const steps = (function* (): Steps<number> {
			yield;
			return 1;
		})();
		assert.equal(await slices.run(steps), 1);
	});

	/** Steps of some work, and the share of the longest in all of it. */
	function measured<T>(steps: Steps<T>): { readonly count: number; readonly share: number; readonly value: T } {
		let [longest, all, count] = [0, 0, 0];
		for (;;) {
			const start = performance.now();
			const { done, value } = steps.next();
			const took = performance.now() - start;
			longest = Math.max(longest, took);
			all += took;
			count++;
			if (done) return { count, share: longest / all, value };
		}
	}

	/** What else the machine does, and the engine's collecting, falls on some of a few times only. */
	function assertNoneTakesMost(most: number, times: () => Steps<unknown>): void {
		const shares = Array.from({ length: 5 }, () => measured(times()).share);
		assert.ok(Math.min(...shares) < most, `${shares}`);
	}

	test("a long document is judged in many steps, of which none takes most of the time", () => {
		const training = (i: number): string =>
			`run_${i}:\n  optimizer: adamw\n  lr: 0.5\n  batch_size: 7.5\n${"  name: x\n".repeat(20)}`;
		const text = Array.from({ length: 400 }, (_, i) => training(i)).join("");
		const judged = (): Steps<Analysis> =>
			analyseInSteps(text, "yaml", DEFAULT_OPTIONS, undefined, readRelevant(text, "yaml", DEFAULT_OPTIONS));
		const { count } = measured(judged());
		assert.ok(count > 800, `${count} steps`);
		assertNoneTakesMost(0.5, judged);
	});

	const LONG: readonly (readonly [format: Format, training: string])[] = [
		["yaml", `run:\n  lr: 0.5\n${"  name: x\n".repeat(20)}`],
		["python", `def train():\n    opt = SGD(lr=0.5)\n${"    name = f(x)\n".repeat(20)}`],
		["toml", `[run]\nlr = 0.5\n${'name = "x"\n'.repeat(20)}`],
		["gin", `Adam.learning_rate = 0.5\n${"train.name = 'x'\n".repeat(20)}`],
	];
	for (const [format, training] of LONG)
		test(`${format}: a long document is read in many steps, of which none takes most of the time, as it is opened and edited`, () => {
			const text = training.repeat(400);
			const opened = (): Steps<ReadDocument> => readInSteps(text, format);
			const { count, value } = measured(opened());
			assert.ok(count > 400, `${count} steps`);
			assertNoneTakesMost(0.5, opened);
			// At the first edit all of it is read once more; and again where a quote is open.
			const half = training.repeat(200);
			for (const later of [`${text}\n`, half + half.replace("0.5", '"0.5')])
				assertNoneTakesMost(0.5, () => readInSteps(later, format, value));
		});

	test("comes to the same as the whole at once", () => {
		const text = "optimizer: adamw\nlr: 0.5\nbatch_size: 7.5\n---\nlr: 1e-4\n";
		const steps = analyseInSteps(text, "yaml", DEFAULT_OPTIONS, undefined, readRelevant(text, "yaml", DEFAULT_OPTIONS));
		const told = ({ findings }: Analysis): unknown[] => findings.map(({ rule, message }) => [rule, message]);
		const whole = told(analyse(text, "yaml"));
		assert.deepEqual(told(finish(steps)), whole);
		assert.ok(whole.length > 1);
	});

	test("documents that are read between each other's steps say what they say alone, be one of them left off", () => {
		const texts = LONG.map(([format, training]) => [training.repeat(20), format] as const);
		const alone = texts.map(([text, format]) => said(finish(readInSteps(text, format))));
		for (const [text, format] of texts) {
			const leftOff = readInSteps(text, format);
			for (let i = 0; i < 15; i++) leftOff.next();
		}
		const beside = texts.map(([text, format]) => readInSteps(text, format));
		const told: string[] = [];
		for (let left = beside.length; left > 0; )
			beside.forEach((steps, i) => {
				const { done, value } = steps.next();
				if (!done || !value) return;
				told[i] = said(value);
				left--;
			});
		assert.deepEqual(told, alone);
	});
});
