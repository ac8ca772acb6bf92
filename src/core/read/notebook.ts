/** Notebooks as files (`.ipynb`, nbformat 3 and 4): the code of their cells is read as one Python text, with its places in the file. */

import { visit } from "jsonc-parser";
import { BOUNDARY, cellsOf, indexAt } from "./cells.ts";
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
	const code = new Code(file, isPython(language) ? sources : []);
	const document = readPython(code.text);
	const skipped = isPython(language) ? document.skipped : [`a notebook of ${language}, not of Python`];
	return { ...document, cells: document.cells ?? cellsOf(code.text), skipped, origin: code };
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

/** Characters of the code that stand one after the other in the file, each as wide there. */
interface Run {
	/** Where they begin in the code. */
	readonly start: number;
	/** Where they begin in the file. */
	readonly from: number;
	readonly width: number;
}

/** The code of a notebook, and where each of its characters stands in the file. */
class Code implements Origin {
	readonly text: string;
	private readonly runs: Run[] = [];

	constructor(file: string, cells: readonly (readonly Span[])[]) {
		let text = "";
		for (const [i, source] of cells.entries()) {
			if (i > 0) text += BOUNDARY;
			for (const { start, end } of source) {
				CHARACTERS.lastIndex = start + 1;
				for (let found = CHARACTERS.exec(file); found && found.index < end; found = CHARACTERS.exec(file)) {
					const [written, plain, unit] = found;
					this.runs.push({ start: text.length, from: found.index, width: plain ? 1 : written.length });
					text += plain ?? (unit ? String.fromCharCode(Number.parseInt(unit, 16)) : unescaped(written));
				}
			}
		}
		this.text = text;
	}

	locate({ start, end }: Span): Span {
		const first = this.characterAt(start);
		return { start: first.start, end: end > start ? this.characterAt(end - 1).end : first.start };
	}

	encode(text: string): string {
		return JSON.stringify(text).slice(1, -1);
	}

	private characterAt(offset: number): Span {
		const run = this.runAt(offset);
		const start = run.from + (offset - run.start) * run.width;
		return { start, end: start + run.width };
	}

	private runAt(offset: number): Run {
		return this.runs[indexAt(this.runs, offset)] ?? { start: 0, from: 0, width: 0 };
	}
}

/** Characters of a JSON string that stand for themselves, or one that is escaped. */
const CHARACTERS = /([^"\\]+)|\\(?:u([\da-fA-F]{4})|[\s\S])/y;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const unescaped = (written: string): string => ESCAPES[written.slice(1)] ?? written.slice(1);
