/** The setups as the page walks, sorts and counts them. */

import type { Column, Kind, MappedFile, PlacedSetup, Texts } from "../core/map/model.ts";

export interface Dot {
	/** The same for a setup while its file is typed. */
	readonly id: string;
	readonly file: MappedFile;
	readonly index: number;
	readonly setup: PlacedSetup;
}

/** Elements that show setups. One is made again only when its setup has changed. */
export class Shown<E extends Element> {
	private elements = new Map<string, { readonly setup: PlacedSetup; readonly element: E }>();

	constructor(private readonly make: (dot: Dot, before: E | undefined) => E) {}

	/** The elements of these setups, by their ids and in their order; all others are forgotten. */
	of(dots: readonly Dot[]): ReadonlyMap<string, E> {
		const before = this.elements;
		this.elements = new Map(
			dots.map((dot) => {
				const known = before.get(dot.id);
				const element = known?.setup === dot.setup ? known.element : this.make(dot, known?.element);
				return [dot.id, { setup: dot.setup, element }];
			}),
		);
		return new Map([...this.elements].map(([id, { element }]) => [id, element]));
	}
}

export const dotsOf = (files: Iterable<MappedFile>): Dot[] =>
	[...files].flatMap((file) =>
		file.setups.map((setup, index): Dot => ({ id: `${file.uri}#${index}`, file, index, setup })),
	);

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
	batchOf(a) - batchOf(b) || a.setup.rate - b.setup.rate || byPlace(a, b);

/** From the bottom up. */
export const byRate = (a: Dot, b: Dot): number => a.setup.rate - b.setup.rate || byBatch(a, b);

const byPlace = (a: Dot, b: Dot): number => compare(a.file.path, b.file.path) || a.index - b.index;
/** `run-10` after `run-9`. */
const { compare } = new Intl.Collator(undefined, { numeric: true });

const SEVERITIES = ["error", "warning", "information", "hint"];

const ORDERS = (label: (kind: string) => string): Readonly<Record<Column, (a: Dot, b: Dot) => number>> => ({
	place: byPlace,
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
	return [...dots].sort((a, b) => sign * order(a, b) || byPlace(a, b));
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
