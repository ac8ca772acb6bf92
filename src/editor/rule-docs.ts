/** A rule's page ships with the extension and opens inside the editor, off line too. */

import * as vscode from "vscode";
import { RULES } from "../core/rules/index.ts";

export const OPEN_RULE_DOCS = "hplint.openRuleDocs";

/** A link that runs the command, for `code.target` and hovers. */
export function ruleDocsLink(rule: string): vscode.Uri {
	return vscode.Uri.parse(`command:${OPEN_RULE_DOCS}?${encodeURIComponent(JSON.stringify([rule]))}`);
}

export function registerRuleDocs(extensionUri: vscode.Uri): vscode.Disposable {
	return vscode.commands.registerCommand(OPEN_RULE_DOCS, async (name?: unknown) => {
		const rule = RULES.find((known) => known.name === name) ?? (await pickRule());
		if (!rule) return;
		await vscode.commands.executeCommand(
			"markdown.showPreview",
			vscode.Uri.joinPath(extensionUri, "docs", "rules", `${rule.name}.md`),
		);
	});
}

async function pickRule() {
	const items = RULES.map((rule) => ({ label: rule.name, detail: rule.summary, rule }));
	const picked = await vscode.window.showQuickPick(items, { placeHolder: "Which rule?", matchOnDetail: true });
	return picked?.rule;
}
