/** Opens the project file that governs what is open, or begins a new one, which is on disk only once it is saved. */

import * as vscode from "vscode";
import { PROJECT_FILES } from "../core/project-file.ts";
import type { Projects } from "./projects.ts";

export const OPEN_PROJECT_FILE = "hplint.openProjectFile";

export function registerProjectCommand(projects: Projects): vscode.Disposable {
	return vscode.commands.registerCommand(OPEN_PROJECT_FILE, async () => {
		const active = vscode.window.activeTextEditor?.document.uri;
		const known = active && (await projects.of(active));
		if (known) return vscode.window.showTextDocument(known.uri);
		const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? (await pickFolder());
		if (!folder)
			return vscode.window.showInformationMessage(vscode.l10n.t("A project file stands in a folder; open one first."));
		return begin(vscode.Uri.joinPath(folder.uri, PROJECT_FILES[0]));
	});
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
	const folders = vscode.workspace.workspaceFolders ?? [];
	return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

/** Shows the file at the folder's root where it is there already, else an unsaved one with an example. */
async function begin(uri: vscode.Uri): Promise<vscode.TextEditor> {
	const isThere = await vscode.workspace.fs.stat(uri).then(
		() => true,
		() => false,
	);
	if (isThere) return vscode.window.showTextDocument(uri);
	const editor = await vscode.window.showTextDocument(uri.with({ scheme: "untitled" }));
	await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), example()));
	return editor;
}

const example =
	(): string => `# ${vscode.l10n.t("What no config says. A fact that a config does say stands before it.")}
facts:
  devices: 8

# ${vscode.l10n.t("The level of single rules: off, hint, information, warning or error.")}
rules:
  learning-rate-too-low: information
`;
