/**
 * Holds what is recognised of a folder's training setups against labels written by hand (JSON lines with file, sha256, sample,
 * framework, optimizer, regime, hidden; an optimizer is named by its family, a list holds every answer that is right):
 *
 *     node dist/scripts/measure-setup.mjs FOLDER LABELS [--misses]
 *
 * A fact is that of a file's first learning rate, else of the file. Precision: how many of the facts given are right. Recall: how
 * many were given of those that the content shows; `hidden` names what it does not show.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { corePath, NeighbourFiles } from "../src/cli/neighbours.ts";
import { languageOf, understand } from "../src/core/linter.ts";
import { Neighbourhood } from "../src/core/neighbours/neighbourhood.ts";
import { read } from "../src/core/read/index.ts";
import type { Setup } from "../src/core/recognise/facts.ts";
import { isForTraining } from "../src/core/recognise/main-rate.ts";

const FACTS = ["framework", "optimizer", "regime"] as const;
type FactName = (typeof FACTS)[number];
type Truth = string | readonly string[] | null;

interface Label extends Record<FactName, Truth> {
	readonly file: string;
	readonly sha256: string;
	readonly sample: string;
	readonly hidden?: readonly FactName[];
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { misses: { type: "boolean" } } });
const [folder, labelFile] = positionals;
if (folder === undefined || labelFile === undefined) throw new Error("measure-setup FOLDER LABELS");

const neighbourhood = new Neighbourhood(new NeighbourFiles([folder]));

const answers = new Map<string, Record<FactName, string | null>>();
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
	const path = join(entry.parentPath, entry.name);
	const language = entry.isFile() && languageOf(path);
	if (!language) continue;
	const setup = await mainSetup(path, readFileSync(path, "utf8").replace(/^\ufeff/, ""), language);
	answers.set(relative(folder, path).replaceAll("\\", "/"), {
		framework: setup.framework?.value.id ?? null,
		optimizer: setup.optimizer?.value.family ?? null,
		regime: setup.regime?.value ?? null,
	});
}
for (const fact of FACTS) {
	const given = [...answers.values()].filter((answer) => answer[fact] !== null).length;
	console.log(`${fact} recognised in ${share(given, answers.size)} files`);
}

const labels = readFileSync(labelFile, "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line) as Label);
for (const { file, sha256 } of labels)
	if (
		createHash("sha256")
			.update(readFileSync(join(folder, file)))
			.digest("hex") !== sha256
	)
		throw new Error(`${file}: not the file that was labelled`);
for (const sample of new Set(labels.map((label) => label.sample))) {
	const drawn = labels.filter((label) => label.sample === sample);
	console.log(`sample ${sample}: ${drawn.length} files`);
	for (const fact of FACTS) hold(fact, drawn);
}

/** One fact against its labels. */
function hold(fact: FactName, drawn: readonly Label[]): void {
	let [given, right, shown, found] = [0, 0, 0, 0];
	for (const label of drawn) {
		const answer = answers.get(label.file);
		if (!answer) throw new Error(`${label.file}: not in the folder`);
		const said = answer[fact];
		const isRight = said !== null && [label[fact]].flat().includes(said);
		const isShown = label[fact] !== null && !label.hidden?.includes(fact);
		given += said === null ? 0 : 1;
		right += isRight ? 1 : 0;
		shown += isShown ? 1 : 0;
		found += isShown && isRight ? 1 : 0;
		if (values.misses && !isRight && (said !== null || isShown))
			console.log(`    ${label.file}: ${fact} ${said ?? "not recognised"}, labelled ${label[fact] ?? "none"}`);
	}
	console.log(`  ${fact}: precision ${share(right, given)}, recall ${share(found, shown)}`);
}

/** What is known of a file's first learning rate, else of its first document. */
async function mainSetup(
	path: string,
	text: string,
	language: NonNullable<ReturnType<typeof languageOf>>,
): Promise<Setup> {
	const document = read(text, language);
	const neighbours = await neighbourhood.of(corePath(resolve(path)), document);
	const documents = understand(document, {}, neighbours);
	const rate = documents
		.flatMap(({ parameters }) => parameters)
		.find((one) => one.parameter === "learning_rate" && isForTraining(one));
	return rate?.setup ?? documents[0]?.setup ?? {};
}

function share(part: number, whole: number): string {
	return `${part} of ${whole} (${whole === 0 ? "–" : ((100 * part) / whole).toFixed(1)} %)`;
}
