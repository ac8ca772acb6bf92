/**
 * What public configs really use: percentiles of learning rates and batch sizes for each kind of training, from folders whose
 * sub-folders are repositories (`owner+name`). The same file twice, and the same value twice in one file, count once; no
 * repository weighs more than `MOST_OF_ONE` configs. Only these numbers and the repositories' names are kept.
 *
 *     node dist/scripts/practice.mjs FOLDER… > src/core/evidence/practice.json
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bandOf, type Cell } from "../src/core/evidence/bands.ts";
import { analyse, languageOf } from "../src/core/linter.ts";
import { cellOf, isFinalRate, isLanguageModel } from "../src/core/recognise/cell.ts";
import { isForTraining, isMainRate } from "../src/core/recognise/main-rate.ts";
import type { Parameter } from "../src/core/recognise/setup.ts";

/** A kind of training is described when this many configs of this many repositories show it. */
const ENOUGH_CONFIGS = 10;
const ENOUGH_REPOSITORIES = 3;
/** No repository weighs more than this many configs: three large collections would be the practice of the whole field. */
const MOST_OF_ONE = 20;
const PERCENTILES = [5, 25, 50, 75, 95];
const LARGEST_FILE = 500_000;

interface Seen {
	readonly repository: string;
	readonly value: number;
}

const seen = new Map<string, Seen[]>();
const repositories = new Set<string>();
const known = new Set<string>();

for (const folder of process.argv.slice(2))
	for (const repository of readdirSync(folder, { withFileTypes: true }))
		if (repository.isDirectory()) readRepository(join(folder, repository.name), repository.name.replace("+", "/"));

const cells: Record<string, Record<string, number[]>> = {};
for (const [key, values] of [...seen].sort(([a], [b]) => a.localeCompare(b))) {
	const names = new Set(values.map(({ repository }) => repository));
	if (values.length < ENOUGH_CONFIGS || names.size < ENOUGH_REPOSITORIES) continue;
	const [cell, parameter] = key.split(" ") as [string, string];
	cells[cell] = { ...cells[cell], [parameter]: [...percentiles(values), values.length, names.size] };
	for (const name of names) repositories.add(name);
}
const made = new Date().toISOString().slice(0, 10);
console.log(JSON.stringify({ made, repositories: [...repositories].sort(), cells }));

function readRepository(folder: string, repository: string): void {
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		const language = languageOf(entry.name);
		const path = `${relative(folder, entry.parentPath)}/${entry.name}`.replaceAll("\\", "/");
		// Scripts declare defaults for somebody else's run, and tests try what nobody would; configs are what was run.
		const isConfig = language !== "python" || /(?:^|\/)configs?\//.test(path);
		if (!entry.isFile() || !language || !isConfig || /(?:^|\/)tests?\//.test(path)) continue;
		const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
		// The same file in two repositories, or in two versions of one, is one config.
		const marks = [createHash("sha256").update(text).digest("base64"), `${repository} ${path}`];
		if (text.length > LARGEST_FILE || marks.some((mark) => known.has(mark))) continue;
		for (const mark of marks) known.add(mark);
		// One config counts once with one value, however often it repeats it.
		const values = new Set<string>();
		for (const parameter of analyse(text, language).parameters) {
			if (typeof parameter.value !== "number" || !(parameter.value > 0) || !tells(parameter)) continue;
			const cell = cellOf(parameter.setup, parameter.assignment.scope);
			// A mixture of all kinds of training is nobody's practice.
			if (cell.startsWith("any/") || (parameter.parameter === "batch_size" && !isWholeBatch(parameter, cell))) continue;
			const key = `${cell} ${parameter.parameter}`;
			if (values.has(`${key} ${parameter.value}`)) continue;
			values.add(`${key} ${parameter.value}`);
			seen.set(key, [...(seen.get(key) ?? []), { repository, value: parameter.value }]);
		}
	}
}

/** Whether it is the rate that trains, or a batch. */
function tells(parameter: Parameter): boolean {
	if (parameter.parameter === "batch_size") return isForTraining(parameter);
	return isMainRate(parameter) && isFinalRate(parameter.setup);
}

/** Whether it is the batch of an optimizer step, in the unit of the cell: language models are trained on many devices. */
function isWholeBatch({ role, setup }: Parameter, cell: Cell): boolean {
	const unit = bandOf(cell).batchSize?.unit;
	if (unit === undefined || unit === "tokens") return false;
	return role === "global" || (role === "base" && !isLanguageModel(setup) && !setup.accumulation);
}

function percentiles(values: readonly Seen[]): number[] {
	const share = new Map<string, number>();
	for (const { repository } of values) share.set(repository, (share.get(repository) ?? 0) + 1);
	const weighed = values
		.map(({ repository, value }) => ({ value, weight: Math.min(1, MOST_OF_ONE / (share.get(repository) ?? 1)) }))
		.sort((a, b) => a.value - b.value);
	const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
	return PERCENTILES.map((percentile) => {
		let below = 0;
		for (const { value, weight } of weighed) {
			below += weight;
			if (below >= (all * percentile) / 100) return Number(value.toPrecision(3));
		}
		return weighed.at(-1)?.value ?? Number.NaN;
	});
}
