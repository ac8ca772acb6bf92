import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";
import { read } from "../../src/core/read/index.ts";
import { recognise } from "../../src/core/recognise/setup.ts";

function setupOf(text: string) {
	const setup = recognise(read(text, "yaml"), {})[0]?.setup;
	return { optimizer: setup?.optimizer?.value.family, regime: setup?.regime?.value };
}

suite("what surrounds a learning rate", () => {
	test("an adapter that is a low-rank product is LoRA", () => {
		for (const kind of ["LORA", "ADALORA", "LOKR", "qlora"])
			assert.equal(setupOf(`{peft_type: ${kind}, lr: 1e-3}`).regime, "lora", kind);
		assert.equal(setupOf(`{adapter: '$\{adapter}', lora_r: 8, lr: 1e-3}`).regime, "lora");
	});

	test("an adapter of a few vectors is prompt tuning", () => {
		for (const kind of ["PROMPT_TUNING", "IA3", "ptuning"])
			assert.equal(setupOf(`{peft_type: ${kind}, lr: 1e-3}`).regime, "prompt-tuning", kind);
	});

	test("an adapter of another kind has no regime, nor a full fine-tune's", () => {
		for (const kind of ["OFT", "BONE", "HIRA"])
			assert.equal(setupOf(`{peft_type: ${kind}, lr: 1e-3}`).regime, undefined, kind);
		const oft = "{stage: sft, finetuning_type: oft, template: t, per_device_train_batch_size: 1, learning_rate: 1e-4}";
		assert.equal(setupOf(oft).regime, undefined);
		assert.equal(setupOf(oft.replace("oft", "full")).regime, "full-finetune");
	});

	test("fairseq's `_name` names the optimizer, elsewhere it does not", () => {
		assert.equal(setupOf("{optimization: {lr: [1e-5]}, optimizer: {_name: adam}}").optimizer, "adam");
		assert.equal(setupOf("{optimization: {lr: [1e-5]}, criterion: {_name: ctc}}").optimizer, undefined);
	});
});

suite("setups of neighbouring values", () => {
	test("are one where they say the same, and else each its own", () => {
		const adamw = "{name: adamw, lr: 1e-3, batch_size: 8}";
		const text = `a: ${adamw}\nb: {name: sgd, lr: 0.1}\nc: ${adamw}\n`;
		const setups = analyse(text, "yaml").parameters.map(({ setup }) => setup);
		assert.deepEqual(
			setups.map(({ optimizer }) => optimizer?.value.family),
			["adam", "adam", "sgd", "adam", "adam"],
		);
		assert.equal(setups[0], setups[1]);
		assert.notEqual(setups[0], setups[3]);
	});
});

suite("what else has such a name", () => {
	const roles = (text: string, language: "yaml" | "json" = "yaml"): string[] =>
		analyse(text, language).parameters.map(({ role, value }) => `${role} ${value}`);

	test("services take messages and rows in batches", () => {
		assert.deepStrictEqual(
			roles("spring: {kafka: {producer: {batch-size: 16384}}}\nhibernate: {jdbc: {batch_size: 50}}\n"),
			[],
		);
		assert.deepStrictEqual(roles("Stream: {Type: Kinesis, Properties: {BatchSize: 100}}\n"), []);
		assert.deepStrictEqual(roles("producer: {batch_size: 64}\n"), ["base 64"]);
	});

	test("a line of a log reports what was", () => {
		assert.deepStrictEqual(roles('{"lr": 0.1, "loss": 2.65, "epoch": 1}\n', "json"), ["reported 0.1"]);
		assert.deepStrictEqual(roles('{"lr": 0.1, "loss": "mse", "epoch": 1}\n', "json"), ["base 0.1"]);
	});
});

suite("the cost of recognising", () => {
	const part = (i: number): string =>
		`LR_${i} = 3e-4\ndef train_${i}(data, batch_size=32):\n    loader = DataLoader(data, batch_size=batch_size)\n    optimizer = AdamW(p, lr=LR_${i})\n`;
	const time = (count: number): number => {
		const text = Array.from({ length: count }, (_, i) => part(i)).join("");
		const start = performance.now();
		analyse(text, "python");
		return performance.now() - start;
	};

	test("grows in step with the size, however many optimizers and loaders a script has", () => {
		time(100);
		const small = Math.min(time(1000), time(1000));
		const large = Math.min(time(4000), time(4000));
		// Four times the size, with room for a busy machine: a square would take sixteen times as long.
		assert.ok(large < 9 * Math.max(small, 50), `${small.toFixed(0)} ms, then ${large.toFixed(0)} ms`);
	});
});
