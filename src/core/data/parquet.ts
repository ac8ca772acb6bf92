/** Parquet: names and number of rows from the footer, which stands at the end of the file. */

import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { type DataSource, UnreadableData } from "./source.ts";

/** The length of the footer, and `PAR1`. */
const TAIL = 8;
const LARGEST_FOOTER = 1 << 26;

export async function readFooter(source: DataSource): Promise<{ columns: string[]; rows: number }> {
	if (source.size < TAIL) throw new UnreadableData("data-not-parquet");
	const tail = await source.read(source.size - TAIL, TAIL);
	const length = viewOf(tail).getUint32(0, true);
	const isParquet = new TextDecoder().decode(tail.subarray(4)) === "PAR1";
	if (!isParquet || length > Math.min(source.size - TAIL, LARGEST_FOOTER)) throw new UnreadableData("data-not-parquet");
	try {
		const footer = await source.read(source.size - TAIL - length, length);
		// Thrift's FileMetaData: 2 is the schema, depth first from its root, 3 the number of rows.
		const { field_2: schema, field_3: rows } = deserializeTCompactProtocol({ view: viewOf(footer), offset: 0 });
		const table = { columns: topLevel(schema), rows: Number(rows) };
		if (Number.isSafeInteger(table.rows) && table.rows >= 0) return table;
	} catch {
		// Told below, as every other footer that makes no sense.
	}
	throw new UnreadableData("data-not-parquet");
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
	new DataView(buffer as ArrayBuffer, byteOffset, byteLength);

/** SchemaElement: 4 is the name, 5 the number of children, which follow it. */
interface SchemaElement {
	readonly field_4: Uint8Array;
	readonly field_5?: number;
}

/** The columns as a table has them: a list or a struct is one. */
function topLevel(schema: readonly SchemaElement[]): string[] {
	const names: string[] = [];
	/** Elements that belong to columns that were met. */
	let within = 0;
	for (const { field_4: name, field_5: children = 0 } of schema.slice(1)) {
		if (within === 0) names.push(new TextDecoder().decode(name));
		else within--;
		within += children;
	}
	return names;
}
