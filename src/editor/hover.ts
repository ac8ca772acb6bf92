/** A hover on every recognised value, good or bad; and the page behind its "More". */

import * as vscode from "vscode";
import type { Theme } from "../core/present/gauge.ts";
import { describe, explain, type Question } from "../core/present/hover.ts";
import type { Span } from "../core/read/model.ts";
import type { Parameter } from "../core/recognise/setup.ts";
import type { Analyses } from "./analyses.ts";
import { SELECTOR } from "./documents.ts";
import { explainLink, OPEN_RULE_DOCS } from "./rule-docs.ts";
import { isIn, locate } from "./sheets.ts";
import { SUGGEST } from "./suggest.ts";

/** A picture has no variables of the theme. */
const THEMES: Readonly<Record<vscode.ColorThemeKind, Theme>> = {
	[vscode.ColorThemeKind.Light]: "light",
	[vscode.ColorThemeKind.Dark]: "dark",
	[vscode.ColorThemeKind.HighContrast]: "high-contrast",
	[vscode.ColorThemeKind.HighContrastLight]: "high-contrast-light",
};

const EXPLAIN_VALUE = "hplint.explainValue";
/** Pages about values: the name is the path, the document and the place in it the query. */
const SCHEME = "hplint-value";

interface Here {
	readonly parameter: Parameter;
	readonly question: Question;
	readonly range: vscode.Range;
}

export function registerHover(analyses: Analyses): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.languages.registerHoverProvider(SELECTOR, {
			async provideHover(document, position) {
				const here = await valueAt(analyses, document, position);
				if (!here) return undefined;
				const { parameter, question, range } = here;
				const page = pageOf(parameter, document.uri, position);
				const more = `command:${EXPLAIN_VALUE}?${encodeURIComponent(JSON.stringify([page.toString()]))}`;
				const links = [
					`[${vscode.l10n.t("More")}](${more})`,
					`[${vscode.l10n.t("Suggest hyperparameters")}](command:${SUGGEST})`,
				];
				if (question.finding && question.repeat)
					links.splice(1, 0, `[${vscode.l10n.t("About this rule")}](${explainLink(question.finding.rule)})`);
				const text = new vscode.MarkdownString(describe(parameter, question, links));
				text.isTrusted = { enabledCommands: [EXPLAIN_VALUE, OPEN_RULE_DOCS, SUGGEST] };
				return new vscode.Hover(text, range);
			},
		}),
		vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
			async provideTextDocumentContent({ query }) {
				const [uri, line, character] = JSON.parse(query) as [string, number, number];
				const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
				const here = await valueAt(analyses, document, new vscode.Position(line, character));
				return here && explain(here.parameter, here.question);
			},
		}),
		vscode.commands.registerCommand(EXPLAIN_VALUE, async (page: string) => {
			// A hover that was opened by keyboard would stay, and cover the page.
			await vscode.commands.executeCommand("editor.action.hideHover");
			await vscode.commands.executeCommand("markdown.showPreviewToSide", vscode.Uri.parse(page));
		}),
	);
}

const pageOf = ({ name }: Parameter, document: vscode.Uri, { line, character }: vscode.Position): vscode.Uri =>
	vscode.Uri.from({
		scheme: SCHEME,
		path: `/${name}.md`,
		query: JSON.stringify([document.toString(), line, character]),
	});

async function valueAt(
	analyses: Analyses,
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<Here | undefined> {
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
	const question = {
		finding,
		profile: look.options.profile,
		analysis,
		repeat: !isHere(parameter.span),
		theme: THEMES[vscode.window.activeColorTheme.kind],
	};
	return { parameter, question, range: locate(sheet, analysis, parameter.span).range };
}
