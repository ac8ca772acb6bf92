/** The sentence at the end of a run over the workspace. */

import * as assert from "assert";
import { type Counted, inWords, tallyOf } from "../../src/core/present/tally.ts";
import type { Severity } from "../../src/core/rules/rule.ts";

const found = (rule: string, severity: Severity, count = 1): Counted[] => Array(count).fill({ rule, severity });

suite("tally", () => {
	test("counts by severity, the strongest first, and by rule, the most frequent first", () => {
		const files = [[...found("b", "hint", 2), ...found("a", "error")], [], [...found("c", "warning", 2)]];
		assert.deepEqual(tallyOf(files), {
			files: 3,
			filesWithFindings: 2,
			bySeverity: [
				["error", 1],
				["warning", 2],
				["hint", 2],
			],
			byRule: [
				["b", 2],
				["c", 2],
				["a", 1],
			],
		});
	});

	test("the sentence of a whole run, and of one that was stopped", () => {
		const tally = tallyOf([found("too-high", "warning", 2), found("read-as-text", "error"), []]);
		assert.equal(
			inWords(tally, 3, false),
			"3 files, 2 of them with findings: 1 error, 2 warnings (too-high 2, read-as-text 1).",
		);
		assert.equal(
			inWords(tally, 9, true),
			"Stopped after 3 of 9 files; what was found in 2 of them stays: 1 error, 2 warnings (too-high 2, read-as-text 1).",
		);
	});

	test("one file, and none", () => {
		assert.equal(
			inWords(tallyOf([found("too-high", "error")]), 1, false),
			"1 file, with findings: 1 error (too-high 1).",
		);
		assert.equal(inWords(tallyOf([[]]), 1, false), "1 file, nothing found.");
		assert.equal(inWords(tallyOf([]), 0, false), "There is no config, script or notebook to look at.");
		assert.equal(inWords(tallyOf([]), 9, true), "Stopped before any file was looked at.");
	});

	test("nothing found", () => {
		assert.equal(inWords(tallyOf([[], []]), 2, false), "2 files, nothing found.");
		assert.equal(inWords(tallyOf([[]]), 2, true), "Stopped after 1 of 2 files, nothing found so far.");
	});

	test("of many rules the most frequent three are named", () => {
		const rules = (count: number): string =>
			inWords(tallyOf([Array.from({ length: count }, (_, i) => found(`r${i}`, "hint", 9 - i)).flat()]), 1, false);
		assert.match(rules(4), /\(r0 9, r1 8, r2 7, r3 6\)/);
		assert.match(rules(5), /\(r0 9, r1 8, r2 7, 2 other rules\)/);
	});
});
