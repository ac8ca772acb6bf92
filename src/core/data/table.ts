/** A data file's columns, and how many rows it has: from metadata where there is any, else counted. */

import { decode, readHeader } from "./delimited.ts";
import { readFooter } from "./parquet.ts";
import { RecordCounter } from "./records.ts";
import { type DataSource, pieces, UnreadableData, type Watcher } from "./source.ts";

type DataFormat = "delimited" | "json-lines" | "parquet";

const FORMATS: Readonly<Record<string, DataFormat>> = {
	csv: "delimited",
	tsv: "delimited",
	jsonl: "json-lines",
	ndjson: "json-lines",
	parquet: "parquet",
};

/** The ends of names that are read, without the dot. */
export const DATA_EXTENSIONS: readonly string[] = Object.keys(FORMATS);

export const dataFormatOf = (path: string): DataFormat | undefined =>
	FORMATS[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];

export interface RowCount {
	readonly rows: number;
	/** True where the count was stopped, and the rest concluded from what was seen. */
	readonly isEstimate: boolean;
}

export interface Table {
	readonly columns: readonly string[];
	/** Where the file itself says it. */
	readonly rows: number | undefined;
	/** Reads the file to its end; undefined where it was stopped before anything was seen. */
	count(watcher: Watcher): Promise<RowCount | undefined>;
}

/** Reads the beginning or the end of a file, never the whole. Rejects with `UnreadableData` where it is not what its name says. */
export async function readTable(source: DataSource): Promise<Table> {
	if (source.size === 0) throw new UnreadableData("data-empty");
	switch (dataFormatOf(source.name)) {
		case "parquet": {
			const { columns, rows } = await readFooter(source);
			return { columns, rows, count: () => Promise.resolve({ rows, isEstimate: false }) };
		}
		case "json-lines": {
			const columns = await readKeys(source);
			return { columns, rows: undefined, count: (watcher) => countRecords(source, watcher, undefined, 0) };
		}
		case "delimited": {
			const { columns, delimiter, isNamed } = await readHeader(source);
			const headers = isNamed ? 1 : 0;
			return {
				columns,
				rows: undefined,
				count: (watcher) => countRecords(source, watcher, delimiter.charCodeAt(0), headers),
			};
		}
		default:
			throw new UnreadableData("data-unknown");
	}
}

async function countRecords(
	source: DataSource,
	watcher: Watcher,
	delimiter: number | undefined,
	headers: number,
): Promise<RowCount | undefined> {
	const counter = new RecordCounter(delimiter);
	let seen = 0;
	for await (const piece of pieces(source, watcher)) {
		counter.take(piece);
		seen += piece.length;
	}
	const rows = Math.max(0, counter.count - headers);
	if (!watcher.isCancelled) return { rows, isEstimate: false };
	return seen === 0 ? undefined : { rows: Number(((rows * source.size) / seen).toPrecision(3)), isEstimate: true };
}

/** Longer than any example that a person would write. */
const LONGEST_LINE = 1 << 20;

/** The keys of the first line's object. */
async function readKeys(source: DataSource): Promise<string[]> {
	const [line = ""] = decode(await source.read(0, LONGEST_LINE))
		.trimStart()
		.split(/[\r\n]/, 1);
	try {
		const first: unknown = JSON.parse(line);
		if (typeof first === "object" && first !== null && !Array.isArray(first)) return Object.keys(first);
	} catch {
		// Told below, as every other line that is no object.
	}
	throw new UnreadableData("data-not-json-lines");
}
