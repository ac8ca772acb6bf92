/** Notebooks as files (`.ipynb`, nbformat 3 and 4): the code of their cells is read as one Python text, with its places in the file. */

import { phrase } from "../words/phrase.ts";
import type { Steps } from "../work/slices.ts";
import { BOUNDARY, cellsOf } from "./cells.ts";
import { readJson } from "./json.ts";
import { Located } from "./located.ts";
import type { Origin, ReadDocument, Scalar, Scope } from "./model.ts";
import { readPython } from "./python.ts";
import { textOf } from "./strings.ts";

export function* readNotebook(file: string): Steps<ReadDocument> {
	const [root] = (yield* readJson(file)).documents;
	const language = root && languageOf(root);
	const cells = root && isPython(language) ? cellsIn(root) : [];
	const code = new Located();
	for (const [i, cell] of cells.entries()) {
		if (i > 0) code.add(BOUNDARY, cell.span.start, 0);
		for (const line of codeOf(cell)) {
			const text = textOf(line, "json");
			code.take(text, 0, text.text.length);
		}
	}
	const { again: _, ...document } = yield* readPython(code.text);
	const origin: Origin = {
		locate: ({ start, end }) => code.span(start, end),
		encode: (text) => JSON.stringify(text).slice(1, -1),
	};
	const skipped = isPython(language)
		? document.skipped
		: [phrase("a notebook of {language}, not of Python", { language: String(language) })];
	return { ...document, cells: document.cells ?? cellsOf(code.text), skipped, origin };
}

/** Editors call a cell plain text where they do not know the kernel. */
const isPython = (language: string | undefined): boolean =>
	!language || /^(?:i?python|pyspark|plaintext)/i.test(language);

const languageOf = (root: Scope): string | undefined => {
	const metadata = childOf(root, "metadata");
	return textIn(childOf(metadata, "language_info"), "name") ?? textIn(childOf(metadata, "kernelspec"), "language");
};

/** nbformat 3 keeps cells in worksheets. */
const cellsIn = (root: Scope): readonly Scope[] =>
	[root, ...(childOf(root, "worksheets")?.children ?? [])].flatMap((one) => childOf(one, "cells")?.children ?? []);

/** The strings that a cell's code is made of. A cell of text is an empty one, so that cells keep their numbers. */
function codeOf(cell: Scope): Scalar[] {
	const language = textIn(childOf(childOf(cell, "metadata"), "vscode"), "languageId") ?? textIn(cell, "language");
	if (textIn(cell, "cell_type") !== "code" || !isPython(language)) return [];
	const isSource = ({ name }: { name: string }): boolean => name === "source" || name === "input";
	const lines = [
		...cell.assignments.filter(isSource),
		...cell.children.filter(isSource).flatMap((one) => one.assignments),
	];
	return lines.map(({ value }) => value).filter(({ form }) => form === "quoted");
}

const childOf = (scope: Scope | undefined, name: string): Scope | undefined =>
	scope?.children.find((child) => child.name === name);

function textIn(scope: Scope | undefined, name: string): string | undefined {
	const value = scope?.assignments.find((one) => one.name === name)?.value.value;
	return typeof value === "string" ? value : undefined;
}
