import * as assert from "assert";
import { analyse, DEFAULT_OPTIONS } from "../../src/core/linter.ts";
import { say } from "../../src/core/present/messages.ts";
import type { Profile } from "../../src/core/rules/rule.ts";

suite("the door into the core", () => {
	test("a text without a training setup has no findings", () => {
		assert.deepEqual(analyse("name: a\n", "yaml").findings, []);
	});

	const said = (text: string): string[] => analyse(text, "yaml").findings.map(({ message }) => say(message));

	test("a rate that fits another kind of training says which", () => {
		const lora =
			"base_model: meta-llama/Llama-3.1-8B\nadapter: lora\ndatasets: []\nmicro_batch_size: 2\nlearning_rate: 0.000002\n";
		assert.match(said(lora)[0] ?? "", /LoRA.*: such a rate is usual for full fine-tuning/);
		assert.match(
			said("optimizer: prodigy\nlr: 1.0e-4\n")[0] ?? "",
			/: such a rate is usual for Adam-type optimizers\.$/,
		);
		assert.doesNotMatch(said("optimizer: sgd\nlr: 50.0\n")[0] ?? "", /such a rate is usual for/);
	});

	test("a remark does not hide a mistake that a later rule sees", () => {
		const rollout =
			"A-v1:\n  n_envs: 2\n  policy: MlpPolicy\n  n_timesteps: 1000\n  n_steps: 32\n  batch_size: 256\n  n_epochs: 9\n";
		const told = (profile: Profile): string[] =>
			analyse(rollout, "yaml", { ...DEFAULT_OPTIONS, profile }).findings.map(
				({ rule, severity }) => `${severity} ${rule}`,
			);
		assert.deepEqual(told("auto"), ["information batch-size-not-dividing-rollout"]);
		assert.deepEqual(told("article"), ["warning batch-size-outside-rule-of-thumb"]);
	});

	test("an `lr` among the thousands of a vocabulary is a token", () => {
		const tokens = Array.from({ length: 6000 }, (_, i) => `"t${i}": ${i}`);
		assert.deepEqual(analyse(`{${tokens.join(",")},"lr":14050}`, "json").parameters, []);
		assert.equal(analyse('{"t1": 1, "lr": 14050}', "json").parameters.length, 1);
	});
});
