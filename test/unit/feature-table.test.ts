/** The feature table cannot rot: what it says is there is proved by tests, and the tests are there. */

import { readFileSync } from "node:fs";
import * as assert from "assert";

const PAGE = "docs/features.md";

interface Row {
	readonly feature: string;
	readonly answer: string;
	readonly proofs: readonly (readonly [file: string, title: string])[];
}

/** `| feature | yes: how | [name](../test/file.ts): title / another title<br>[name](../test/other.ts): title |` */
function rowOf(line: string): Row {
	const [feature = "", answer = "", proof = ""] = line
		.split("|")
		.slice(1)
		.map((cell) => cell.trim());
	const proofs = proof.split("<br>").flatMap((part) => {
		const [, file, titles] = /^\[[^\]]+\]\(\.\.\/([^)]+)\): (.+)$/.exec(part) ?? [];
		return file && titles ? titles.split(" / ").map((title) => [file, title] as const) : [];
	});
	return { feature, answer, proofs };
}

const ROWS = readFileSync(PAGE, "utf8")
	.split("\n")
	.filter((line) => /^\| (?!Feature|Wish|---)/.test(line))
	.map(rowOf);

suite("the feature table", () => {
	test("has rows, each answered by yes, partly or no", () => {
		assert.ok(ROWS.length > 40);
		for (const { feature, answer } of ROWS) assert.match(answer, /^(yes|partly|no)\b/, feature);
	});

	test("what is there is proved, and what is not says why or what stands in for it", () => {
		for (const { feature, answer, proofs } of ROWS)
			assert.ok(proofs.length > 0 || /^no: ./.test(answer), `${feature} is neither proved nor explained`);
	});

	test("every test that it names is there", () => {
		for (const [file, title] of ROWS.flatMap(({ proofs }) => proofs)) {
			const text = readFileSync(file, "utf8");
			const isThere = ['"', "`"].some((quote) => text.includes(`${quote}${title}${quote}`));
			assert.ok(isThere, `${file} has no test "${title}"`);
		}
	});
});
