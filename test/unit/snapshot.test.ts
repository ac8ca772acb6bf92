import * as assert from "assert";
import { analyse, DEFAULT_OPTIONS, type LintOptions } from "../../src/core/linter.ts";
import type { Language } from "../../src/core/read/model.ts";
import { snapshotOf } from "../../src/core/recognise/snapshot.ts";

const RULE = "learning-rate-left-behind";

/** What is said of a text that was another one before. */
function since(before: string, now: string, language: Language = "yaml", options: LintOptions = DEFAULT_OPTIONS) {
	const snapshot = snapshotOf(analyse(before, language).parameters);
	return analyse(now, language, { ...options, earlier: snapshot }).findings.filter(({ rule }) => rule === RULE);
}

const config = (optimizer: string, lr: string, batch: number, more = ""): string =>
	`optimizer: ${optimizer}\nlr: ${lr}\nbatch_size: ${batch}\n${more}`;

/** The rate that is proposed for a batch that went from 64 to another. */
const proposed = (optimizer: string, batch: number): string | undefined =>
	since(config(optimizer, "0.001", 64), config(optimizer, "0.001", batch))[0]?.fixes[0]?.edits[0]?.text;

suite("what changed since", () => {
	test("scaled as is published for the optimizer, up and down", () => {
		assert.equal(proposed("sgd", 256), "0.004");
		assert.equal(proposed("sgd", 16), "2.5e-4");
		assert.equal(proposed("adamw", 256), "0.002");
		assert.equal(proposed("rmsprop", 16), "5.0e-4");
		assert.equal(proposed("lion", 256), undefined);
		assert.equal(proposed("adadelta", 256), undefined);
	});

	test("from twice the batch or half of it on", () => {
		assert.equal(proposed("sgd", 127), undefined);
		assert.notEqual(proposed("sgd", 128), undefined);
		assert.equal(proposed("sgd", 33), undefined);
		assert.notEqual(proposed("sgd", 32), undefined);
	});

	test("information with both numbers, the place of the batch, and the source in the title", () => {
		const now = config("sgd", "0.1", 256, "min_lr: 1.0e-4\n");
		const [finding] = since(config("sgd", "0.1", 64, "min_lr: 1.0e-4\n"), now);
		assert.equal(finding?.severity, "information");
		assert.deepEqual([finding?.message.params.from, finding?.message.params.to], [64, 256]);
		const [related] = finding?.related ?? [];
		assert.equal(now.slice(related?.span.start, related?.span.end), "256");
		assert.deepEqual(
			finding?.fixes.map(({ title, safe, edits }) => [title.id, safe, edits.map(({ text }) => text)]),
			[
				["fix-left-linear", false, ["0.4"]],
				["fix-left-linear-all", false, ["0.4", "4.0e-4"]],
			],
		);
	});

	test("the batch of a step counts, not its parts", () => {
		const hf = (each: number, accumulation: number, devices = 2): string =>
			`optimizer: adamw\nlr: 0.001\nper_device_train_batch_size: ${each}\ngradient_accumulation_steps: ${accumulation}\nnum_processes: ${devices}\n`;
		assert.equal(since(hf(8, 4), hf(4, 8)).length, 0);
		assert.equal(since(hf(8, 4), hf(8, 16)).length, 1);
		assert.equal(since(hf(8, 4), hf(8, 4, 8)).length, 1);
	});

	test("silent where it is not sure what is compared", () => {
		const now = config("sgd", "0.1", 256);
		assert.equal(since("", now).length, 0);
		assert.equal(since("optimizer: sgd\nlr: 0.1\n", now).length, 0);
		assert.equal(since(config("sgd", "0.1", 64), config("sgd", "0.2", 256)).length, 0);
		assert.equal(since(config("sgd", "0.1", 64, "num_processes: 8\n"), now).length, 0);
		const two = (batch: number): string =>
			`optimizer: sgd\nlr: 0.1\na:\n  batch_size: ${batch}\nb:\n  batch_size: 32\n`;
		assert.equal(since(two(64), two(256)).length, 0);
		const stream = `---\n${config("sgd", "0.1", 64)}---\n${config("sgd", "0.1", 64)}`;
		assert.equal(since(stream, now).length, 0);
		assert.equal(since(stream, stream.replace("batch_size: 64", "batch_size: 512")).length, 1);
		assert.equal(since(config("sgd", "0.1", 64), now, "yaml", { ...DEFAULT_OPTIONS, profile: "article" }).length, 0);
		assert.equal(
			since(config("sgd", "0.1", 64), now, "yaml", { ...DEFAULT_OPTIONS, rules: { [RULE]: "off" } }).length,
			0,
		);
	});

	test("silent where scaling would lead out of all that is published", () => {
		assert.equal(proposed("sgd", 512), "0.008");
		assert.equal(since(config("sgd", "0.1", 64), config("sgd", "0.1", 65536)).length, 0);
		assert.equal(since(config("adamw", "1.0e-6", 65536), config("adamw", "1.0e-6", 1)).length, 0);
	});

	test("silent where the framework scales the rate", () => {
		const mae = (batch: number): string => `blr: 1.5e-4\naccum_iter: 1\nbatch_size: ${batch}\n`;
		assert.equal(since(mae(64), mae(512)).length, 0);
	});

	test("lines that moved do not matter", () => {
		const python = (batch: number): string =>
			`import torch\nloader = torch.utils.data.DataLoader(d, batch_size=${batch})\nopt = torch.optim.SGD(p, lr=0.1)\n`;
		assert.equal(since(python(64), `# new\n${python(256)}`, "python").length, 1);
	});
});
