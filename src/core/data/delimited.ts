/** CSV and TSV: the names in the first record. */

import { type DataSource, UnreadableData } from "./source.ts";

/** More than the header of any table: what has no end by then is none. */
const LONGEST_HEADER = 1 << 20;
const DELIMITERS = [",", "\t", ";", "|"];

export interface Header {
	readonly columns: readonly string[];
	readonly delimiter: string;
	/** Whether the first record holds names; else it is a row like others, and the columns are called by their number. */
	readonly isNamed: boolean;
}

export async function readHeader(source: DataSource): Promise<Header> {
	const text = decode(await source.read(0, LONGEST_HEADER)).replace(/^(?: *[\r\n])+/, "");
	const possible = /\.tsv$/i.test(source.name) ? ["\t"] : DELIMITERS;
	const splits = possible.map((delimiter) => ({ delimiter, cells: firstRecord(text, delimiter) }));
	const { delimiter, cells } = splits.reduce((best, one) => (one.cells.length > best.cells.length ? one : best));
	if (cells.every((cell) => cell === "")) throw new UnreadableData("data-empty");
	const isNamed = areNames(cells);
	return { columns: isNamed ? cells : cells.map((_, i) => `column ${i + 1}`), delimiter, isNamed };
}

/** Numbers among words are a row, unless they count upwards: the years of a table, the columns that pandas numbered. */
function areNames(cells: readonly string[]): boolean {
	const numbers = cells.filter((cell) => cell !== "" && Number.isFinite(Number(cell))).map(Number);
	return (
		numbers.length < cells.length &&
		numbers.every((number, i) => Number.isInteger(number) && (i === 0 || number > (numbers[i - 1] as number)))
	);
}

/** The text of the beginning of a file; what is no UTF-8 is not read. */
export function decode(bytes: Uint8Array): string {
	// UTF-16 and binary files: every text that is worth counting has no such byte.
	if (bytes.includes(0)) throw new UnreadableData("data-not-text");
	return new TextDecoder().decode(bytes);
}

/** The fields of a text's first record. */
function firstRecord(text: string, delimiter: string): string[] {
	const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}\\r\\n]*))([${delimiter}\\r\\n]|$)`, "y");
	const cells: string[] = [];
	for (;;) {
		const found = field.exec(text);
		if (!found) return cells;
		const [, quoted, plain = "", end] = found;
		cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
		if (end !== delimiter) return cells;
	}
}
