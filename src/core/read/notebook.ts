/** Notebooks as files (`.ipynb`, nbformat 3 and 4): the code of their cells is read as one Python text, with its places in the file. */

import { visit } from "jsonc-parser";
import { BOUNDARY, cellsOf } from "./cells.ts";
import { Located } from "./located.ts";
import type { Origin, ReadDocument, Span } from "./model.ts";
import { readPython } from "./python.ts";

/** What a notebook's JSON says of one cell. */
interface RawCell {
	/** The JSON strings that its source is made of. */
	readonly source: Span[];
	isCode: boolean;
	language: string | undefined;
}

export function readNotebook(file: string): ReadDocument {
	const { cells, language } = rawCells(file);
	// Editors call a cell plain text where they do not know the kernel.
	const isPython = (name: string | undefined): boolean => !name || /^(?:i?python|pyspark|plaintext)/i.test(name);
	// Cells of text are empty ones of code, so that the number of a cell is that of the notebook.
	const sources = cells.map((cell) => (cell.isCode && isPython(cell.language) ? cell.source : []));
	const code = joined(file, isPython(language) ? sources : []);
	const document = readPython(code.text);
	const origin: Origin = {
		locate: ({ start, end }) => code.span(start, end),
		encode: (text) => JSON.stringify(text).slice(1, -1),
	};
	const skipped = isPython(language) ? document.skipped : [`a notebook of ${language}, not of Python`];
	return { ...document, cells: document.cells ?? cellsOf(code.text), skipped, origin };
}

function rawCells(file: string): { cells: readonly RawCell[]; language: string | undefined } {
	const cells = new Map<string, RawCell>();
	let language: string | undefined;
	visit(file, {
		onLiteralValue: (value, offset, length, _line, _column, pathOf) => {
			if (typeof value !== "string") return;
			const path = pathOf();
			const [first, ...rest] = path;
			if (first === "metadata") {
				if (/^(?:language_info\.name|kernelspec\.language)$/.test(rest.join("."))) language ??= value;
				return;
			}
			// nbformat 3 keeps cells in worksheets.
			const [index, name, ...inner] = first === "worksheets" ? path.slice(3) : rest;
			if ((first !== "cells" && first !== "worksheets") || typeof index !== "number") return;
			const key = path.slice(0, path.indexOf(index, first === "worksheets" ? 3 : 1) + 1).join("/");
			const cell = cells.get(key) ?? { source: [], isCode: false, language: undefined };
			cells.set(key, cell);
			if (name === "cell_type") cell.isCode = value === "code";
			else if (name === "source" || name === "input") cell.source.push({ start: offset, end: offset + length });
			else if (name === "language" || inner.join(".") === "vscode.languageId") cell.language = value;
		},
	});
	return { cells: [...cells.values()], language };
}

/** The code of all cells, each character at its place in the file. */
function joined(file: string, cells: readonly (readonly Span[])[]): Located {
	const code = new Located();
	for (const [i, source] of cells.entries()) {
		if (i > 0) code.add(BOUNDARY, source[0]?.start ?? 0);
		for (const { start, end } of source) {
			CHARACTERS.lastIndex = start + 1;
			for (let found = CHARACTERS.exec(file); found && found.index < end; found = CHARACTERS.exec(file)) {
				const [written, plain, unit] = found;
				if (plain) code.add(plain, found.index);
				else
					code.add(
						unit ? String.fromCharCode(Number.parseInt(unit, 16)) : unescaped(written),
						found.index,
						written.length,
					);
			}
		}
	}
	return code;
}

/** Characters of a JSON string that stand for themselves, or one that is escaped. */
const CHARACTERS = /([^"\\]+)|\\(?:u([\da-fA-F]{4})|[\s\S])/y;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const unescaped = (written: string): string => ESCAPES[written.slice(1)] ?? written.slice(1);
