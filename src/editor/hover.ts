/** A hover on every recognised value, good or bad. */

import * as vscode from "vscode";
import { describe } from "../core/present/hover.ts";
import type { Span } from "../core/read/model.ts";
import type { Analyses } from "./analyses.ts";
import { SELECTOR } from "./documents.ts";
import { explainLink, OPEN_RULE_DOCS } from "./rule-docs.ts";
import { isIn, locate } from "./sheets.ts";
import { SUGGEST } from "./suggest.ts";

export function registerHover(analyses: Analyses): vscode.Disposable {
	return vscode.languages.registerHoverProvider(SELECTOR, {
		async provideHover(document, position) {
			const look = await analyses.of(document);
			if (!look?.analysis || !look.settings.hover) return undefined;
			const { sheet, analysis } = look;
			const { parameters, findings } = analysis;
			const isHere = (span: Span | undefined): boolean => {
				const location = span && locate(sheet, analysis, span);
				return location !== undefined && isIn(location, document) && location.range.contains(position);
			};
			const here = parameters.filter(({ span, assignment: { nameSpan, value, refersTo } }) =>
				[span, nameSpan, value.span, refersTo?.nameSpan].some(isHere),
			);
			const finding = findings.find((one) => here.includes(one.parameter));
			const parameter = finding?.parameter ?? here[0];
			if (!parameter) return undefined;
			const text = new vscode.MarkdownString(
				describe(parameter, finding, look.options.profile, analysis, !isHere(parameter.span)),
			);
			const links = [`[${vscode.l10n.t("Suggest hyperparameters")}](command:${SUGGEST})`];
			if (finding) links.unshift(`[${vscode.l10n.t("About this rule")}](${explainLink(finding.rule)})`);
			text.appendMarkdown(`\n\n${links.join(" · ")}`);
			text.isTrusted = { enabledCommands: [OPEN_RULE_DOCS, SUGGEST] };
			return new vscode.Hover(text, locate(sheet, analysis, parameter.span).range);
		},
	});
}
