/** The language status item: what was found, which profile and project file apply, or why the document is not looked at. */

import * as vscode from "vscode";
import { isForTraining } from "../core/recognise/main-rate.ts";
import { eachOnce } from "../core/recognise/setup.ts";
import type { Analyses, Look } from "./analyses.ts";
import type { Diagnostics } from "./diagnostics.ts";
import { SELECTOR } from "./documents.ts";

export function registerStatus(analyses: Analyses, diagnostics: Diagnostics): vscode.Disposable {
	const item = vscode.languages.createLanguageStatusItem("hplint.status", [...SELECTOR]);
	item.name = "Hyperparameter Lint";
	item.command = { title: "Show log", command: "hplint.showOutput" };
	const show = async (document: vscode.TextDocument | undefined): Promise<void> => {
		const look = document && (await analyses.of(document));
		if (!look || document !== vscode.window.activeTextEditor?.document) return;
		item.text = headline(look);
		item.detail = detail(look);
		item.severity =
			(look.analysis?.findings.length ?? 0) > 0
				? vscode.LanguageStatusSeverity.Warning
				: vscode.LanguageStatusSeverity.Information;
	};
	void show(vscode.window.activeTextEditor?.document);
	return vscode.Disposable.from(
		item,
		vscode.window.onDidChangeActiveTextEditor((editor) => show(editor?.document)),
		diagnostics.onDidPublish((document) => {
			if (document === vscode.window.activeTextEditor?.document) void show(document);
		}),
	);
}

function headline({ ignored, analysis }: Look): string {
	if (!analysis) return ignored === undefined ? "Hyperparameters" : "Hyperparameters: not looked at";
	const training = eachOnce(analysis.parameters).filter(isForTraining);
	const count = (name: string): number => training.filter(({ parameter }) => parameter === name).length;
	if (training.length === 0) return "No learning rate or batch size";
	return `${plural(count("learning_rate"), "learning rate")}, ${plural(count("batch_size"), "batch size")}, ${plural(analysis.findings.length, "finding")}`;
}

function detail({ ignored, options, project }: Look): string {
	if (ignored !== undefined) return ignored;
	const file = project ? vscode.workspace.asRelativePath(project.uri) : "no project file";
	return `profile ${options.profile}, ${file}`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
