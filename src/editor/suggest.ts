/** "Suggest Hyperparameters": asks for what was not recognised, shows every change with its reason, writes the chosen ones in one undo step. */

import * as vscode from "vscode";
import { analyse } from "../core/linter.ts";
import { summarise } from "../core/present/setup.ts";
import { read } from "../core/read/index.ts";
import type { Parameter, StatedFacts } from "../core/recognise/setup.ts";
import type { Edit, Profile } from "../core/rules/rule.ts";
import { editsOf } from "../core/suggest/plan.ts";
import { setupsIn } from "../core/suggest/setups.ts";
import { type Answers, type Suggestion, suggest } from "../core/suggest/suggest.ts";
import type { Analyses, Look } from "./analyses.ts";
import { namedData, namedTargets } from "./data-files.ts";
import { preview, registerCopyKey } from "./preview.ts";
import { type Draft, questionsFor, Remembered, sayCounted } from "./questions.ts";
import { sheetOf, textOf, workspaceEdit } from "./sheets.ts";
import { BACK, LEFT, type Step, walk } from "./steps.ts";

export const SUGGEST = "hplint.suggest";

const TITLE = vscode.l10n.t("Suggest Hyperparameters");

/** What a code lens asks for: one setup of a document, by where its first value stands. */
export type OneSetup = [uri: string, offset: number];

export function registerSuggest(analyses: Analyses, memory: vscode.Memento): vscode.Disposable {
	const remembered = new Remembered(memory);
	return vscode.Disposable.from(
		vscode.commands.registerCommand(SUGGEST, async (...[uri, offset]: Partial<OneSetup>) => {
			const document = await suitableDocument(uri);
			const look = await analyses.of(document);
			if (look) await suggestFor(look, offset, remembered);
		}),
		registerCopyKey(),
	);
}

/** The document that is asked for, or the open training config, else a new one. */
async function suitableDocument(uri: string | undefined): Promise<vscode.TextDocument> {
	const asked = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
	const active = asked ?? vscode.window.activeTextEditor?.document;
	if (active && sheetOf(active)) return active;
	const document = await vscode.workspace.openTextDocument({ language: "yaml", content: "" });
	await vscode.window.showTextDocument(document);
	return document;
}

async function suggestFor(
	{ sheet, options, analysis: known }: Look,
	offset: number | undefined,
	remembered: Remembered,
) {
	const analysis = known ?? analyse(textOf(sheet), sheet.format, options);
	const { text, language, neighbours } = analysis;
	const isMeant = onlyOne(analysis.parameters, options.profile, offset);
	const suggestIn = (draft: Draft, batches: readonly Edit[] = []): Suggestion[] =>
		suggest(text, language, options, draft.answers, neighbours, batches).filter(isMeant);

	const unasked = suggestIn({ answers: {} });
	const rates = unasked.filter(({ parameter }) => parameter === "learning_rate");
	const { uri } = sheet.subject;
	const document = analysis.document ?? read(text, language);
	const around = [...(neighbours?.named.values() ?? []), ...(neighbours?.beside ?? [])];
	const documents = [{ document, path: uri.path }, ...around];
	const questions = questionsFor(
		{
			// Beside a rate a batch often stands alone: what trains the model is asked for the rates.
			setups: (rates.length > 0 ? rates : unasked).map(({ setup }) => setup),
			files: await namedData(documents, uri),
			targets: namedTargets(documents),
			profile: options.profile,
		},
		remembered,
	);
	const decide: Step<Draft> = async (draft, frame) => {
		const facts = { ...options.facts, ...statedBy(draft.answers) };
		const { findings } = analyse(text, language, { ...options, facts }, neighbours);
		const suggestWith = (batches: readonly Edit[]): Suggestion[] => suggestIn(draft, batches);
		const counted = sayCounted(draft);
		const changes = await preview({ analysis, sheet, findings, counted, suggestWith }, frame);
		return changes === BACK || changes === LEFT ? changes : { ...draft, changes };
	};
	const [summary = "", ...others] = new Set(unasked.map(({ setup }) => summarise(setup)));
	const decided = await walk<Draft>(
		summary === "" || others.length > 0 ? TITLE : `${TITLE}: ${summary}`,
		(draft) => [...questions(draft), decide],
		{ answers: {} },
	);
	if (!decided?.changes?.length) return;
	if (sheetOf(sheet.subject)?.version !== sheet.version) {
		void vscode.window.showInformationMessage(
			vscode.l10n.t("The document has changed meanwhile: nothing was written."),
		);
		return;
	}
	await vscode.workspace.applyEdit(workspaceEdit(sheet, analysis, editsOf(text, language, decided.changes)));
}

/** Answers as the facts that a project file might state: the linter judges by them too. */
const statedBy = ({ features, examples, ...others }: Answers): StatedFacts => ({
	...others,
	...(features && { features: features.value }),
	...(examples && { examples: examples.value }),
});

/** Whether a suggestion is for the setup whose first value stands at an offset; all are where none does. */
function onlyOne(
	parameters: readonly Parameter[],
	profile: Profile,
	offset: number | undefined,
): (suggestion: Suggestion) => boolean {
	const one = setupsIn(parameters, profile).find(({ parameters: [first] }) => first.span.start === offset);
	const places = new Set(one?.parameters.map(({ span }) => span.start));
	return ({ current }) => !one || !current || places.has(current.span.start);
}
