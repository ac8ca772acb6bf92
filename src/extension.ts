/** Wiring only. */

import * as vscode from "vscode";
import { Analyses } from "./editor/analyses.ts";
import { registerCodeActions } from "./editor/code-actions.ts";
import { Diagnostics } from "./editor/diagnostics.ts";
import { registerHover } from "./editor/hover.ts";
import { registerInlayHints } from "./editor/inlay-hints.ts";
import { registerMap } from "./editor/map/map.ts";
import { NeighbourFiles } from "./editor/neighbours.ts";
import { registerProjectDiagnostics } from "./editor/project-diagnostics.ts";
import { Projects } from "./editor/projects.ts";
import { registerRuleDocs } from "./editor/rule-docs.ts";
import { registerStatus } from "./editor/status.ts";
import { registerSuggest } from "./editor/suggest.ts";
import { registerWorkspaceLint } from "./editor/workspace.ts";

export function activate({ subscriptions, extensionUri }: vscode.ExtensionContext): void {
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
		registerRuleDocs(extensionUri),
		registerWorkspaceLint(diagnostics, projects, neighbours, log),
		registerMap(extensionUri, analyses, diagnostics, projects, neighbours, log),
		registerStatus(analyses, diagnostics),
		vscode.commands.registerCommand("hplint.showOutput", () => log.show()),
	);
}
