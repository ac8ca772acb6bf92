import * as assert from "assert";
import fixtures from "fixtures";
import { applyEdits } from "../../src/core/edits.ts";
import { type Analysis, analyse, DEFAULT_OPTIONS, languageOf } from "../../src/core/linter.ts";
import { say } from "../../src/core/present/messages.ts";
import { read } from "../../src/core/read/index.ts";
import type { Format, Span } from "../../src/core/read/model.ts";
import { snapshotOf } from "../../src/core/recognise/snapshot.ts";
import { RULES } from "../../src/core/rules/index.ts";
import type { Edit } from "../../src/core/rules/rule.ts";

const EXPECTATION = /(?:#|\/\/) expect: ([a-z-]+) (error|warning|information|hint)/;

const languageFor = (path: string): Format => {
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

/** What a document said before, where its fixture has that beside it. */
const BEFORE = ".before";

const documents = Object.entries(fixtures).filter(([path]) => path.startsWith("rules/") && !path.endsWith(BEFORE));

/** A document as the editor has it: beside what it said before, where that is known. */
function analysed(path: string, text: string): Analysis {
	const before = fixtures[path + BEFORE];
	const snapshot = before === undefined ? undefined : snapshotOf(analyse(before, languageFor(path)).parameters);
	return analyse(text, languageFor(path), { ...DEFAULT_OPTIONS, earlier: snapshot });
}

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
			assert.deepEqual(found(analysed(path, text)), wanted);
		});
	}
});

/** The text between the edits, before and after: what a fix must not touch. */
function untouched(text: string, spans: readonly Span[]): string[] {
	const ends = [0, ...spans.map(({ end }) => end)];
	return [...spans.map(({ start }) => start), text.length].map((start, i) => text.slice(ends[i], start));
}

/** Where edits, in the order of the text, stand once they are applied. */
function placesAfter(edits: readonly Edit[]): Span[] {
	let shift = 0;
	return edits.map(({ span, text }) => {
		const start = span.start + shift;
		shift += text.length - (span.end - span.start);
		return { start, end: start + text.length };
	});
}

function valueAt(text: string, language: Format, { start, end }: Span): unknown {
	const pending = [...read(text, language).documents];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		const found = scope.assignments.find(({ value: { span } }) => span.start === start && span.end === end);
		if (found) return found.value.value;
		pending.push(...scope.children);
	}
	return undefined;
}

suite("rules: every fix, applied", () => {
	for (const [path, text] of documents.filter(([name]) => /\/flagged/.test(name))) {
		test(path, () => {
			const language = languageFor(path);
			const before = analysed(path, text);
			for (const finding of before.findings) {
				for (const fix of finding.fixes) {
					assert.ok(fix.edits.length > 0);
					const isNumber = fix.edits.some((edit) => Number.isFinite(Number(edit.text)));
					if (isNumber && !fix.safe)
						assert.match(say(fix.title), /: | \(|, |^Swap/, "a new value comes with its reason");
					if (fix.safe)
						for (const { span, text: written } of fix.edits)
							assert.equal(Number(valueAt(text, language, span)), Number(written), "a safe fix keeps the value");
					const edits = [...fix.edits].sort((x, y) => x.span.start - y.span.start);
					const after = applyEdits(text, fix.edits);
					const places = placesAfter(edits);
					// Every other byte stays.
					const spans = edits.map(({ span }) => span);
					assert.deepEqual(untouched(after, places), untouched(text, spans));
					// A number is the promised one to the reader.
					for (const [i, { text: written }] of edits.entries()) {
						const place = places[i];
						if (place && Number.isFinite(Number(written)))
							assert.equal(valueAt(after, language, place), Number(written));
					}
					// What was flagged no longer is, by this rule.
					const again = analysed(path, after).findings.filter(({ rule }) => rule === finding.rule).length;
					const once = before.findings.filter(({ rule }) => rule === finding.rule).length;
					if (fix.preferred) assert.ok(again < once, after);
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
