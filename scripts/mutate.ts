/**
 * Asks how many wrong learning rates are caught: every main rate in a folder of configs whose kind of training or
 * optimizer is known is made a hundred times larger, then a hundred times smaller, and the document is read again.
 *
 *     node dist/scripts/mutate.mjs FOLDER LABELS
 *
 * LABELS (JSON lines with path) says which files are read.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Analysis, analyse, languageOf } from "../src/core/linter.ts";
import { cellOf } from "../src/core/recognise/cell.ts";
import { isMainRate } from "../src/core/recognise/main-rate.ts";
import type { Severity } from "../src/core/rules/rule.ts";

const [folder, labelFile] = process.argv.slice(2);
if (folder === undefined || labelFile === undefined) throw new Error("mutate FOLDER LABELS");

/** As it stands, and the two mistakes. */
const FACTORS = [1, 100, 0.01] as const;
type Said = "wrong" | "unusual" | undefined;

const saidBy = (severity: Severity | undefined): Said =>
	severity === "error" || severity === "warning" ? "wrong" : severity === "information" ? "unusual" : undefined;

/** What is said of the value that starts at an offset. */
const saidAt = ({ findings }: Analysis, start: number): Said =>
	saidBy(findings.find(({ parameter }) => parameter.span.start === start)?.severity);

/** For each factor, how many values are called wrong, and how many unusual. */
class Tally {
	all = 0;
	readonly wrong = FACTORS.map(() => 0);
	readonly unusual = FACTORS.map(() => 0);

	count(said: readonly Said[]): void {
		this.all++;
		for (const [i, one] of said.entries()) {
			if (one === "wrong") this.wrong[i] = (this.wrong[i] ?? 0) + 1;
			if (one === "unusual") this.unusual[i] = (this.unusual[i] ?? 0) + 1;
		}
	}

	toString(): string {
		const share = (count = 0): string => ((100 * count) / this.all).toFixed(1).padStart(5);
		const columns = FACTORS.map((_, i) => `${share(this.wrong[i])} ${share(this.unusual[i])}`);
		return `${String(this.all).padStart(5)}  ${columns.join("   ")}`;
	}
}

const byCell = new Map<string, Tally>();
const total = new Tally();

const paths = new Set(
	readFileSync(labelFile, "utf8")
		.trim()
		.split("\n")
		.map((line) => (JSON.parse(line) as { path: string }).path),
);
for (const path of paths) {
	const language = languageOf(path);
	if (!language) continue;
	const text = readFileSync(join(folder, path), "utf8").replace(/^\ufeff/, "");
	const analysis = analyse(text, language);
	for (const parameter of analysis.parameters) {
		const { value, editSpan, span, setup, assignment } = parameter;
		if (typeof value !== "number" || !(value > 0) || !isMainRate(parameter) || assignment.declared) continue;
		const cell = cellOf(setup, assignment.scope);
		if (cell === "any/unknown") continue;
		const said = FACTORS.map((factor) => {
			if (factor === 1) return saidAt(analysis, span.start);
			const number = String(Number((value * factor).toPrecision(12)));
			// A number that every loader reads as one, so that only its size is judged.
			const safe = number.includes("e") && !number.includes(".") ? number.replace("e", ".0e") : number;
			return saidAt(analyse(text.slice(0, editSpan.start) + safe + text.slice(editSpan.end), language), span.start);
		});
		const tally = byCell.get(cell) ?? new Tally();
		byCell.set(cell, tally);
		tally.count(said);
		total.count(said);
	}
}

const width = 30;
console.log(`${"% warning or error, % information".padEnd(width)} rates   as it is       x 100        / 100`);
for (const [cell, tally] of [...byCell].sort(([, a], [, b]) => b.all - a.all))
	console.log(`${cell.padEnd(width)} ${tally}`);
console.log(`${"all".padEnd(width)} ${total}`);
const [, high = 0, low = 0] = total.wrong;
console.log(`caught in both directions: ${((50 * (high + low)) / total.all).toFixed(1)} % of ${2 * total.all}`);
