import * as assert from "assert";
import { type Analysis, analyse, analyseInSteps, DEFAULT_OPTIONS, readRelevant } from "../../src/core/linter.ts";
import { afterOthers, finish, Slices, type Steps } from "../../src/core/work/slices.ts";

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

	test("a long document is judged in many steps, of which none takes most of the time", () => {
		const training = (i: number): string =>
			`run_${i}:\n  optimizer: adamw\n  lr: 0.5\n  batch_size: 7.5\n${"  name: x\n".repeat(20)}`;
		const text = Array.from({ length: 400 }, (_, i) => training(i)).join("");
		const share = (): number => {
			const read = readRelevant(text, "yaml", DEFAULT_OPTIONS);
			const steps = analyseInSteps(text, "yaml", DEFAULT_OPTIONS, undefined, read);
			let [longest, all, count] = [0, 0, 0];
			for (let done: boolean | undefined = false; !done; count++) {
				const start = performance.now();
				({ done } = steps.next());
				const took = performance.now() - start;
				longest = Math.max(longest, took);
				all += took;
			}
			assert.ok(count > 800, `${count} steps`);
			return longest / all;
		};
		const shares = Array.from({ length: 5 }, share);
		assert.ok(Math.min(...shares) < 0.5, `${shares}`);
	});

	test("comes to the same as the whole at once", () => {
		const text = "optimizer: adamw\nlr: 0.5\nbatch_size: 7.5\n---\nlr: 1e-4\n";
		const steps = analyseInSteps(text, "yaml", DEFAULT_OPTIONS, undefined, readRelevant(text, "yaml", DEFAULT_OPTIONS));
		const told = ({ findings }: Analysis): unknown[] => findings.map(({ rule, message }) => [rule, message]);
		const whole = told(analyse(text, "yaml"));
		assert.deepEqual(told(finish(steps)), whole);
		assert.ok(whole.length > 1);
	});
});
