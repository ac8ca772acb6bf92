/**
 * The language status item: what was found, which profile, facts and project file apply, or why a document is not looked at.
 * Its command opens the same as a list, from which each thing leads to where it is said.
 */

import * as vscode from "vscode";
import type { Analysis } from "../core/linter.ts";
import { factsOf, placeOf } from "../core/present/facts.ts";
import { nameOptimizer } from "../core/present/names.ts";
import { nameTraining } from "../core/present/setup.ts";
import type { Setup } from "../core/recognise/facts.ts";
import { isForTraining, isMainRate } from "../core/recognise/main-rate.ts";
import { eachOnce } from "../core/recognise/setup.ts";
import type { Analyses, Look } from "./analyses.ts";
import type { Diagnostics } from "./diagnostics.ts";
import { isOurLanguage, SELECTOR } from "./documents.ts";
import { OPEN_PROJECT_FILE } from "./project-command.ts";
import { locate } from "./sheets.ts";

const SHOW_STATUS = "hplint.showStatus";
const NAME = "Hyperparameter Lint";

/** A command of the manifest. A translated title is handed on together with the English one. */
interface Command {
	readonly command: string;
	readonly title: string | { readonly value: string };
}

/** `commands`: the extension's own. */
export function registerStatus(
	analyses: Analyses,
	diagnostics: Diagnostics,
	commands: readonly Command[],
): vscode.Disposable {
	const item = vscode.languages.createLanguageStatusItem("hplint.status", [...SELECTOR]);
	item.name = NAME;
	item.command = { title: vscode.l10n.t("Show Details"), command: SHOW_STATUS };
	const show = async (document: vscode.TextDocument | undefined): Promise<void> => {
		if (!document) return;
		const look = await analyses.of(document);
		if (document !== vscode.window.activeTextEditor?.document) return;
		item.text = headline(look);
		item.detail = detail(look, document);
		item.severity = isWrong(look) ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
		item.accessibilityInformation = { label: `${NAME}: ${item.text}. ${item.detail}` };
	};
	void show(vscode.window.activeTextEditor?.document);
	return vscode.Disposable.from(
		item,
		vscode.window.onDidChangeActiveTextEditor((editor) => show(editor?.document)),
		diagnostics.onDidPublish((document) => {
			if (document === vscode.window.activeTextEditor?.document) void show(document);
		}),
		vscode.commands.registerCommand(SHOW_STATUS, async () => {
			const document = vscode.window.activeTextEditor?.document;
			const look = document && (await analyses.of(document));
			const title = look && document ? `${NAME}: ${vscode.workspace.asRelativePath(document.uri)}` : NAME;
			const others = commands.filter(({ command }) => command !== SHOW_STATUS);
			const picked = await vscode.window.showQuickPick(
				[
					...entries(look, document),
					separator(vscode.l10n.t("Commands")),
					...others.map(
						({ command, title: said }): Entry => ({
							label: typeof said === "string" ? said : said.value,
							open: () => run(command),
						}),
					),
				],
				{
					title,
					placeHolder: vscode.l10n.t("What applies here; pick a line to go to where it is said"),
					matchOnDetail: true,
				},
			);
			await picked?.open?.();
		}),
	);
}

/** Whether something was found that a person should look at. */
const isWrong = (look: Look | undefined): boolean =>
	look?.analysis?.findings.some(({ severity }) => severity === "error" || severity === "warning") === true;

/** Short: what follows it and the command must have room beside it. */
function headline(look: Look | undefined): string {
	if (!look?.analysis) return vscode.l10n.t("Hyperparameters: not looked at");
	const { parameters, findings } = look.analysis;
	const training = eachOnce(parameters).filter(isForTraining);
	if (training.length === 0) return vscode.l10n.t("No learning rate or batch size");
	return vscode.l10n.t("Hyperparameters: {0}, findings: {1}", training.length, findings.length);
}

function detail(look: Look | undefined, document: vscode.TextDocument | undefined): string {
	if (!document) return vscode.l10n.t("no file is open");
	if (!isOurLanguage(document.languageId))
		return vscode.l10n.t("the language {0} is not looked at", document.languageId);
	if (!look) return vscode.l10n.t("project files, views of other versions and output are not looked at");
	const { ignored, options, project, analysis } = look;
	if (ignored !== undefined) return ignored;
	const setup: Setup = setupOf(analysis) ?? {};
	return [
		...(analysis?.skipped ?? []).map((reason) => vscode.l10n.t("not read whole: {0}", reason)),
		setup.optimizer && nameOptimizer(setup.optimizer.value.name),
		nameTraining(setup),
		options.profile === "auto" ? undefined : vscode.l10n.t("profile {0}", options.profile),
		project && vscode.workspace.asRelativePath(project.uri),
	]
		.filter((part) => part !== undefined)
		.join(", ");
}

/** What is trained, by the document's first learning rate, else by its first batch size. */
const setupOf = (analysis: Analysis | undefined): Setup | undefined =>
	(analysis?.parameters.find(isMainRate) ?? analysis?.parameters[0])?.setup;

interface Entry extends vscode.QuickPickItem {
	/** Leads to where the thing is said. */
	readonly open?: () => Thenable<unknown>;
}

const separator = (label: string): Entry => ({ label, kind: vscode.QuickPickItemKind.Separator });
const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
	vscode.commands.executeCommand(command, ...args);
const openSetting = (name: string): Thenable<unknown> => run("workbench.action.openSettings", `hplint.${name}`);

/** Everything that applies to a document, the facts first. */
function entries(look: Look | undefined, document: vscode.TextDocument | undefined): Entry[] {
	if (!look) return [{ label: headline(look), detail: detail(look, document) }];
	const { analysis } = look;
	if (!analysis)
		return [
			{ label: headline(look), detail: detail(look, document), open: () => openSetting("") },
			...entriesOfRules(look),
		];
	return [
		{ label: headline(look), open: () => run("workbench.actions.view.problems") },
		...analysis.skipped.map((reason) => ({ label: vscode.l10n.t("Not read whole"), detail: reason })),
		separator(vscode.l10n.t("Recognised")),
		...factsOf(setupOf(analysis) ?? {}).map(({ label, value, fact }): Entry => {
			const { span } = fact;
			const place = span && placeOf(span, analysis);
			const entry = { label, description: value, detail: place ? `${fact.because}, ${place}` : fact.because };
			return span ? { ...entry, open: () => reveal(locate(look.sheet, analysis, span)) } : entry;
		}),
		...entriesOfRules(look),
	];
}

/** The profile, the project file, and the rules that have another level than their own. */
function entriesOfRules({ options, project }: Look): Entry[] {
	const openProject = (): Thenable<unknown> => run(OPEN_PROJECT_FILE);
	const changed = Object.entries(options.rules).map(([rule, level]) => `${rule}: ${level}`);
	const rules: Entry = {
		label: vscode.l10n.t("Changed rules"),
		detail: changed.join(", "),
		open: Object.keys(project?.file.rules ?? {}).length > 0 ? openProject : () => openSetting("rules"),
	};
	return [
		separator(vscode.l10n.t("Settings")),
		{
			label: vscode.l10n.t("Profile"),
			description: options.profile,
			open: project?.file.profile === undefined ? () => openSetting("profile") : openProject,
		},
		{
			label: vscode.l10n.t("Project file"),
			description: project ? vscode.workspace.asRelativePath(project.uri) : vscode.l10n.t("none"),
			open: openProject,
		},
		...(changed.length > 0 ? [rules] : []),
	];
}

const reveal = ({ uri, range }: vscode.Location): Thenable<unknown> =>
	vscode.window.showTextDocument(uri, { selection: range });
