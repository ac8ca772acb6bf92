/** The setups as the page walks, sorts and counts them. */

import type { Column, Kind, MappedFile, PlacedSetup, Texts } from "../core/map/model.ts";

export interface Dot {
	/** The same for a setup while its file is typed. */
	readonly id: string;
	readonly file: MappedFile;
	readonly index: number;
	readonly setup: PlacedSetup;
	/** Among all, by their places. */
	readonly rank: number;
}

/** In the order of the files, and in that of each file's text. */
export function dotsOf(files: Iterable<MappedFile>): Dot[] {
	const dots: Dot[] = [];
	for (const file of files)
		file.setups.forEach((setup, index) => {
			dots.push({ id: `${file.uri}#${index}`, file, index, setup, rank: dots.length });
		});
	return dots;
}

export const byPath = (a: MappedFile, b: MappedFile): number => compare(a.path, b.path);

/** The kinds of these setups, the most frequent first. */
export function kindsOf(dots: readonly Dot[], known: ReadonlyMap<string, Kind>): { kind: Kind; count: number }[] {
	const counts = new Map<string, number>();
	for (const { setup } of dots) counts.set(setup.kind, (counts.get(setup.kind) ?? 0) + 1);
	return [...counts]
		.flatMap(([id, count]) => {
			const kind = known.get(id);
			return kind ? [{ kind, count }] : [];
		})
		.sort((a, b) => b.count - a.count || compare(a.kind.label, b.kind.label));
}

const batchOf = ({ setup }: Dot): number => setup.batch?.value ?? 0;

/** From left to right, those without a batch first; above each other from the bottom up. */
export const byBatch = (a: Dot, b: Dot): number =>
	batchOf(a) - batchOf(b) || a.setup.rate - b.setup.rate || a.rank - b.rank;

/** From the bottom up. */
export const byRate = (a: Dot, b: Dot): number => a.setup.rate - b.setup.rate || byBatch(a, b);

/** `run-10` after `run-9`. */
const collator = new Intl.Collator(undefined, { numeric: true });
const compare = (a: string, b: string): number => (a === b ? 0 : collator.compare(a, b));

const SEVERITIES = ["error", "warning", "information", "hint"];

const ORDERS = (label: (kind: string) => string): Readonly<Record<Column, (a: Dot, b: Dot) => number>> => ({
	place: (a, b) => a.rank - b.rank,
	rate: (a, b) => a.setup.rate - b.setup.rate,
	batch: (a, b) => batchOf(a) - batchOf(b),
	setup: (a, b) => compare(facts(a.setup), facts(b.setup)),
	kind: (a, b) => compare(label(a.setup.kind), label(b.setup.kind)),
	finding: (a, b) => severity(a) - severity(b),
});

const severity = ({ setup }: Dot): number =>
	setup.finding ? SEVERITIES.indexOf(setup.finding.severity) : SEVERITIES.length;

export interface Sort {
	readonly column: Column;
	readonly descending: boolean;
}

export function sorted(dots: readonly Dot[], { column, descending }: Sort, label: (kind: string) => string): Dot[] {
	const order = ORDERS(label)[column];
	const sign = descending ? -1 : 1;
	return [...dots].sort((a, b) => sign * order(a, b) || a.rank - b.rank);
}

export const filled = (template: string, ...values: readonly (string | number)[]): string =>
	template.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));

/** Framework, optimizer, regime, as far as they are known. */
export const facts = ({ framework, optimizer, regime }: PlacedSetup): string =>
	[framework, optimizer, regime].filter((fact) => fact !== undefined).join(" · ");

/** Where a setup stands, in a file by this name. */
export function placeText({ setup: { cell, start } }: Dot, name: string, texts: Texts): string {
	const line = start.line + 1;
	return cell === undefined ? filled(texts.place, name, line) : filled(texts.placeInCell, name, cell, line);
}

export const batchText = ({ batch }: PlacedSetup, texts: Texts): string =>
	batch ? (batch.isGlobal ? String(batch.value) : filled(texts.batchPart, batch.value)) : "";
