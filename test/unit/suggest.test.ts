import * as assert from "assert";
import { applyEdits, difference } from "../../src/core/edits.ts";
import { analyse, DEFAULT_OPTIONS, type LintOptions } from "../../src/core/linter.ts";
import { say } from "../../src/core/present/messages.ts";
import { summarise } from "../../src/core/present/setup.ts";
import type { Language } from "../../src/core/read/model.ts";
import type { ParameterName } from "../../src/core/recognise/vocabulary.ts";
import { commentBlock } from "../../src/core/suggest/comment.ts";
import { type Change, changesFor, editsOf, placeOf } from "../../src/core/suggest/plan.ts";
import { setupsIn } from "../../src/core/suggest/setups.ts";
import { type Answers, suggest } from "../../src/core/suggest/suggest.ts";

/** The document after the first value of each suggestion has been written, one after the other. */
function accepted(text: string, language: Language, answers = {}): string {
	let after = text;
	for (const parameter of ["learning_rate", "batch_size"] as const) {
		const value = suggest(after, language, undefined, answers).find((one) => one.parameter === parameter)?.values[0];
		if (value) after = applyEdits(after, value.edits);
	}
	return after;
}

suite("suggesting", () => {
	test("replaces what is there", () => {
		assert.equal(
			accepted("optimizer: adamw\nlr: 5 # x\nbatch_size: 1\n", "yaml"),
			"optimizer: adamw\nlr: 5.0e-5 # x\nbatch_size: 32\n",
		);
	});

	const cases: readonly [name: string, language: Language, before: string, after: string][] = [
		["an empty document", "yaml", "", "learning_rate: 3.0e-4\nbatch_size: 32\n"],
		[
			"beside an optimizer",
			"yaml",
			"model: x\noptimizer: sgd\nepochs: 3\n",
			"model: x\noptimizer: sgd\nbatch_size: 32\nlearning_rate: 0.02\nepochs: 3\n",
		],
		["an empty JSON document", "json", "{}", '{\n  "learning_rate": 3e-4,\n  "batch_size": 32\n}'],
		["JSON", "json", '{\n  "epochs": 3\n}\n', '{\n  "epochs": 3,\n  "learning_rate": 3e-4,\n  "batch_size": 32\n}\n'],
		["kebab case", "yaml", "num-epochs: 3\n", "num-epochs: 3\nlearning-rate: 3.0e-4\nbatch-size: 32\n"],
		[
			"upper case, nested",
			"yaml",
			"SOLVER:\n  MAX_EPOCHS: 3\nX: 1\n",
			"SOLVER:\n  MAX_EPOCHS: 3\n  LEARNING_RATE: 3.0e-4\n  BATCH_SIZE: 32\nX: 1\n",
		],
		["CRLF", "yaml", "epochs: 3\r\n", "epochs: 3\r\nlearning_rate: 3.0e-4\r\nbatch_size: 32\r\n"],
	];
	for (const [name, language, before, after] of cases) {
		test(`adds what is missing: ${name}`, () => {
			const result = accepted(before, language);
			const found = analyse(result, language)
				.parameters.map(({ parameter }) => parameter)
				.sort();
			assert.deepEqual(found, ["batch_size", "learning_rate"], result);
			if (name !== "beside an optimizer") assert.equal(result, after);
		});
	}

	const unharmed: readonly [language: Language, text: string][] = [
		["yaml", "eval:\n  batch_size: 64\nmodel: x\n"],
		["yaml", "{}\n"],
		["yaml", "- a\n- b\n"],
		["yaml", "just text\n"],
		["yaml", "train: {\n  epochs: 3\n}\n"],
		["yaml", "? epochs\n: 3\n"],
		["yaml", "epochs: 3"],
		["yaml", "optimizer:\n  type: adam\nepochs: 3\n"],
		["yaml", "a: 1\n---\nb: 2\n"],
		["json", '{"a": {"b": 1},\n}'],
		["json", '{\n "a": {"b": 1} // c\n}'],
		["json", "[]"],
		["json", ""],
		["python", "cfg = dict(epochs=3)\n"],
		["python", "self.epochs = 3\n"],
		["python", 'config["epochs"] = 3\n'],
		["python", "if True: epochs = 3\n"],
		["python", "loader = DataLoader(\n    ds,\n    batch_size=64,\n)\n"],
		["python", "args = TrainingArguments(output_dir='x')"],
	];
	for (const [language, text] of unharmed) {
		test(`adds in a certain place or not at all: ${JSON.stringify(text)}`, () => {
			const before = analyse(text, language).parameters.map(({ parameter }) => parameter);
			for (const parameter of ["learning_rate", "batch_size"] as const) {
				if (before.includes(parameter)) continue;
				const edit = suggest(text, language).find((one) => one.parameter === parameter)?.values[0]?.edits[0];
				if (!edit) continue;
				const after = applyEdits(text, [edit]);
				const found = analyse(after, language).parameters;
				assert.deepEqual(found.map((one) => one.parameter).sort(), [...before, parameter].sort(), after);
				if (language === "python") assert.ok(after.startsWith(text) && /\n?\w+ = \S+\n$/.test(after));
			}
		});
	}

	test("answers stand before what was recognised", () => {
		const features = { value: 100, because: "100 feature columns of train.csv" };
		const [rate] = suggest("epochs: 3\n", "yaml", undefined, { features, optimizer: "sgd" });
		assert.equal(rate?.values[0]?.value, 0.1);
		assert.match(
			rate?.values[0] ? say(rate.values[0].reason) : "",
			/min\(0\.2, 1\/√100\) \(100 feature columns of train\.csv\)/,
		);
	});

	test("an answer about the regime changes the range", () => {
		const text = "model_name_or_path: meta-llama/Llama-3.1-8B\nper_device_train_batch_size: 1\noptim: adamw_torch\n";
		const rateFor = (answers: Answers): number | undefined =>
			suggest(text, "yaml", undefined, answers)[0]?.values[0]?.value;
		assert.equal(rateFor({ regime: "lora" }), 2e-4);
		assert.equal(rateFor({ regime: "full-finetune" }), 5e-6);
	});

	test("nothing is suggested for a multiplier", () => {
		const [rate] = suggest("optim:\n  name: adamw\n  lr: 5.0\n  sched:\n    name: NoamAnnealing\n", "yaml");
		assert.deepEqual(rate?.values, []);
	});

	const NEOX =
		"pipe_parallel_size: 1\nmodel_parallel_size: 1\nnum_layers: 24\nhidden_size: 2048\nseq_length: 2048\n" +
		"optimizer:\n  type: Adam\n  params:\n    lr: 0.0002\ntrain_batch_size: 512\ntrain_micro_batch_size_per_gpu: 4\ntrain_iters: 320000\n";
	const reasons = (text: string, parameter: ParameterName, options?: LintOptions): string[] =>
		suggest(text, "yaml", options)
			.filter((one) => one.parameter === parameter)
			.flatMap(({ values }) => values.map(({ reason }) => say(reason)));

	test("published laws stand side by side where size and tokens are known", () => {
		const rates = reasons(NEOX, "learning_rate").join("\n");
		assert.match(rates, /to 0\.0021: Step Law for 1\.21B parameters and 336B tokens/);
		assert.match(rates, /to 6\.6e-4: DeepSeek's law/);
		assert.match(rates, /to 2\.0e-4: GPT-3's model of 1\.3B/);
		assert.match(rates, /median of \d+ public configs, /);
		const batches = reasons(NEOX, "batch_size");
		assert.match(
			batches.join("\n"),
			/Set train_batch_size to 512: GPT-3's model .* 1M tokens a step, in sequences of 2048$/m,
		);
		assert.ok(!batches.some((text) => text.includes("micro")), "what a device takes depends on its memory");
	});

	test("without tokens only GPT-3's table, without a size no law", () => {
		const noTokens = reasons(NEOX.replace("train_iters: 320000\n", ""), "learning_rate").join("\n");
		assert.match(noTokens, /GPT-3/);
		assert.doesNotMatch(noTokens, /law for/i);
		assert.doesNotMatch(reasons(NEOX.replace("num_layers: 24\n", ""), "learning_rate").join("\n"), /GPT-3|law for/i);
	});

	test("a batch of tokens is told in sequences, where their length is known", () => {
		assert.match(reasons(NEOX, "batch_size").join("\n"), /middle of \d+ to \d+ sequences/);
		assert.deepEqual(reasons(NEOX.replace("seq_length: 2048\n", ""), "batch_size"), []);
	});

	test("a law's rate beyond every published one is not suggested", () => {
		const small = NEOX.replace("num_layers: 24", "num_layers: 12").replace("hidden_size: 2048", "hidden_size: 256");
		assert.doesNotMatch(reasons(small, "learning_rate").join("\n"), /Step Law/);
	});

	test("a recipe is scaled to the batch that is known", () => {
		const text = "VERSION: 2\nSOLVER:\n  IMS_PER_BATCH: 2\n  BASE_LR: 0.02\n";
		assert.match(reasons(text, "learning_rate")[0] ?? "", /to 0\.0025: 0\.02 for a batch of 16, scaled linearly to 2/);
		assert.doesNotMatch(reasons(text.replace("  IMS_PER_BATCH: 2\n", ""), "learning_rate").join(), /scaled/);
	});

	test("LoRA: the middle, what public configs have, ten times the full rate", () => {
		const text =
			"base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nmicro_batch_size: 2\ngradient_accumulation_steps: 4\nlearning_rate: 2e-5\n";
		const rates = reasons(text, "learning_rate");
		assert.match(rates[0] ?? "", /to 2\.0e-4: middle of .*; median of \d+ public configs/);
		assert.match(rates.join("\n"), /ten times 5e-6/);
		assert.match(
			reasons(text, "batch_size")[0] ?? "",
			/Set micro_batch_size to 4: middle of 4 to 64 sequences.*\(4 × 4 = 16 on one device: divide by their number\)/,
		);
		assert.match(reasons(`${text}num_processes: 2\n`, "batch_size")[0] ?? "", /to 2: .*\(2 × 8 = 16 a step\)/);
	});

	test("rules of thumb for the batch stay with what they were found on", () => {
		const rollout =
			"CartPole-v1:\n  n_envs: 8\n  n_timesteps: 100000\n  gae_lambda: 0.8\n  policy: MlpPolicy\n  n_steps: 32\n  batch_size: 256\n  n_epochs: 20\n  clip_range: 0.2\n";
		assert.deepEqual(reasons(rollout, "batch_size"), []);
		assert.match(reasons(rollout, "batch_size", { ...DEFAULT_OPTIONS, profile: "article" }).join(), /between 2 and 32/);
		assert.match(reasons("epochs: 3\nbatch_size: 512\n", "batch_size").join(), /between 2 and 32.*40 to 100/s);
	});

	test("no rate is suggested that would be called too high: the rule of thumb is not for Adam", () => {
		const rates = (optimizer: string): (number | undefined)[] =>
			suggest(`optimizer: ${optimizer}\nnum_features: 100\nlr: 5\n`, "yaml")[0]?.values.map(({ value }) => value) ?? [];
		assert.equal(rates("sgd")[0], 0.1);
		assert.equal(rates("ftrl")[0], 0.1);
		assert.ok(!rates("adamw").includes(0.1));
		const article = { ...DEFAULT_OPTIONS, profile: "article" as const };
		assert.equal(suggest("optimizer: adamw\nnum_features: 100\nlr: 5\n", "yaml", article)[0]?.values[0]?.value, 0.1);
	});

	test("what a document says itself stands before an answer about the optimizer", () => {
		const text = "optimizer: sgd\nlr: 5\nbatch_size: 32\n";
		assert.equal(suggest(text, "yaml", undefined, { optimizer: "adamw" })[0]?.setup.optimizer?.value.name, "sgd");
	});

	test("no batch is larger than the data", () => {
		const batches = (examples: number): number[] =>
			suggest("optimizer: sgd\nlr: 0.1\nbatch_size: 5000\n", "yaml", undefined, {
				examples: { value: examples, because: `${examples} rows of train.csv` },
			})[1]?.values.map(({ value }) => value) ?? [];
		assert.deepEqual(batches(1000), [32, 64]);
		assert.deepEqual(batches(40), [32]);
		assert.deepEqual(batches(20), [16]);
	});

	test("a rate follows the batch that is going to be written", () => {
		const text = "VERSION: 2\nSOLVER:\n  IMS_PER_BATCH: 2\n  BASE_LR: 0.02\n";
		const start = text.indexOf("2\n  BASE");
		const batches = [{ span: { start, end: start + 1 }, text: "16" }];
		const rate = (edits: typeof batches): number | undefined =>
			suggest(text, "yaml", DEFAULT_OPTIONS, {}, undefined, edits)[0]?.values[0]?.value;
		assert.equal(rate([]), 0.0025);
		assert.equal(rate(batches), 0.02);
	});

	test("every rate and batch of a document has a suggestion, under its own setup", () => {
		const text =
			"import torch\nfrom torch.utils.data import DataLoader\n" +
			"a = torch.optim.AdamW(f.parameters(), lr=5.0)\nb = torch.optim.SGD(g.parameters(), lr=50.0)\n" +
			"one = DataLoader(x, batch_size=4096)\ntwo = DataLoader(y, batch_size=4096)\n";
		const all = suggest(text, "python");
		assert.deepEqual(
			all.map(({ parameter, setup }) => [parameter, setup.optimizer?.value.name].join(" ")).slice(0, 2),
			["learning_rate adamw", "learning_rate sgd"],
		);
		assert.equal(all.filter(({ parameter }) => parameter === "batch_size").length, 2);
		const changes = changesFor(all, analyse(text, "python").findings, new Map());
		const after = applyEdits(text, editsOf(text, "python", changes));
		assert.match(after, /lr=5e-5\).*\n.*lr=0\.02\)\n.*batch_size=32\)\n.*batch_size=32\)/);
	});

	const planned = (text: string, language: Language, picked = new Map<string, number>()): Change[] =>
		changesFor(suggest(text, language), analyse(text, language).findings, picked);

	test("due is what is missing or found wrong; what stands there already is no change", () => {
		const due = (text: string): string[] =>
			planned(text, "yaml").map(({ suggestion: { name }, isDue }) => `${name} ${isDue}`);
		assert.deepEqual(due("optimizer: adamw\nlr: 5\nbatch_size: 64\n"), ["lr true", "batch_size false"]);
		assert.deepEqual(due("optimizer: adamw\nlr: 5.0e-5\nbatch_size: 32\n"), []);
		assert.deepEqual(
			due("optimizer: adamw\n"),
			["lr true", "batch_size true"].map((one) => one.replace("lr", "learning_rate")),
		);
	});

	test("a value that was picked stands before the best supported one", () => {
		const text = "optimizer: adamw\nlr: 5\nbatch_size: 32\n";
		const [suggestion] = suggest(text, "yaml");
		assert.ok(suggestion);
		const [change] = planned(text, "yaml", new Map([[placeOf(suggestion), 0.001]]));
		assert.equal(change?.value.text, "0.001");
	});

	for (const [language, text, after] of [
		["yaml", "", "learning_rate: 3.0e-4\nbatch_size: 32\n"],
		["json", "{}", '{\n  "learning_rate": 3e-4,\n  "batch_size": 32\n}'],
		["yaml", "epochs: 3\n", "epochs: 3\nlearning_rate: 3.0e-4\nbatch_size: 32\n"],
		["yaml", "lr: 500\n", "lr: 3.0e-4\nbatch_size: 32\n"],
		["json", '{"lr": 500}', '{"lr": 3e-4, "batch_size": 32}'],
	] as const) {
		test(`all changes go in together: ${JSON.stringify(text)}`, () => {
			const changes = planned(text, language);
			assert.equal(applyEdits(text, editsOf(text, language, changes)), after);
			for (const change of changes) {
				const parameter = change.suggestion.parameter;
				const alone = analyse(applyEdits(text, editsOf(text, language, [change])), language);
				assert.ok(
					alone.parameters.some((one) => one.parameter === parameter && one.value === change.value.value),
					"and each alone",
				);
			}
		});
	}

	test("a comment block tells values, reasons and sources in the sign of the language", () => {
		const yaml = commentBlock(planned("optimizer: adamw\nlr: 5\nbatch_size: 32\n", "yaml"), "yaml");
		assert.match(yaml, /^# Suggested by .*\n# Set lr to 5\.0e-5: middle of .* \(lr is 5 now\)\n# {3}.*https?:\S+\n/);
		assert.ok(yaml.split("\n").every((line) => line === "" || line.startsWith("# ")));
		assert.match(commentBlock(planned("", "json"), "json"), /^\/\/ Suggested/);
	});

	test("a setup is spoken of where enough of it is known", () => {
		const titles = (text: string, language: Language = "yaml"): string[] =>
			setupsIn(analyse(text, language).parameters, "auto").map(({ setup }) => summarise(setup));
		assert.deepEqual(titles("lr: 0.1\n"), []);
		// A learning rate beside its optimizer trains; a batch alone may be of anything.
		assert.deepEqual(titles("optimizer: adamw\nlr: 0.001\nbatch_size: 32\n"), ["AdamW"]);
		assert.deepEqual(titles("batch_size: 32\nqueue: images\n"), []);
		// Nothing is recommended for a multiplier.
		assert.deepEqual(titles("optimizer: adamw\nlr: 2\nlr_scheduler: noam\n"), []);
		assert.deepEqual(
			titles(
				"base_model: meta-llama/Llama-3.1-8B\nadapter: lora\noptimizer: adamw_torch\nmicro_batch_size: 4\n" +
					"gradient_accumulation_steps: 8\nnum_processes: 2\nlearning_rate: 2e-4\n",
			),
			["AdamW · LoRA · global batch 64"],
		);
		assert.deepEqual(titles("optimizer: sgd\nmodel: LogisticRegression\nlr: 0.1\n---\nlr: 3\n"), [
			"SGD · LogisticRegression",
		]);
		assert.deepEqual(titles("optimizer: adamw\nmodel: bert-base-uncased\nlr: 0.0001\n"), [
			"AdamW · encoder fine-tuning",
		]);
	});

	test("the difference between two texts is one small edit", () => {
		for (const [before, after] of [
			["", "a"],
			["abc", "abc"],
			["lr: 1\nx: 2\n", "lr: 10\nx: 2\n"],
			["aa", "aaa"],
			["abcabc", "abc"],
		] as const) {
			assert.equal(applyEdits(before, [difference(before, after)]), after);
		}
	});
});
