import * as assert from "assert";
import { optimizerNames } from "../../src/core/evidence/optimizers.ts";
import { analyse } from "../../src/core/linter.ts";
import { factsOf } from "../../src/core/present/facts.ts";
import { describe } from "../../src/core/present/hover.ts";
import { unbroken } from "../../src/core/present/markdown.ts";
import { nameOptimizer, nameSchedule } from "../../src/core/present/names.ts";
import { summarise } from "../../src/core/present/setup.ts";
import { twoLines } from "../../src/core/present/two-lines.ts";

suite("lines that a person can read", () => {
	test("a long reason begins behind the label and goes on below it, whole", () => {
		const why = "middle of 5e-5 to 5e-4, usual for LoRA fine-tuning of a language model; median of 862 public configs";
		const [above, below] = twoLines(why, "learning_rate: 0.05 \u2192 2.0e-4 line 4 \u00b7 ".length);
		assert.equal(`${above} ${below}`, why);
		for (const line of [`learning_rate: 0.05 \u2192 2.0e-4 line 4 \u00b7 ${above}`, below])
			assert.ok(line.length <= 81, line);
	});

	test("a short one stands below the label alone", () => {
		assert.deepEqual(twoLines("rule of thumb, 40 to 100", 30), ["", "rule of thumb, 40 to 100"]);
	});

	test("no line ends within a range, or between a number and what it counts", () => {
		const spaces = (text: string): string => unbroken(text).replaceAll("\u00a0", "_").replaceAll("\u2060", "|");
		assert.equal(spaces("Usual: **1e-4 to 3e-4**, of 862 configs"), "Usual: **1e-4_to_3e-4**, of 862_configs");
		assert.equal(spaces("4 on each device \u00d7 8 = **64**"), "4 on each device \u00d7 8_=_**64**");
		assert.equal(spaces("from 1e-4 up to 0.1"), "from 1e-4 up to 0.1");
		assert.equal(spaces("1e-4\uff5e3e-4"), "1e-4|\uff5e|3e-4");
	});
});

suite("what is recognised goes by the name that people have for it", () => {
	test("every optimizer", () => {
		for (const name of optimizerNames()) assert.match(nameOptimizer(name), /[A-Z\d]/, name);
	});

	test("schedules, however they are spelled", () => {
		const named: readonly [written: string, name: string | undefined][] = [
			["cosine", "cosine"],
			["cosineannealinglr", "cosine"],
			["cosine_with_restarts", "cosine with restarts"],
			["cosineannealingwarmrestarts", "cosine with restarts"],
			["cosine_with_min_lr", "cosine with a floor"],
			["constant_with_warmup", "constant with warmup"],
			["warmuplr", "constant with warmup"],
			["warmupdecaylr", "warmup, then linear"],
			["multisteplr", "steps"],
			["inverse_sqrt", "inverse square root"],
			["reducelronplateau", "reduced on a plateau"],
			["onecyclelr", "one cycle"],
			["noam", "Noam"],
			["scheduler", undefined],
			["self.lr_scheduler", undefined],
			["???", undefined],
			["yoloxwarmcos", "yoloxwarmcos"],
		];
		for (const [written, name] of named) assert.equal(nameSchedule(written), name, written);
	});

	test("no fact, hover or lens shows an identifier of ours", () => {
		const text = `task: object-detection
model: {type: FasterRCNN}
train_pipeline: [{type: LoadImageFromFile}]
optim_wrapper: {optimizer: {type: SGD, lr: 0.02}}
lr_scheduler_type: constant_with_warmup
`;
		const analysis = analyse(text, "yaml");
		const [parameter] = analysis.parameters;
		assert.ok(parameter);
		const { setup } = parameter;
		const question = { analysis, profile: "auto", theme: "dark" } as const;
		const shown = [summarise(setup), describe(parameter, question), ...factsOf(setup).map(({ value }) => value)];
		for (const name of ["constant with warmup", "object detection", "SGD"]) assert.ok(shown.includes(name), name);
		for (const one of shown.map((words) => words.replace(/`[^`]*`|\(data:[^)]*\)/g, "")))
			assert.doesNotMatch(one, /\b(?:sgd|adamw|mmengine|full-finetune|constant_with_warmup)\b/, one);
	});
});
