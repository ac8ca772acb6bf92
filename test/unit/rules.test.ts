import * as assert from "assert";
import fixtures from "fixtures";
import { applyEdits } from "../../src/core/edits.ts";
import { type Analysis, analyse, DEFAULT_OPTIONS, languageOf } from "../../src/core/linter.ts";
import type { Language } from "../../src/core/read/model.ts";
import { RULES } from "../../src/core/rules/index.ts";

const EXPECTATION = /(?:#|\/\/) expect: ([a-z-]+) (error|warning|information|hint)/;

const languageFor = (path: string): Language => {
	const language = languageOf(path);
	if (!language) throw new Error(`${path} is of no language that is read`);
	return language;
};

function expected(text: string): string[] {
	return text.split("\n").flatMap((line, i) => {
		const match = EXPECTATION.exec(line);
		return match ? [`${i + 1} ${match[1]} ${match[2]}`] : [];
	});
}

const found = ({ findings, lines }: Analysis): string[] =>
	findings.map(({ rule, severity, parameter }) => `${lines.at(parameter.span.start).line + 1} ${rule} ${severity}`);

const documents = Object.entries(fixtures).filter(([path]) => path.startsWith("rules/"));

suite("rules: documents that must and must not be flagged", () => {
	test("every rule has documents of both kinds", () => {
		for (const { name } of RULES) {
			for (const kind of ["flagged", "silent"]) {
				assert.ok(
					documents.some(([path]) => path.startsWith(`rules/${name}/${kind}`)),
					`${name} has no ${kind} document`,
				);
			}
		}
	});

	for (const [path, text] of documents) {
		test(path, () => {
			const wanted = expected(text);
			assert.equal(wanted.length > 0, /\/flagged/.test(path), "a flagged document says where, a silent one nothing");
			assert.deepEqual(found(analyse(text, languageFor(path))), wanted);
		});
	}
});

suite("rules: every fix, applied", () => {
	for (const [path, text] of documents.filter(([name]) => /\/flagged/.test(name))) {
		test(path, () => {
			const language = languageFor(path);
			for (const finding of analyse(text, language).findings) {
				for (const fix of finding.fixes) {
					const after = applyEdits(text, fix.edits);
					const again = analyse(after, language);
					const [edit] = fix.edits;
					assert.ok(edit && fix.edits.length === 1);
					// Every other byte stays.
					assert.equal(after.slice(0, edit.span.start), text.slice(0, edit.span.start));
					assert.equal(after.slice(edit.span.start + edit.text.length), text.slice(edit.span.end));
					// The value is the promised one, and no longer flagged by this rule.
					const value = again.parameters.find(({ span }) => span.start === finding.parameter.span.start)?.value;
					assert.equal(typeof value, "number", `${edit.text} is read as a number`);
					assert.equal(value, Number(edit.text));
					const still = again.findings.find(({ parameter }) => parameter.span.start === finding.parameter.span.start);
					if (fix.preferred) assert.notEqual(still?.rule, finding.rule);
				}
			}
		});
	}
});

suite("rules: the article's profile, as a table", () => {
	const article = { ...DEFAULT_OPTIONS, profile: "article" as const };
	const flagged = (text: string): string[] =>
		analyse(text, "yaml", article).findings.map(({ rule, severity }) => `${rule} ${severity}`);
	const ABOVE = "learning-rate-above-rule-of-thumb warning";
	const OUTSIDE = "batch-size-outside-rule-of-thumb warning";

	for (const [features, rate, inside] of [
		[undefined, "0.2", true],
		[undefined, "0.20001", false],
		[undefined, "5", false],
		[undefined, "1.0e-9", true],
		[1, "0.2", true],
		[1, "0.21", false],
		[25, "0.2", true],
		[26, "0.196", true],
		[26, "0.197", false],
		[100, "0.1", true],
		[100, "0.101", false],
		[400, "0.05", true],
		[400, "0.06", false],
		[10000, "0.01", true],
		[10000, "0.0101", false],
	] as const) {
		test(`rate ${rate} with ${features ?? "unknown"} features is ${inside ? "inside" : "above"}`, () => {
			const text = `${features === undefined ? "" : `num_features: ${features}\n`}optimizer: adamw\nlearning_rate: ${rate}\n`;
			assert.deepEqual(flagged(text), inside ? [] : [ABOVE]);
		});
	}

	for (const size of [1, 2, 3, 31, 32, 33, 36, 39, 40, 64, 99, 100, 101, 128, 4096]) {
		const inside = size >= 2 && size <= 100;
		test(`batch of ${size} is ${inside ? "inside" : "outside"}`, () => {
			assert.deepEqual(flagged(`optimizer: lamb\nbatch_size: ${size}\n`), inside ? [] : [OUTSIDE]);
		});
	}
});
