/** Which documents are ours, and how the core's positions become the editor's. */

import * as vscode from "vscode";
import type { Language, Span } from "../core/read/model.ts";

const LANGUAGES: Readonly<Record<string, Language>> = {
	yaml: "yaml",
	json: "json",
	jsonc: "json",
	python: "python",
	shellscript: "shell",
};

/** Views of something else, not documents a person edits. */
const FOREIGN_SCHEMES: ReadonlySet<string> = new Set([
	"git",
	"output",
	"vscode-scm",
	"comment",
	"walkThroughSnippet",
	"search-editor",
]);

export const SELECTOR: readonly vscode.DocumentFilter[] = Object.keys(LANGUAGES).map((language) => ({ language }));

export function documentLanguage(document: vscode.TextDocument): Language | undefined {
	if (FOREIGN_SCHEMES.has(document.uri.scheme) || /\/\.hplint\.\w+$/.test(document.uri.path)) return undefined;
	return Object.hasOwn(LANGUAGES, document.languageId) ? LANGUAGES[document.languageId] : undefined;
}

export function toRange(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
	return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
