/** The light bulb: recommended values, suppressions, turning a rule off, its page. And the fixes that are safe to apply unasked. */

import * as vscode from "vscode";
import { type Analysis, silences } from "../core/linter.ts";
import { say } from "../core/present/messages.ts";
import { PROJECT_FILES, withRule } from "../core/project-file.ts";
import type { Edit, Finding } from "../core/rules/rule.ts";
import { soundFixes } from "../core/sound-fixes.ts";
import { suppressInFile, suppressOnLine } from "../core/suppressions.ts";
import type { Analyses, Look } from "./analyses.ts";
import { findingBehind, UNUSED } from "./diagnostics.ts";
import { SELECTOR } from "./documents.ts";
import { OPEN_RULE_DOCS } from "./rule-docs.ts";
import { isIn, locate, workspaceEdit } from "./sheets.ts";

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("hplint");
const TURN_OFF = "hplint.turnRuleOff";

export function registerCodeActions(analyses: Analyses): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.languages.registerCodeActionsProvider(
			SELECTOR,
			{
				async provideCodeActions(document, _range, { diagnostics, only }) {
					const wants = (kind: vscode.CodeActionKind): boolean => only === undefined || only.contains(kind);
					if (!wants(vscode.CodeActionKind.QuickFix) && !wants(FIX_ALL)) return [];
					const look = await analyses.of(document);
					if (!look?.analysis) return [];
					const { analysis } = look;
					if (only && wants(FIX_ALL)) return fixAll(look, analysis, document);
					return diagnostics.flatMap((diagnostic) => {
						if (diagnostic.code === UNUSED) return removal(diagnostic, document, look, analysis);
						const finding = findingBehind(diagnostic, document, look, analysis);
						return finding ? quickFixes(document, look, analysis, finding, diagnostic) : [];
					});
				},
			},
			{ providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] },
		),
		vscode.commands.registerCommand("hplint.fixAll", async () => {
			const editor = vscode.window.activeTextEditor;
			const look = editor && (await analyses.of(editor.document));
			const edit = look?.analysis && fixAll(look, look.analysis)[0]?.edit;
			if (edit) await vscode.workspace.applyEdit(edit);
			else void vscode.window.showInformationMessage(vscode.l10n.t("Nothing here is safe to fix unasked."));
		}),
		vscode.commands.registerCommand(TURN_OFF, turnRuleOff),
	);
}

function quickFixes(
	document: vscode.TextDocument,
	look: Look,
	analysis: Analysis,
	finding: Finding,
	diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
	const actions = soundFixes(finding, analysis).map(({ title, preferred, edits }) => {
		const action = new vscode.CodeAction(say(title), vscode.CodeActionKind.QuickFix);
		action.edit = workspaceEdit(look.sheet, analysis, edits);
		action.isPreferred = preferred;
		action.diagnostics = [diagnostic];
		return action;
	});
	const { text, language, comments, lines } = analysis;
	const plain = (title: string): vscode.CodeAction => {
		const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
		action.diagnostics = [diagnostic];
		actions.push(action);
		return action;
	};
	// Plain JSON has no comments: there a rule can only be turned off for the workspace.
	if (language !== "json" || document.languageId !== "json") {
		const { line } = lines.at(finding.parameter.span.start);
		const offer = (title: string, edit: Edit): void => {
			if (silences(edit, finding, analysis)) plain(title).edit = workspaceEdit(look.sheet, analysis, [edit]);
		};
		offer(
			vscode.l10n.t("Suppress {0} on this line", finding.rule),
			suppressOnLine(text, language, comments, lines, line, finding.rule),
		);
		offer(
			vscode.l10n.t("Suppress {0} in this file", finding.rule),
			suppressInFile(text, language, comments, finding.rule),
		);
	}
	const { uri } = look.sheet.subject;
	const off = vscode.workspace.getWorkspaceFolder(uri)
		? vscode.l10n.t("Turn {0} off for this workspace", finding.rule)
		: vscode.l10n.t("Turn {0} off in your settings", finding.rule);
	plain(off).command = { title: off, command: TURN_OFF, arguments: [uri, finding.rule, look.project?.uri] };
	const title = vscode.l10n.t("Explain {0}", finding.rule);
	plain(title).command = { title, command: OPEN_RULE_DOCS, arguments: [finding.rule] };
	return actions;
}

/** Takes a suppression away that nothing needs. Not one of the fixes that are applied unasked: a person wrote it. */
function removal(
	diagnostic: vscode.Diagnostic,
	document: vscode.TextDocument,
	{ sheet }: Look,
	analysis: Analysis,
): vscode.CodeAction[] {
	const unused = analysis.unused.find(({ span }) => {
		const location = locate(sheet, analysis, span);
		return isIn(location, document) && location.range.isEqual(diagnostic.range);
	});
	if (!unused) return [];
	const action = new vscode.CodeAction(vscode.l10n.t("Remove what suppresses nothing"), vscode.CodeActionKind.QuickFix);
	action.edit = workspaceEdit(sheet, analysis, unused.edits);
	action.isPreferred = true;
	action.diagnostics = [diagnostic];
	return [action];
}

/** One action with every safe fix of a document or, where none is named, of all cells: the same numbers, written so that every loader reads them. */
function fixAll({ sheet }: Look, analysis: Analysis, within?: vscode.TextDocument): vscode.CodeAction[] {
	const edits = analysis.findings
		.flatMap(({ fixes }) => fixes.filter(({ safe, preferred }) => safe && preferred).flatMap((fix) => fix.edits))
		.filter(({ span }) => !within || isIn(locate(sheet, analysis, span), within));
	if (edits.length === 0) return [];
	const action = new vscode.CodeAction(
		vscode.l10n.t("Fix all Hyperparameter Lint findings that are safe to fix"),
		FIX_ALL,
	);
	action.edit = workspaceEdit(sheet, analysis, edits);
	return [action];
}

/** Writes `rule: off` into the project file that governs a document, or into a new one at the workspace folder's root; outside of folders, into the settings. */
async function turnRuleOff(document: vscode.Uri, rule: string, known: vscode.Uri | undefined): Promise<void> {
	const folder = vscode.workspace.getWorkspaceFolder(document);
	if (!folder) {
		const settings = vscode.workspace.getConfiguration("hplint");
		const rules = settings.inspect<Record<string, string>>("rules")?.globalValue;
		return settings.update("rules", { ...rules, [rule]: "off" }, vscode.ConfigurationTarget.Global);
	}
	const uri = known ?? vscode.Uri.joinPath(folder.uri, PROJECT_FILES[0]);
	const before = known ? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) : "";
	const after = withRule(before, uri.path, rule, "off");
	if (after !== undefined) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(after));
	await vscode.window.showTextDocument(uri);
	void vscode.window.showWarningMessage(
		vscode.l10n.t(
			'Hyperparameter Lint: write "{0}: off" under "rules" here; this file\'s form leaves no certain place.',
			rule,
		),
	);
}
