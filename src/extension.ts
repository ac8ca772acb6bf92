/** Wiring only. */

import * as vscode from "vscode";
import { speak } from "./core/words/phrase.ts";
import { Analyses } from "./editor/analyses.ts";
import { registerCodeActions } from "./editor/code-actions.ts";
import { registerCodeLens } from "./editor/code-lens.ts";
import { Diagnostics } from "./editor/diagnostics.ts";
import { Earlier } from "./editor/earlier.ts";
import { registerExample } from "./editor/example.ts";
import { registerHover } from "./editor/hover.ts";
import { registerInlayHints } from "./editor/inlay-hints.ts";
import { registerMap } from "./editor/map/map.ts";
import { NeighbourFiles } from "./editor/neighbours.ts";
import { registerProjectCommand } from "./editor/project-command.ts";
import { registerProjectDiagnostics } from "./editor/project-diagnostics.ts";
import { Projects } from "./editor/projects.ts";
import { registerRuleDocs } from "./editor/rule-docs.ts";
import type { Subject } from "./editor/sheets.ts";
import { registerStatus } from "./editor/status.ts";
import { registerSuggest } from "./editor/suggest.ts";
import { WorkspaceLint } from "./editor/workspace.ts";

/**
 * VS Code waits for this, and a person for VS Code: only the commands are there at once, for whoever has called one. All else is
 * made in the turn after this one, or when a command is called before.
 */
export function activate(context: vscode.ExtensionContext): void {
	const { subscriptions, extension } = context;
	const start = (): void => {
		clearTimeout(soon);
		for (const one of standIns) one.dispose();
		try {
			wire(context);
		} catch (error) {
			// VS Code was told that all is well; whoever waits for findings is to know that it is not.
			void vscode.window.showErrorMessage(vscode.l10n.t("Hyperparameter Lint could not start: {0}", String(error)));
		}
	};
	const commands: readonly { readonly command: string }[] = extension.packageJSON.contributes.commands;
	const standIns = commands.map(({ command }) =>
		vscode.commands.registerCommand(command, (...said: unknown[]) => {
			start();
			return vscode.commands.executeCommand(command, ...said);
		}),
	);
	const soon = setTimeout(start);
	subscriptions.push(...standIns, { dispose: () => clearTimeout(soon) });
}

function wire({ subscriptions, extension, extensionUri, workspaceState }: vscode.ExtensionContext): void {
	speak(vscode.l10n.t);
	// Each as soon as it is there: one that comes later may fail to be made.
	const keep = <One extends vscode.Disposable>(one: One): One => {
		subscriptions.push(one);
		return one;
	};
	const log = keep(vscode.window.createOutputChannel("Hyperparameter Lint", { log: true }));
	const projects = keep(new Projects(log));
	const neighbours = keep(new NeighbourFiles());
	const earlier = keep(new Earlier());
	const analyses = keep(new Analyses(projects, neighbours, earlier, log));
	const diagnostics = keep(new Diagnostics(analyses));
	const workspaceLint = keep(new WorkspaceLint(analyses, projects, neighbours, log));
	const lookAgain = (): void => {
		earlier.forget();
		analyses.forget();
		diagnostics.refresh();
		workspaceLint.refresh();
	};
	const lookAgainAt = (document: Subject): void => {
		analyses.forget(document);
		diagnostics.refreshOne(document);
	};
	keep(projects.onDidChange(lookAgain));
	keep(neighbours.onDidChange(lookAgainAt));
	keep(earlier.onDidChange(lookAgainAt));
	keep(
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration("hplint")) lookAgain();
		}),
	);
	keep(registerProjectDiagnostics());
	keep(registerHover(analyses));
	keep(registerCodeActions(analyses));
	keep(registerInlayHints(analyses));
	keep(registerSuggest(analyses, workspaceState));
	keep(registerCodeLens(analyses));
	keep(registerRuleDocs(extension));
	keep(registerMap(extensionUri, analyses, diagnostics, projects, neighbours, log));
	keep(registerProjectCommand(projects));
	keep(registerExample());
	keep(registerStatus(analyses, diagnostics, extension.packageJSON.contributes.commands));
	keep(vscode.commands.registerCommand("hplint.showOutput", () => log.show()));
}
