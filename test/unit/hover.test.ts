import * as assert from "assert";
import { analyse, DEFAULT_OPTIONS, type LintOptions } from "../../src/core/linter.ts";
import { describe, explain } from "../../src/core/present/hover.ts";

function told(how: typeof describe | typeof explain, text: string, name: string, options: LintOptions): string {
	const analysis = analyse(text, "yaml", options);
	const { parameters, findings } = analysis;
	const parameter = parameters.find((one) => one.name === name);
	assert.ok(parameter, `${name} is not recognised`);
	const finding = findings.find((one) => one.parameter === parameter);
	const question = { finding, profile: options.profile, analysis, repeat: true, theme: "dark" } as const;
	// What keeps a line together is tested by itself.
	return how(parameter, question).replaceAll("\\", "").replaceAll("\u00a0", " ");
}

const hover = (text: string, name: string, options = DEFAULT_OPTIONS): string => told(describe, text, name, options);
const page = (text: string, name: string, options = DEFAULT_OPTIONS): string => told(explain, text, name, options);

suite("hover", () => {
	test("what it is, what was recognised, the band, the sources", () => {
		const text = hover("# x\noptimizer: adamw\nlr: 1.0e-4\n", "lr");
		assert.match(text, /\*\*Learning rate\*\*: ` lr = 1\.0e-4 `/);
		assert.match(text, /^Recognised: AdamW$/m);
		assert.match(text, /Usual for Adam.*\*\*1e-6 to 0\.003\*\*/);
		assert.match(text, /Sources: \[.* \d{4}\]\(https:.*\)/);
	});

	test("its page: the same, from which line each was recognised, and the sources by their titles", () => {
		const text = page("# x\noptimizer: adamw\nlr: 1.0e-4\n", "lr");
		assert.match(text, /\*\*1e-6 to 0\.003\*\*/);
		assert.match(text, /- optimizer: AdamW \(from ` optimizer: adamw `, line 2\)/);
		assert.match(text, /- \[PyTorch, .*\]\(https:.*\) \(\d{4}\)/);
	});

	test("a gauge with the same facts as text, where the value is a number above 0", () => {
		const lora = "base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nmicro_batch_size: 2\nlearning_rate: 2e-5\n";
		assert.match(
			hover(lora, "learning_rate"),
			/!\[2e-5 on a scale where 5e-5 to 5e-4 is usual, public configs .* with the median 2e-4\]\(data:image\/svg\+xml;base64,[^)]+\)\nUsual /,
		);
		assert.match(
			hover("optimizer: adamw\nlr: 1.0e-4\nbatch_size: 8\n", "batch_size"),
			/!\[8 on a scale where 2 to 32 and 40 to 100 is usual\]/,
		);
		assert.doesNotMatch(hover("optimizer: adamw\nlr: -1\n", "lr"), /data:/);
		assert.doesNotMatch(hover("optimizer: adamw\nlr: 0\n", "lr"), /data:/);
	});

	test("what else can be done stands in the first line, which is seen without scrolling", () => {
		const analysis = analyse("optimizer: adamw\nlr: 0.3\n", "yaml");
		const [parameter] = analysis.parameters;
		assert.ok(parameter);
		const text = describe(parameter, { profile: "auto", analysis, theme: "dark" }, ["[More](x)", "[Suggest](y)"]);
		assert.match(text, /^\*\*Learning rate\*\*: ` lr = 0\.3 ` · \[More\]\(x\) · \[Suggest\]\(y\)\n/);
	});

	test("the whole stays short, without a line more than a hover shows", () => {
		const text = hover(
			"base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nmicro_batch_size: 2\nlearning_rate: 2e-5\n",
			"learning_rate",
		).replace(/!\[.*\)/, "");
		assert.ok(text.length < 1500, text);
		assert.ok(text.split("\n").length < 12, text);
	});

	test("the product that makes the batch, and the tokens of a step", () => {
		const chained =
			"base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nmicro_batch_size: 2\ngradient_accumulation_steps: 4\n" +
			"sequence_len: 2048\nlearning_rate: 2e-5\n";
		assert.match(
			hover(chained, "micro_batch_size"),
			/2 in a forward pass × 4 accumulated = \*\*8\*\* in one optimizer step on each device, of 2048 tokens each: \*\*16\.4K tokens\*\*/,
		);
		assert.match(
			hover(`${chained}num_processes: 8\n`, "micro_batch_size"),
			/4 accumulated × 8 devices = \*\*64\*\* in one optimizer step, of 2048 tokens each: \*\*131K tokens\*\*/,
		);
		assert.match(hover(`${chained}num_processes: 8\n`, "micro_batch_size"), /!\[64 on a scale/);
		const deepspeed =
			"train_batch_size: 64\ntrain_micro_batch_size_per_gpu: 4\ngradient_accumulation_steps: 2\nzero_optimization: {stage: 2}\n";
		assert.match(hover(deepspeed, "train_micro_batch_size_per_gpu"), /× 2 accumulated × 8 devices = \*\*64\*\*/);
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
		assert.match(article, /= min\(0\.2, 1\/√400\)\n= min\(0\.2, 0\.05\)\n= 0\.05\n/);
		assert.match(article, /at most \*\*0\.05\*\*/);
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
		assert.match(hover(noam, "lr"), /= 5 \/ √\(512 · 10000\)\n= 0\.00221 at its peak\n/);
		const mae = "blr: 1.5e-4\naccum_iter: 1\nglobal_batch_size: 4096\n";
		assert.match(hover(mae, "blr"), / {2}1\.5e-4 for a batch of 256\n× 4096 \/ 256\n= 0\.0024 for a batch of 4096\n/);
	});

	test("the run: length, warmup, precision, where the document says them with one voice", () => {
		const text = "optimizer: adamw\nlr: 1.0e-4\nmax_steps: -1\nnum_train_epochs: 3\nwarmup_ratio: 0.1\nbf16: true\n";
		assert.match(page(text, "lr"), /- run: ` num_train_epochs: 3 `, ` warmup_ratio: 0\.1 `, ` bf16: true `/);
		assert.doesNotMatch(page("optimizer: adamw\nlr: 1.0e-4\na:\n  epochs: 3\nb:\n  epochs: 4\n", "lr"), /run:/);
	});

	test("text of the document cannot become a link or a command", () => {
		for (const say of [hover, page]) {
			const text = say('optimizer: "[x](command:evil) adamw"\nlr: 5\nfoo: `[y](command:evil)`\n', "lr");
			assert.doesNotMatch(text.replace(/`[^`]*`/g, ""), /command:/);
			const fenced = say("model: x\noptimizer: adamw # `\n'lr`` [z](command:evil)': 5\nlr: 5\n", "lr");
			assert.doesNotMatch(fenced.replace(/`[^`]*`/g, ""), /command:/);
		}
	});
});
