/** The global batch behind a per-device batch, where the document says what it is multiplied by. */

import * as vscode from "vscode";
import type { Analyses } from "./analyses.ts";
import { SELECTOR } from "./documents.ts";
import { isIn, locate } from "./sheets.ts";

export function registerInlayHints(analyses: Analyses): vscode.Disposable {
	return vscode.languages.registerInlayHintsProvider([...SELECTOR], {
		async provideInlayHints(document, range) {
			const look = await analyses.of(document);
			if (!look?.analysis || !look.settings.inlayHints) return [];
			const { sheet, analysis } = look;
			const hinted = new Set<number>();
			return analysis.parameters.flatMap(({ role, value, span, setup }) => {
				const { accumulation, devices } = setup;
				const location = locate(sheet, analysis, span);
				const position = location.range.end;
				if (
					!isIn(location, document) ||
					(role !== "per-device" && role !== "micro") ||
					typeof value !== "number" ||
					value <= 0 ||
					!range.contains(position)
				)
					return [];
				const factors = [accumulation?.value ?? 1, devices?.value ?? 1];
				const product = factors.reduce((a, b) => a * b, value);
				// A constant may have many uses.
				if (product === value || hinted.has(span.end)) return [];
				hinted.add(span.end);
				const label = devices
					? vscode.l10n.t(" = {0} global", product)
					: vscode.l10n.t(" × {0} = {1} on each device", accumulation?.value ?? 1, product);
				const hint = new vscode.InlayHint(position, label);
				hint.paddingLeft = true;
				return [hint];
			});
		},
	});
}
