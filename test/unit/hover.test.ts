import * as assert from "assert";
import { analyse, DEFAULT_OPTIONS, type LintOptions } from "../../src/core/linter.ts";
import { describe } from "../../src/core/present/hover.ts";

function hover(text: string, name: string, options: LintOptions = DEFAULT_OPTIONS): string {
	const analysis = analyse(text, "yaml", options);
	const { parameters, findings } = analysis;
	const parameter = parameters.find((one) => one.name === name);
	assert.ok(parameter, `${name} is not recognised`);
	const finding = findings.find((one) => one.parameter === parameter);
	return describe(parameter, finding, options.profile, analysis, true).replaceAll("\\", "");
}

suite("hover", () => {
	test("what it is, what was recognised and from which line, the band, the sources", () => {
		const text = hover("# x\noptimizer: adamw\nlr: 1.0e-4\n", "lr");
		assert.match(text, /\*\*Learning rate\*\*: ` lr = 1\.0e-4 `/);
		assert.match(text, /- optimizer: adamw \(from ` optimizer: adamw `, line 2\)/);
		assert.match(text, /Usual for Adam.*\*\*1e-6 to 0\.003\*\*/);
		assert.match(text, /Sources: \[.*\]\(https:.*\)/);
	});

	test("the calculation of the rule of thumb", () => {
		const text = hover(
			"model: linear_regression\nnum_features: 100\noptimizer: sgd\nlearning_rate: 0.5\n",
			"learning_rate",
		);
		assert.match(text, /min\(0\.2, 1\/√100\)/);
		const article = hover("num_features: 400\nlearning_rate: 0.01\n", "learning_rate", {
			...DEFAULT_OPTIONS,
			profile: "article",
		});
		assert.match(article, /min\(0\.2, 1\/√400\) = 0\.05/);
	});

	test("what public configs of the kind have", () => {
		const lora = "base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nmicro_batch_size: 2\nlearning_rate: 2e-5\n";
		assert.match(
			hover(lora, "learning_rate"),
			/Public configs of this kind: median \*\*2e-4\*\*, middle half 1e-4 to 2e-4 \(\d+ configs, \d+ repositories\)/,
		);
		assert.match(hover(lora, "micro_batch_size"), /\*\*4 to 64\*\* sequences in one optimizer step, over all devices/);
		const unknown = "optimizer: adamw\nlr: 1.0e-4\nbatch_size: 8\n";
		assert.doesNotMatch(hover(unknown, "lr"), /Public configs/);
		assert.match(hover(unknown, "batch_size"), /Rules of thumb: \*\*2 to 32/);
	});

	test("a multiplier is called one", () => {
		assert.match(
			hover("optim:\n  name: adamw\n  lr: 5.0\n  sched:\n    name: NoamAnnealing\n", "lr"),
			/multiplier, not a rate/,
		);
	});

	test("what a multiplier and a base come to", () => {
		const noam =
			"d_model: 512\noptim:\n  name: adamw\n  lr: 5.0\n  sched:\n    name: NoamAnnealing\n    warmup_steps: 10000\n";
		assert.match(hover(noam, "lr"), /5 \/ √\(512 · 10000\) = \*\*0\.0022\d*\*\*/);
	});

	test("the run: length, warmup, precision, where the document says them with one voice", () => {
		const text = "optimizer: adamw\nlr: 1.0e-4\nmax_steps: -1\nnum_train_epochs: 3\nwarmup_ratio: 0.1\nbf16: true\n";
		assert.match(hover(text, "lr"), /- run: ` num_train_epochs: 3 `, ` warmup_ratio: 0\.1 `, ` bf16: true `/);
		assert.doesNotMatch(hover("optimizer: adamw\nlr: 1.0e-4\na:\n  epochs: 3\nb:\n  epochs: 4\n", "lr"), /run:/);
	});

	test("text of the document cannot become a link or a command", () => {
		const text = hover('optimizer: "[x](command:evil) adamw"\nlr: 5\nfoo: `[y](command:evil)`\n', "lr");
		assert.doesNotMatch(text.replace(/`[^`]*`/g, ""), /command:/);
		const fenced = hover("model: x\noptimizer: adamw # `\n'lr`` [z](command:evil)': 5\nlr: 5\n", "lr");
		assert.doesNotMatch(fenced.replace(/`[^`]*`/g, ""), /command:/);
	});
});
