/** Wiring only. */

import * as vscode from "vscode";
import { speak } from "./core/words/phrase.ts";
import { Analyses } from "./editor/analyses.ts";
import { registerCodeActions } from "./editor/code-actions.ts";
import { Diagnostics } from "./editor/diagnostics.ts";
import { registerExample } from "./editor/example.ts";
import { registerHover } from "./editor/hover.ts";
import { registerInlayHints } from "./editor/inlay-hints.ts";
import { NeighbourFiles } from "./editor/neighbours.ts";
import { registerProjectCommand } from "./editor/project-command.ts";
import { registerProjectDiagnostics } from "./editor/project-diagnostics.ts";
import { Projects } from "./editor/projects.ts";
import { registerRuleDocs } from "./editor/rule-docs.ts";
import { registerStatus } from "./editor/status.ts";
import { registerSuggest } from "./editor/suggest.ts";
import { registerWorkspaceLint } from "./editor/workspace.ts";

export function activate({ subscriptions, extension }: vscode.ExtensionContext): void {
	speak(vscode.l10n.t);
	const log = vscode.window.createOutputChannel("Hyperparameter Lint", { log: true });
	const projects = new Projects(log);
	const neighbours = new NeighbourFiles();
	const analyses = new Analyses(projects, neighbours, log);
	const diagnostics = new Diagnostics(analyses);
	const lookAgain = (): void => {
		analyses.forget();
		diagnostics.refresh();
	};
	subscriptions.push(
		log,
		projects,
		neighbours,
		diagnostics,
		projects.onDidChange(lookAgain),
		neighbours.onDidChange((document) => {
			analyses.forget(document);
			diagnostics.refreshOne(document);
		}),
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration("hplint")) lookAgain();
		}),
		registerProjectDiagnostics(),
		registerHover(analyses),
		registerCodeActions(analyses),
		registerInlayHints(analyses),
		registerSuggest(analyses),
		registerRuleDocs(extension),
		registerWorkspaceLint(diagnostics, projects, neighbours, log),
		registerProjectCommand(projects),
		registerExample(),
		registerStatus(analyses, diagnostics, extension.packageJSON.contributes.commands),
		vscode.commands.registerCommand("hplint.showOutput", () => log.show()),
	);
}
