/** What stands behind a value, after it. */

import * as vscode from "vscode";
import { hintsOf } from "../core/present/hints.ts";
import type { Analyses } from "./analyses.ts";
import { SELECTOR } from "./documents.ts";
import { isIn, locate } from "./sheets.ts";

export function registerInlayHints(analyses: Analyses): vscode.Disposable {
	return vscode.languages.registerInlayHintsProvider([...SELECTOR], {
		onDidChangeInlayHints: analyses.onDidForget,
		async provideInlayHints(document, range) {
			const look = await analyses.of(document);
			if (!look?.analysis || !look.settings.inlayHints) return [];
			const { sheet, analysis } = look;
			return hintsOf(analysis.parameters).flatMap(({ span, label, tooltip }) => {
				const location = locate(sheet, analysis, span);
				const position = location.range.end;
				if (!isIn(location, document) || !range.contains(position)) return [];
				const hint = new vscode.InlayHint(position, ` ${label}`);
				hint.tooltip = tooltip;
				hint.paddingLeft = true;
				return [hint];
			});
		},
	});
}
