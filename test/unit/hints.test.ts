import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";
import { hintsOf } from "../../src/core/present/hints.ts";
import type { Language } from "../../src/core/read/model.ts";

/** Each hint behind the value that it belongs to. */
const hints = (text: string, language: Language = "yaml"): string[] =>
	hintsOf(analyse(text, language).parameters).map(({ span, label }) => `${text.slice(span.start, span.end)} ${label}`);

suite("inlay hints", () => {
	const HF = "per_device_train_batch_size: 4\ngradient_accumulation_steps: 8\n";

	test("the global batch behind a share of it, or what is known of it", () => {
		assert.deepEqual(hints(`${HF}num_processes: 2\n`), ["4 = 64 global"]);
		assert.deepEqual(hints(HF), ["4 × 8 = 32 on each device"]);
		assert.deepEqual(hints("batch_size: 4\ngradient_accumulation_steps: 8\n"), []);
		assert.deepEqual(
			hints("train_batch_size: 64\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: 2\n"),
			["4 = 64 global"],
		);
	});

	test("tokens of a step, where a language model is trained on sequences of a known length", () => {
		const lora =
			"base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nmicro_batch_size: 2\nsequence_len: 4096\nlearning_rate: 2.0e-4\n";
		assert.deepEqual(hints(`${lora}gradient_accumulation_steps: 4\nnum_processes: 8\n`), [
			"2 = 64 global, 262K tokens",
		]);
		assert.deepEqual(hints(lora), ["2 = 8.19K tokens"]);
	});

	test("the rate that the optimizer gets of a multiplier or a base", () => {
		assert.deepEqual(
			hints(
				"d_model: 512\noptim:\n  name: adamw\n  lr: 5.0\n  sched:\n    name: NoamAnnealing\n    warmup_steps: 10000\n",
			),
			["5.0 = 0.00221 at its peak"],
		);
		assert.deepEqual(hints("blr: 1.5e-4\naccum_iter: 1\nglobal_batch_size: 4096\n"), [
			"1.5e-4 = 0.0024 for a batch of 4096",
		]);
	});

	test("a base is for the batch of all devices, which its framework calls in its own way", () => {
		assert.deepEqual(hints("blr: 1.5e-4\nbatch_size: 64\naccum_iter: 4\nnum_gpus: 8\nmask_ratio: 0.75\n"), [
			"1.5e-4 = 0.0012 for a batch of 2048",
		]);
	});

	test("that such a number is text, beside what it comes to", () => {
		const mae = (rate: string): string[] => hints(`blr: ${rate}\naccum_iter: 1\nglobal_batch_size: 4096\n`);
		assert.deepEqual(mae("1e-4"), ["1e-4 = 0.0016 for a batch of 4096; text"]);
		assert.deepEqual(mae('"1.5e-4"'), ['"1.5e-4" = 0.0024 for a batch of 4096; text']);
		assert.deepEqual(hints('{"blr": "1e-4", "accum_iter": 1, "global_batch_size": 4096}', "json"), [
			'"1e-4" = 0.0016 for a batch of 4096; text',
		]);
		assert.deepEqual(hints('{"blr": 1e-4, "accum_iter": 1, "global_batch_size": 4096}', "json"), [
			"1e-4 = 0.0016 for a batch of 4096",
		]);
		assert.deepEqual(hints('blr = "1e-4"\naccum_iter = 1\nglobal_batch_size = 4096\n', "python"), [
			'"1e-4" = 0.0016 for a batch of 4096; text',
		]);
		assert.deepEqual(hints("per_device_train_batch_size: '4'\ngradient_accumulation_steps: 8\nnum_processes: 2\n"), [
			"'4' = 64 global; text",
		]);
	});

	test("a share that PyYAML reads as another number has both", () => {
		assert.deepEqual(hints("per_device_train_batch_size: 010\ngradient_accumulation_steps: 8\nnum_processes: 2\n"), [
			"010 = 160 global; = 8 to PyYAML",
		]);
	});

	test("the same in every language", () => {
		const call = "args = TrainingArguments(per_device_train_batch_size=4, gradient_accumulation_steps=8)\n";
		assert.deepEqual(hints(call, "python"), ["4 × 8 = 32 on each device"]);
		assert.deepEqual(hints('{"per_device_train_batch_size": 4, "gradient_accumulation_steps": 8}', "json"), [
			"4 × 8 = 32 on each device",
		]);
		const noam =
			'{"d_model": 512, "optim": {"name": "adamw", "lr": 5.0, "sched": {"name": "NoamAnnealing", "warmup_steps": 10000}}}';
		assert.deepEqual(hints(noam, "json"), ["5.0 = 0.00221 at its peak"]);
		const cell = JSON.stringify({
			cells: [{ cell_type: "code", metadata: {}, outputs: [], source: [call] }],
			metadata: { kernelspec: { language: "python", name: "python3" } },
			nbformat: 4,
			nbformat_minor: 5,
		});
		assert.deepEqual(
			hintsOf(analyse(cell, "notebook").parameters).map(({ label }) => label),
			["× 8 = 32 on each device"],
		);
	});

	test("the number that PyYAML reads, where it is another one", () => {
		assert.deepEqual(hints("optimizer: adamw\nlr: 0.001\nbatch_size: 010\n"), ["010 = 8 to PyYAML"]);
	});

	test("nothing where it would repeat the obvious, or what a finding says", () => {
		assert.deepEqual(hints("optimizer: adamw\nlr: 1e-4\nbatch_size: 1_024\n"), []);
		assert.deepEqual(hints("per_device_train_batch_size: 4\ngradient_accumulation_steps: 1\n"), []);
		assert.deepEqual(hints("lr: 1.0e-4\nbatch_size: !!int 010\n"), []);
		assert.deepEqual(hints("per_device_train_batch_size: -4\ngradient_accumulation_steps: 8\n"), []);
	});

	test("a value with many uses has one", () => {
		assert.deepEqual(
			hints(
				`b: &b 4\na:\n  per_device_train_batch_size: *b\n  per_device_eval_batch_size: *b\ngradient_accumulation_steps: 8\n`,
			),
			["4 × 8 = 32 on each device"],
		);
	});
});
