/** Which documents are ours, and how the core's positions become the editor's. */

import * as vscode from "vscode";
import type { Format, Span } from "../core/read/model.ts";

/** By the identifiers of VS Code. */
const FORMATS: Readonly<Record<string, Format>> = {
	yaml: "yaml",
	json: "json",
	jsonc: "json",
	json5: "json",
	jsonnet: "json",
	python: "python",
	toml: "toml",
	gin: "gin",
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

export const SELECTOR: readonly vscode.DocumentFilter[] = Object.keys(FORMATS).map((language) => ({ language }));

export const isOurLanguage = (id: string): boolean => Object.hasOwn(FORMATS, id);

export function documentFormat(document: vscode.TextDocument): Format | undefined {
	if (FOREIGN_SCHEMES.has(document.uri.scheme) || /\/\.hplint\.\w+$/.test(document.uri.path)) return undefined;
	// A notebook that was opened as text is called JSON.
	if (document.languageId === "json" && document.uri.path.endsWith(".ipynb")) return "notebook";
	return isOurLanguage(document.languageId) ? FORMATS[document.languageId] : undefined;
}

export function toRange(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
	return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
