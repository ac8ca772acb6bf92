import * as assert from "assert";
import { optimizerNames } from "../../src/core/evidence/optimizers.ts";
import { analyse } from "../../src/core/linter.ts";
import { factsOf } from "../../src/core/present/facts.ts";
import { describe } from "../../src/core/present/hover.ts";
import { nameOptimizer, nameSchedule } from "../../src/core/present/names.ts";
import { summarise } from "../../src/core/present/setup.ts";

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
