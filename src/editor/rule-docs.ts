/**
 * A rule's page ships with the extension and opens inside the editor, off line too, under an address of its own: a
 * diagnostic's code may not run a command, and on the web an extension's files have an https address, which would leave
 * the editor. `workbench.editorAssociations` in the manifest shows such pages rendered.
 */

import * as vscode from "vscode";
import { RULES } from "../core/rules/index.ts";

export const OPEN_RULE_DOCS = "hplint.openRuleDocs";

const SCHEME = "hplint-rule";

/** The address of a rule's page. */
export const rulePage = (rule: string): vscode.Uri => vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

/** A link that runs the command, for trusted Markdown. */
export const explainLink = (rule: string): string =>
	`command:${OPEN_RULE_DOCS}?${encodeURIComponent(JSON.stringify([rule]))}`;

export function registerRuleDocs(extensionUri: vscode.Uri): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
			async provideTextDocumentContent({ path }) {
				const file = vscode.Uri.joinPath(extensionUri, "docs", "rules", path);
				return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
			},
		}),
		vscode.commands.registerCommand(OPEN_RULE_DOCS, async (name?: unknown) => {
			const rule = RULES.find((known) => known.name === name) ?? (await pickRule());
			if (rule) await vscode.commands.executeCommand("markdown.showPreview", rulePage(rule.name));
		}),
	);
}

async function pickRule() {
	const items = RULES.map((rule) => ({ label: rule.name, detail: rule.summary, rule }));
	const picked = await vscode.window.showQuickPick(items, {
		placeHolder: vscode.l10n.t("Which rule?"),
		matchOnDetail: true,
	});
	return picked?.rule;
}
