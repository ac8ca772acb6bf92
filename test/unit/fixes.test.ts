import * as assert from "assert";
import fixtures from "fixtures";
import { applyEdits, offsetAfter } from "../../src/core/edits.ts";
import { type Analysis, analyse, DEFAULT_OPTIONS, type LintOptions, languageOf } from "../../src/core/linter.ts";
import { say, sayWhy } from "../../src/core/present/messages.ts";
import type { Format } from "../../src/core/read/model.ts";
import { type Finding, PROFILES, SEVERITIES } from "../../src/core/rules/rule.ts";
import { soundFixes } from "../../src/core/sound-fixes.ts";
import { suggest } from "../../src/core/suggest/suggest.ts";

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
const told = ({ findings }: Analysis): string[] => findings.map(({ rule }) => rule);

/** What is wrong with a text in which a fix was applied: the finding that is still there, and mistakes that were not. */
function troubles(before: Analysis, finding: Finding, after: Analysis, moved: (offset: number) => number): string[] {
	const here = moved(finding.parameter.span.start);
	const known = before.findings.map(({ rule, parameter }) => `${moved(parameter.span.start)} ${rule}`);
	return after.findings
		.filter((one) => {
			const at = one.parameter.span.start;
			const isNew = !known.includes(`${at} ${one.rule}`);
			if (at === here) return one.rule === finding.rule || (isNew && rank(one) <= rank(finding));
			return isNew && rank(one) <= SEVERITIES.indexOf("warning");
		})
		.map(({ rule, message }) => `${rule}: ${say(message)}`);
}

suite("fixes: none leads to a new finding", () => {
	for (const profile of PROFILES) {
		test(`all of all documents, profile ${profile}`, () => {
			const options: LintOptions = { ...DEFAULT_OPTIONS, profile };
			let count = 0;
			for (const [path, text] of Object.entries(fixtures)) {
				const format = languageOf(path);
				if (!format || format === "notebook") continue;
				const before = analyse(text, format, options);
				for (const finding of before.findings) {
					for (const { edits, safe, title } of soundFixes(finding, before)) {
						if (safe) continue;
						count++;
						const after = analyse(applyEdits(text, edits), format, options);
						const moved = (offset: number): number => offsetAfter(offset, edits);
						assert.deepEqual(troubles(before, finding, after, moved), [], `${path}: ${say(title)}`);
					}
				}
			}
			assert.ok(count > 300, `${count} fixes were tried`);
		});
	}
});

suite("fixes: what has to change along does", () => {
	test("a document of hundreds of mistakes is not read anew for each", () => {
		const one = (i: number): string => `run_${i}:\n  optimizer: adam\n  lr: 5.0\n`;
		const analysis = analyse(Array.from({ length: 1500 }, (_, i) => one(i)).join(""), "yaml");
		assert.equal(analysis.findings.length, 1500);
		const start = performance.now();
		for (const finding of analysis.findings) assert.ok(soundFixes(finding, analysis).length > 0);
		const all = performance.now() - start;
		const before = performance.now();
		for (let i = 0; i < 10; i++) analyse(analysis.text, "yaml");
		assert.ok(all < 5 * (performance.now() - before), "as long as fifty readings");
	});

	/** The document after the preferred fix of its first finding, and what that is called. */
	function fixed(text: string, format: Format = "yaml"): { text: string; title: string; left: string[] } {
		const analysis = analyse(text, format);
		const [finding] = analysis.findings;
		assert.ok(finding, "something is found");
		const fix = soundFixes(finding, analysis).find(({ preferred }) => preferred);
		assert.ok(fix, "it has a way out");
		const after = applyEdits(text, fix.edits);
		return { text: after, title: say(fix.title), left: told(analyse(after, format)) };
	}

	const TRAINING = `optimizer: adamw
peft_type: lora
model_name_or_path: meta-llama/Llama-2-7b
learning_rate: 0.4
end_lr: 0.4
`;

	test("the end of a schedule that would lie above the new rate is scaled with it, and the title says so", () => {
		const { text, title, left } = fixed(TRAINING);
		assert.match(text, /learning_rate: 2\.0e-4\nend_lr: 2\.0e-4\n/);
		assert.match(title, /^Set learning_rate to 2\.0e-4 and end_lr to 2\.0e-4: middle of /);
		assert.deepEqual(left, []);
	});

	test("what is suggested takes them along too", () => {
		const suggested = suggest(TRAINING, "yaml").find(({ parameter }) => parameter === "learning_rate")?.values[0];
		assert.ok(suggested);
		assert.match(say(suggested.reason), /^Set learning_rate to 2\.0e-4 and end_lr to 2\.0e-4: middle of /);
		assert.match(sayWhy(suggested.reason), /^middle of /);
		assert.match(applyEdits(TRAINING, suggested.edits), /learning_rate: 2\.0e-4\nend_lr: 2\.0e-4\n/);
	});

	test("one that stays below is left as it is", () => {
		const { text, title } = fixed(TRAINING.replace("end_lr: 0.4", "end_lr: 1.0e-5"));
		assert.match(text, /end_lr: 1\.0e-5\n/);
		assert.doesNotMatch(title, / and .*:/);
	});

	test("the start of a warmup too", () => {
		const { text, title, left } = fixed(TRAINING.replace("end_lr: 0.4", "warmup_steps: 100\nwarmup_start_lr: 0.04"));
		assert.match(text, /warmup_start_lr: 2\.0e-5\n/);
		assert.match(title, /^Set learning_rate to 2\.0e-4 and warmup_start_lr to 2\.0e-5: /);
		assert.deepEqual(left, []);
	});

	test("a rate that stands twice in one mapping is changed at both places", () => {
		const { text, left } = fixed(TRAINING.replace("end_lr: 0.4", "learning_rate: 0.4"));
		assert.equal(text.match(/learning_rate: 2\.0e-4\n/g)?.length, 2);
		assert.deepEqual(left, []);
	});
});

suite("fixes: what would not help is not offered", () => {
	const titles = (text: string, format: Format, options: LintOptions): string[] => {
		const analysis = analyse(text, format, options);
		const [finding] = analysis.findings;
		assert.ok(finding, "something is found");
		return soundFixes(finding, analysis).map(({ title }) => say(title));
	};

	test("a batch that breaks an identity of the framework", () => {
		const text = '{"train_batch_size": 36, "train_micro_batch_size_per_gpu": 0, "zero_optimization": {}}';
		for (const title of titles(text, "json", DEFAULT_OPTIONS))
			assert.ok(36 % Number(/ to (\d+)/.exec(title)?.[1]) === 0, title);
	});

	test("a multiple that is no whole number", () => {
		const text = "--global-batch-size: 32\n--micro-batch-size: 4.5\n--num-layers: 2\n--tensor-model-parallel-size: 1\n";
		const all = analyse(text, "yaml");
		assert.deepEqual(told(all).sort(), ["batch-size-not-divisible", "batch-size-not-whole"]);
		for (const finding of all.findings)
			for (const { edits } of soundFixes(finding, all)) for (const edit of edits) assert.match(edit.text, /^\d+$/);
	});
});
