/** The extension in a real extension host, on the documents of examples/. */

import * as assert from "assert";
import * as vscode from "vscode";

const SOURCE = "hplint";

async function open(name: string): Promise<vscode.TextDocument> {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, "no folder is open");
	const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
	await vscode.window.showTextDocument(document);
	return document;
}

/** Our diagnostics of a document, as soon as there are some. */
async function diagnosticsOf({ uri }: vscode.TextDocument): Promise<vscode.Diagnostic[]> {
	for (;;) {
		const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
		if (ours.length > 0) return ours;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

suite("extension", () => {
	test("flags the learning rate of examples/train.yaml", async () => {
		const document = await open("train.yaml");
		const [diagnostic] = await diagnosticsOf(document);
		assert.ok(diagnostic);
		assert.equal(document.getText(diagnostic.range), "0.3");
	});
});
