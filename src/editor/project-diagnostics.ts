/** What is wrong with an open project file, while it is typed. */

import * as vscode from "vscode";
import { isProjectFile, readProjectFile } from "../core/project-file.ts";
import { SOURCE } from "./diagnostics.ts";
import { toRange } from "./documents.ts";

export function registerProjectDiagnostics(): vscode.Disposable {
	const collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-project`);
	const show = (document: vscode.TextDocument): void => {
		if (!isProjectFile(document.uri.path)) return;
		const { problems } = readProjectFile(document.getText(), document.uri.path);
		collection.set(
			document.uri,
			problems.map(({ span, message }) => {
				const diagnostic = new vscode.Diagnostic(toRange(document, span), message, vscode.DiagnosticSeverity.Warning);
				diagnostic.source = SOURCE;
				return diagnostic;
			}),
		);
	};
	vscode.workspace.textDocuments.forEach(show);
	return vscode.Disposable.from(
		collection,
		vscode.workspace.onDidOpenTextDocument(show),
		vscode.workspace.onDidChangeTextDocument(({ document }) => show(document)),
		vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
	);
}
