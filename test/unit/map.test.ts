import * as assert from "assert";
import { analyse, DEFAULT_OPTIONS, type LintOptions } from "../../src/core/linter.ts";
import type { MappedFile, MappedSetup, Practice } from "../../src/core/map/model.ts";
import { setupsOf } from "../../src/core/map/setups.ts";
import type { Format } from "../../src/core/read/model.ts";
import { speak } from "../../src/core/words/phrase.ts";
import { densityOf } from "../../src/map/density.ts";
import { byBatch, type Dot, dotsOf, kindsOf, sorted } from "../../src/map/dots.ts";
import { layoutOf, nearest, placesOf } from "../../src/map/layout.ts";
import { decadeTicks, logScale, octaveTicks, rangeAround } from "../../src/map/scale.ts";

const found = (text: string, format: Format = "yaml", options: LintOptions = DEFAULT_OPTIONS) =>
	setupsOf(analyse(text, format, options));
const setups = (text: string, format?: Format): MappedSetup[] => found(text, format).map(({ setup }) => setup);
const LORA = "base_model: meta-llama/Llama-3.1-8B\nadapter: lora\n";

suite("the setups of the map", () => {
	test("a rate with all that is known of it", () => {
		const [one, ...others] = setups(
			`${LORA}optimizer: adamw_torch\nmicro_batch_size: 4\ngradient_accumulation_steps: 2\nnum_processes: 8\nlearning_rate: 2.0e-4\n`,
		);
		assert.deepEqual(others, []);
		assert.equal(one?.rate, 2e-4);
		assert.equal(one?.written, "2.0e-4");
		assert.deepEqual(one?.batch, {
			value: 64,
			isGlobal: true,
			because: "micro_batch_size: 4 × gradient_accumulation_steps: 2 × num_processes: 8",
		});
		assert.equal(one?.optimizer, "AdamW");
		assert.equal(one?.regime, "LoRA");
		assert.equal(one?.finding, undefined);
	});

	test("a batch of one device is a part of the step's, as far as it is known", () => {
		const of = (more: string) => setups(`${LORA}learning_rate: 2.0e-4\n${more}`)[0]?.batch;
		assert.deepEqual(of("micro_batch_size: 4\ngradient_accumulation_steps: 2\n"), {
			value: 8,
			isGlobal: false,
			because: "micro_batch_size: 4 × gradient_accumulation_steps: 2",
		});
		assert.deepEqual(of("batch_size: 4\n"), { value: 4, isGlobal: false, because: "batch_size: 4" });
		assert.equal(of("eval_batch_size: 4\n"), undefined);
		assert.equal(of("batch_size: auto\n"), undefined);
		assert.equal(of(""), undefined);
	});

	test("of several batches it is the nearest, and none where they differ", () => {
		const text = "gan:\n  lr: 0.1\n  batch_size: 8\nvae:\n  lr: 0.2\n  batch_size: 16\nlr: 0.3\n";
		assert.deepEqual(
			setups(text).map(({ rate, batch }) => [rate, batch?.value]),
			[
				[0.1, 8],
				[0.2, 16],
				[0.3, undefined],
			],
		);
		assert.equal(setups(text.replace("16", "8")).at(-1)?.batch?.value, 8);
	});

	test("a multiplier is no rate, a base is what it comes to, other rates have no dot", () => {
		assert.deepEqual(setups("optim:\n  name: adamw\n  lr: 5.0\n  sched:\n    name: NoamAnnealing\n"), []);
		assert.deepEqual(setups("optimizer: adamw\nmin_lr: 1.0e-6\n"), []);
		assert.deepEqual(setups("optimizer: adamw\nlr: 0\n"), []);
		assert.deepEqual(setups("optimizer: adamw\nlr: auto\n"), []);
		assert.deepEqual(setups("import pytest\nlr = 0.1\n", "python"), []);
	});

	test("the finding is the strongest of the rate's and the batch's", () => {
		assert.equal(setups("optimizer: adamw\nlr: 5\nbatch_size: 32\n")[0]?.finding?.severity, "warning");
		assert.equal(setups("optimizer: adamw\nlr: 0.02\nbatch_size: 32\n")[0]?.finding?.severity, "information");
		assert.match(
			setups("optimizer: adamw\nlr: 0.02\nbatch_size: 1.5\n")[0]?.finding?.message ?? "",
			/batch_size is 1\.5/,
		);
		assert.equal(setups("optimizer: adamw\nlr: 0.001\nbatch_size: 32\n")[0]?.finding, undefined);
	});

	test("a constant with several uses in one setup is one dot", () => {
		const text =
			"import torch\nLR = 1e-3\na = torch.optim.Adam(f.parameters(), lr=LR)\nb = torch.optim.Adam(g.parameters(), lr=LR)\n";
		assert.equal(setups(text, "python").length, 1);
		assert.equal(setups(text.replace("optim.Adam(g", "optim.SGD(g"), "python").length, 2);
	});

	test("a kind is a band: of the batch too where it counts what the dots do", () => {
		const [lora] = found(`${LORA}learning_rate: 2.0e-4\n`);
		assert.match(lora?.kind.label ?? "", /^LoRA fine-tuning/);
		assert.ok(lora?.kind.batch);
		assert.ok(lora?.kind.practice.rate);
		const [unknown] = found("optimizer: adamw\nlr: 0.001\nbatch_size: 8\n");
		assert.equal(unknown?.kind.batch, undefined);
		const pretraining = found("model: gpt2\nstage: pretrain\nfrom_scratch: true\noptimizer: adamw\nlr: 0.0006\n");
		for (const { kind } of pretraining) assert.equal(kind.batch, undefined);
	});

	test("a kind is called so in the language that is spoken", () => {
		try {
			speak((english) => (english === "Adam-type optimizers, kind of training unknown" ? "Adam系" : english));
			const [one] = found("optimizer: adamw\nlr: 0.001\n");
			assert.equal(one?.kind.label, "Adam系");
		} finally {
			speak();
		}
	});

	test("the project's own band is a kind of its own", () => {
		const band = { parameter: "learning_rate", low: 1e-5, high: 1e-4, reason: "tried", file: ".hplint.yaml" } as const;
		const options = { ...DEFAULT_OPTIONS, facts: { bands: [band] } };
		const [own] = found("optimizer: adamw\nlr: 0.001\n", "yaml", options);
		const [published] = found("optimizer: adamw\nlr: 0.001\n");
		assert.notEqual(own?.kind.id, published?.kind.id);
		assert.match(own?.kind.label ?? "", /, \.hplint\.yaml$/);
		assert.deepEqual([own?.kind.rate.typicalLow, own?.kind.rate.typicalHigh], [1e-5, 1e-4]);
	});
});

suite("the axes of the map", () => {
	test("a logarithmic scale, either way up", () => {
		const scale = logScale({ low: 1e-4, high: 1 }, 400, 0);
		assert.deepEqual([1e-4, 1e-2, 1].map(scale.at).map(Math.round), [400, 200, 0]);
	});

	test("a range holds all values, with room, and is never too narrow", () => {
		assert.equal(rangeAround([], 2, 100), undefined);
		for (const values of [[1e-3], [1e-6, 1], [0.5, 0.6]]) {
			const range = rangeAround(values, 2, 1000);
			assert.ok(range);
			assert.ok(range.low <= Math.min(...values) / 2 + 1e-12 && range.high >= Math.max(...values) * 2 - 1e-12);
			assert.ok(range.high / range.low >= 999);
		}
	});

	test("decades are labelled where there is room, with minor ticks between", () => {
		const range = { low: 1e-6, high: 1 };
		const labels = (height: number): string[] =>
			decadeTicks(logScale(range, height, 0), 30).flatMap(({ label }) => (label === "" ? [] : label));
		assert.deepEqual(labels(400), ["1e-6", "1e-5", "1e-4", "0.001", "0.01", "0.1", "1"]);
		assert.deepEqual(labels(120), ["1e-6", "1e-4", "0.01", "1"]);
		const minor = (height: number): number =>
			decadeTicks(logScale(range, height, 0), 30).filter(({ label }) => label === "").length;
		assert.equal(minor(400), 6 * 8);
		assert.equal(minor(120), 3);
	});

	test("powers of two are labelled where there is room", () => {
		const scale = logScale({ low: 0.6, high: 300 }, 0, 120);
		const ticks = octaveTicks(scale, 8);
		assert.deepEqual(
			ticks.map(({ value }) => value),
			[1, 2, 4, 8, 16, 32, 64, 128, 256],
		);
		assert.deepEqual(
			ticks.flatMap(({ label }) => (label === "" ? [] : label)),
			["1", "8", "64"],
		);
	});

	test("density is highest where most configs are, and nowhere infinite", () => {
		const practice: Practice = { p5: 1e-5, p25: 1e-4, median: 2e-4, p75: 2e-4, p95: 3e-4, configs: 9, repositories: 3 };
		const density = densityOf(practice);
		assert.ok(density(2e-4) > 0.8);
		assert.ok(density(2e-4) > density(1e-4) && density(1e-4) > density(1e-5) && density(1e-5) > density(1e-7));
		for (let power = -9; power < 2; power += 0.1) {
			const at = density(10 ** power);
			assert.ok(at >= 0 && at <= 1, `${at}`);
		}
		assert.ok(density(1) < 1e-6);
	});
});

suite("the dots of the map", () => {
	const setup = (rate: number, batch: number | undefined, kind = "k"): MappedFile["setups"][number] => ({
		kind,
		name: "lr",
		written: String(rate),
		rate,
		...(batch !== undefined && { batch: { value: batch, isGlobal: true, because: "" } }),
		document: "",
		start: { line: 0, column: 0 },
		end: { line: 0, column: 1 },
	});
	const dots = (...all: MappedFile["setups"]): Dot[] => dotsOf([{ uri: "u", path: "p", setups: all }]);

	test("go from left to right, those without a batch first", () => {
		const order = [...dots(setup(0.1, 8), setup(0.01, 8), setup(0.5, undefined), setup(0.1, 2))].sort(byBatch);
		assert.deepEqual(
			order.map(({ index }) => index),
			[2, 3, 1, 0],
		);
	});

	test("of the same values never cover each other, and stay where they belong", () => {
		const all = dots(...Array.from({ length: 40 }, () => setup(0.01, 8)), setup(0.01, undefined), setup(0.3, 8));
		const layout = layoutOf(800, 500, all, undefined);
		const places = placesOf(all, layout);
		const points = [...places.values()];
		for (const [i, a] of points.entries())
			for (const b of points.slice(0, i)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 2);
		const middle = { x: layout.x.at(8), y: layout.y.at(0.01) };
		for (const { x, y } of points.slice(0, 40)) assert.ok(Math.hypot(x - middle.x, y - middle.y) < 30);
		assert.deepEqual(points.at(-1), { x: middle.x, y: layout.y.at(0.3) });
		const { lane } = layout;
		const alone = points.at(-2);
		assert.ok(lane && alone && alone.x > lane.left && alone.x < lane.right);
	});

	test("the nearest one is meant, if it is near", () => {
		const places = new Map([
			["a", { x: 10, y: 10 }],
			["b", { x: 20, y: 10 }],
		]);
		assert.equal(nearest(places.keys(), places, { x: 13, y: 12 }), "a");
		assert.equal(nearest(places.keys(), places, { x: 17, y: 10 }), "b");
		assert.equal(nearest(places.keys(), places, { x: 60, y: 10 }), undefined);
	});

	test("kinds stand in the order of their number; rows in that of a column, then of the place", () => {
		const kind = (id: string) => [id, { id, label: id, rate: {}, practice: {} }] as const;
		const known = new Map([kind("k"), kind("l")]) as never;
		const all = dots(setup(0.1, 8, "k"), setup(0.3, 8, "l"), setup(0.2, 4, "l"));
		assert.deepEqual(
			kindsOf(all, known).map(({ kind: { id }, count }) => [id, count]),
			[
				["l", 2],
				["k", 1],
			],
		);
		const order = (column: "rate" | "batch" | "kind", descending: boolean): number[] =>
			sorted(all, { column, descending }, (id) => id).map(({ index }) => index);
		assert.deepEqual(order("rate", false), [0, 2, 1]);
		assert.deepEqual(order("rate", true), [1, 2, 0]);
		assert.deepEqual(order("batch", true), [0, 1, 2]);
		assert.deepEqual(order("kind", false), [0, 1, 2]);
	});
});
