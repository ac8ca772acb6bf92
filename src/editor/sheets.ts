/** What is linted as one: a document, or all cells of a notebook. */

import * as vscode from "vscode";
import { type Analysis, placesOf } from "../core/linter.ts";
import { joinCells } from "../core/read/cells.ts";
import type { Format, Span } from "../core/read/model.ts";
import type { Edit } from "../core/rules/rule.ts";
import { documentFormat } from "./documents.ts";

/** What stays the same while its text changes. */
export type Subject = vscode.TextDocument | vscode.NotebookDocument;

export interface Sheet {
	readonly subject: Subject;
	readonly format: Format;
	/** The document; or the cells in their order, with `undefined` for those that hold no Python. */
	readonly parts: readonly (vscode.TextDocument | undefined)[];
	/** Another one after every change of the text or of what it is called. */
	readonly version: string;
}

const CELL_SCHEME = "vscode-notebook-cell";

/** The sheet that a subject is or belongs to; undefined for what is closed or of other languages. */
export function sheetOf(subject: Subject): Sheet | undefined {
	if (subject.isClosed) return undefined;
	if ("cellCount" in subject) return sheetOfNotebook(subject);
	const format = documentFormat(subject);
	if (!format) return undefined;
	if (subject.uri.scheme !== CELL_SCHEME)
		return { subject, format, parts: [subject], version: `${format} ${subject.version}` };
	const notebook = notebookAround(subject);
	return notebook && sheetOfNotebook(notebook);
}

/** The open notebook that a document is, or was, a cell of. */
export const notebookAround = ({ uri }: vscode.TextDocument): vscode.NotebookDocument | undefined =>
	uri.scheme === CELL_SCHEME
		? vscode.workspace.notebookDocuments.find((notebook) => notebook.uri.path === uri.path && !notebook.isClosed)
		: undefined;

function sheetOfNotebook(notebook: vscode.NotebookDocument): Sheet | undefined {
	const parts = notebook
		.getCells()
		.map(({ kind, document }) =>
			kind === vscode.NotebookCellKind.Code && documentFormat(document) === "python" ? document : undefined,
		);
	const version = parts.map((part) => (part ? `${part.uri.fragment} ${part.version}` : "")).join();
	return { subject: notebook, format: "python", parts, version };
}

export const textOf = ({ parts }: Sheet): string => joinCells(parts.map((part) => part?.getText() ?? ""));

export const documentsOf = ({ parts }: Sheet): readonly vscode.TextDocument[] =>
	parts.filter((part) => part !== undefined);

/** What was analysed: a sheet, or a file that is not open and so has no parts. */
export interface Analysed extends Pick<Sheet, "parts"> {
	readonly subject: { readonly uri: vscode.Uri };
}

/** Where a stretch of an analysed text stands. */
export function locate({ subject, parts }: Analysed, analysis: Analysis, span: Span): vscode.Location {
	const places = placesOf(analysis, span);
	const { start, end } = places.range(span);
	const range = new vscode.Range(start.line, start.column, end.line, end.column);
	if (span.file !== undefined) return new vscode.Location(subject.uri.with({ path: span.file }), range);
	const part = parts.length > 1 ? parts[(places.cellAt(span) ?? 1) - 1] : parts[0];
	return new vscode.Location(part?.uri ?? subject.uri, range);
}

export const isIn = ({ uri }: vscode.Location, document: vscode.TextDocument): boolean =>
	uri.toString() === document.uri.toString();

/** Edits of an analysed text as edits of the documents that it was made of. */
export function workspaceEdit(sheet: Sheet, analysis: Analysis, edits: readonly Edit[]): vscode.WorkspaceEdit {
	const edit = new vscode.WorkspaceEdit();
	for (const { span, text } of edits) {
		const { uri, range } = locate(sheet, analysis, span);
		edit.replace(uri, range, analysis.places.written(text));
	}
	return edit;
}
