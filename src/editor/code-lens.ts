/** "AdamW · LoRA · global batch 64: suggest", above each setup of which enough is known. */

import * as vscode from "vscode";
import { summarise } from "../core/present/setup.ts";
import { setupsIn } from "../core/suggest/setups.ts";
import type { Analyses } from "./analyses.ts";
import { SELECTOR } from "./documents.ts";
import { isIn, locate } from "./sheets.ts";
import { type OneSetup, SUGGEST } from "./suggest.ts";

export function registerCodeLens(analyses: Analyses): vscode.Disposable {
	return vscode.languages.registerCodeLensProvider([...SELECTOR], {
		onDidChangeCodeLenses: analyses.onDidForget,
		async provideCodeLenses(document) {
			const look = await analyses.of(document);
			if (!look?.analysis || !look.settings.codeLens) return [];
			const { sheet, analysis } = look;
			return setupsIn(analysis.parameters, look.options.profile).flatMap(({ setup, parameters: [first] }) => {
				const location = locate(sheet, analysis, first.span);
				if (!isIn(location, document)) return [];
				return new vscode.CodeLens(location.range, {
					title: vscode.l10n.t("{0}: suggest", summarise(setup)),
					tooltip: vscode.l10n.t("Suggest hyperparameters for this setup"),
					command: SUGGEST,
					arguments: [document.uri.toString(), first.span.start] satisfies OneSetup,
				});
			});
		},
	});
}
