/**
 * The rules' pages ship with the extension, all in one file, and a page opens inside the editor, off line too, under an address of its own: a
 * diagnostic's code may not run a command, and on the web an extension's files have an https address, which would leave
 * the editor. `workbench.editorAssociations` in the manifest shows such pages rendered.
 */

import * as vscode from "vscode";

export const OPEN_RULE_DOCS = "hplint.openRuleDocs";

const SCHEME = "hplint-rule";

/** The address of a rule's page. */
export const rulePage = (rule: string): vscode.Uri => vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

/** A link that runs the command, for trusted Markdown. */
export const explainLink = (rule: string): string =>
	`command:${OPEN_RULE_DOCS}?${encodeURIComponent(JSON.stringify([rule]))}`;

export function registerRuleDocs(extension: vscode.Extension<unknown>): vscode.Disposable {
	/** Every page by its rule's name. */
	const pages = async (): Promise<Readonly<Record<string, string>>> => {
		const file = vscode.Uri.joinPath(extension.extensionUri, "dist", "rules.json");
		return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
	};
	return vscode.Disposable.from(
		vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
			async provideTextDocumentContent({ path }) {
				return (await pages())[path.slice(1, -".md".length)];
			},
		}),
		vscode.commands.registerCommand(OPEN_RULE_DOCS, async (name?: unknown) => {
			const known = await pages();
			const rule = typeof name === "string" && Object.hasOwn(known, name) ? name : await pickRule(extension);
			if (rule) await vscode.commands.executeCommand("markdown.showPreview", rulePage(rule));
		}),
	);
}

/** The rules, and what each is about: the manifest says it in the language of the editor. */
async function pickRule({ packageJSON }: vscode.Extension<unknown>): Promise<string | undefined> {
	const rules: Readonly<Record<string, { description: string }>> =
		packageJSON.contributes.configuration.properties["hplint.rules"].properties;
	const items = Object.entries(rules).map(([label, { description }]) => ({ label, detail: description }));
	const placeHolder = vscode.l10n.t("Which rule?");
	return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.label;
}
