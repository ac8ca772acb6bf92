/**
 * Holds the core against a folder of configs and labels of its learning rates and batch sizes (JSON lines with path, line,
 * column, endLine, endColumn, kind, class, tier, value, format):
 *
 *     node dist/scripts/measure.mjs FOLDER LABELS [--profile auto|article] [--misses] [--findings]
 */

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { corePath, NeighbourFiles } from "../src/cli/neighbours.ts";
import { type Analysis, analyse, DEFAULT_OPTIONS, languageOf } from "../src/core/linter.ts";
import { Neighbourhood } from "../src/core/neighbours/neighbourhood.ts";
import { say } from "../src/core/present/messages.ts";
import { read } from "../src/core/read/index.ts";
import { isForTraining } from "../src/core/recognise/main-rate.ts";
import type { Parameter } from "../src/core/recognise/setup.ts";
import type { Profile } from "../src/core/rules/rule.ts";

interface Label {
	readonly path: string;
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
	readonly key: string;
	readonly kind: "lr" | "batch";
	readonly class: string;
	readonly tier: string;
	readonly value: number;
	readonly raw: string;
}

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { profile: { type: "string", default: "auto" }, misses: { type: "boolean" }, findings: { type: "boolean" } },
});
const [folder, labelFile] = positionals;
if (folder === undefined || labelFile === undefined) throw new Error("measure FOLDER LABELS");
const options = { ...DEFAULT_OPTIONS, profile: values.profile as Profile };

const labels = readFileSync(labelFile, "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line) as Label);
const byPath = new Map<string, Label[]>();
for (const label of labels) byPath.set(label.path, [...(byPath.get(label.path) ?? []), label]);

const recall = new Map<string, { found: number; all: number }>();
const misses: Label[] = [];
let unlabelled = 0;
let judged = 0;
const findings = new Map<string, string[]>();

const neighbourhood = new Neighbourhood(new NeighbourFiles([folder]));

for (const [path, wanted] of byPath) {
	const language = languageOf(path);
	if (!language) continue;
	const text = readFileSync(join(folder, path), "utf8").replace(/^\ufeff/, "");
	const document = read(text, language);
	const neighbours = await neighbourhood.of(corePath(resolve(folder, path)), document);
	const analysis = analyse(text, language, options, neighbours, document);
	const listed = new Map(analysis.parameters.map((one) => [placeOf(analysis, one.span), one]));
	const labelled = new Set<Parameter>();
	for (const label of wanted) {
		const one = listed.get(`${label.line}:${label.column}-${label.endLine}:${label.endColumn}`);
		const kind = label.kind === "lr" ? "learning_rate" : "batch_size";
		const found = one?.parameter === kind && isClose(Number(one.value), label.value);
		for (const group of [label.class, label.tier, ...(label.class.endsWith("-sure") ? ["sure"] : [])])
			count(group, found);
		// One value may have two labels: `f(lr=(lr := 0.1))`.
		if (found) labelled.add(one);
		else if (/-(?:sure|indirect)$/.test(label.class) || label.tier === "core") misses.push(label);
	}
	unlabelled += listed.size - labelled.size;
	judged += analysis.parameters.filter(isForTraining).length;
	for (const { rule, severity, parameter, message } of analysis.findings) {
		const line = `${path}:${placeOf(analysis, parameter.span)}: ${parameter.keyPath.join(".")} = ${parameter.text}: ${say(message)}`;
		findings.set(`${severity} ${rule}`, [...(findings.get(`${severity} ${rule}`) ?? []), line]);
	}
}

for (const [group, { found, all }] of recall)
	console.log(`${group}: ${found} of ${all} (${((100 * found) / all).toFixed(2)} %)`);
console.log(`listed beside the labels: ${unlabelled}; judged for training: ${judged}`);
for (const [kind, lines] of findings) {
	console.log(`${kind}: ${lines.length} (${((100 * lines.length) / judged).toFixed(2)} %)`);
	if (values.findings) for (const line of lines) console.log(`    ${line}`);
}
if (values.misses)
	for (const { path, line, column, key, raw, kind } of misses)
		console.log(`missed: ${path}:${line}:${column} ${kind} ${key} = ${raw}`);

function placeOf({ places }: Analysis, span: { start: number; end: number }): string {
	const { start, end } = places.range(span);
	return `${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1}`;
}

/** Two languages may round arithmetic in the last digit. */
function isClose(a: number, b: number): boolean {
	return Math.abs(a - b) <= 1e-12 * Math.abs(b);
}

function count(group: string, found: boolean): void {
	const so = recall.get(group) ?? { found: 0, all: 0 };
	recall.set(group, { found: so.found + (found ? 1 : 0), all: so.all + 1 });
}
