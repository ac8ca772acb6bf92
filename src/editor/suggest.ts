/** "Suggest Hyperparameters": shows what was recognised, asks only for what is missing, writes the chosen values in one undo step. */

import * as vscode from "vscode";
import { applyEdits, difference } from "../core/edits.ts";
import { sourceOf } from "../core/evidence/sources.ts";
import { DEFAULT_OPTIONS, type LintOptions } from "../core/linter.ts";
import { say } from "../core/present/messages.ts";
import type { Language } from "../core/read/model.ts";
import type { Setup } from "../core/recognise/facts.ts";
import type { ParameterName } from "../core/recognise/vocabulary.ts";
import type { Edit } from "../core/rules/rule.ts";
import {
	type Answers,
	recogniseSetup,
	type SuggestedValue,
	type Suggestion,
	suggest,
} from "../core/suggest/suggest.ts";
import type { Analyses } from "./analyses.ts";
import { workspaceEdit } from "./code-actions.ts";
import { documentLanguage } from "./documents.ts";

export const SUGGEST = "hplint.suggest";

const TITLE = "Suggest Hyperparameters";
const OPTIMIZERS = [
	"adamw",
	"adam",
	"sgd",
	"rmsprop",
	"adagrad",
	"adafactor",
	"lion",
	"muon",
	"lamb",
	"lars",
	"prodigy",
	"ftrl",
];
const LABELS: Readonly<Record<ParameterName, string>> = { learning_rate: "learning rate", batch_size: "batch size" };

export function registerSuggest(analyses: Analyses): vscode.Disposable {
	return vscode.commands.registerCommand(SUGGEST, async () => {
		const document = await suitableDocument();
		const language = documentLanguage(document);
		if (!language) return;
		const options = (await analyses.of(document))?.options ?? DEFAULT_OPTIONS;
		const answers = await ask(recogniseSetup(document.getText(), language, options));
		if (!answers) return;
		const version = document.version;
		const after = await choose(document.getText(), language, options, answers);
		if (after === undefined || document.version !== version) return;
		await vscode.workspace.applyEdit(workspaceEdit(document, [difference(document.getText(), after)]));
	});
}

/** The open training config, else a new one. */
async function suitableDocument(): Promise<vscode.TextDocument> {
	const active = vscode.window.activeTextEditor?.document;
	if (active && documentLanguage(active)) return active;
	const document = await vscode.workspace.openTextDocument({ language: "yaml", content: "" });
	await vscode.window.showTextDocument(document);
	return document;
}

/** Asks for what was not recognised. Undefined when the person leaves. */
async function ask(setup: Setup): Promise<Answers | undefined> {
	const seen = summary(setup);
	let optimizer: string | undefined;
	if (!setup.optimizer && !setup.linearModel) {
		const unknown = { label: "I don't know", optimizer: undefined };
		const picked = await vscode.window.showQuickPick(
			[unknown, ...OPTIMIZERS.map((name) => ({ label: name, optimizer: name }))],
			{
				title: `${TITLE}${seen}`,
				placeHolder: "Which optimizer trains the model?",
			},
		);
		if (!picked) return undefined;
		optimizer = picked.optimizer;
	}
	const linear =
		setup.linearModel !== undefined || optimizer === "ftrl" || (optimizer === undefined && !setup.optimizer);
	if (!linear) return optimizer === undefined ? {} : { optimizer };
	const typed = await vscode.window.showInputBox({
		title: `${TITLE}${seen}`,
		prompt: "How many features does a row have? Leave empty if the model is not trained on a table.",
		value: setup.features ? String(setup.features.value) : "",
		validateInput: (text) =>
			text.trim() === "" || /^[1-9]\d*$/.test(text.trim()) ? undefined : "A whole number of 1 or more, or nothing.",
	});
	if (typed === undefined) return undefined;
	return {
		...(optimizer === undefined ? {} : { optimizer }),
		...(typed.trim() === "" ? {} : { features: Number(typed.trim()) }),
	};
}

function summary({ framework, optimizer, regime, linearModel }: Setup): string {
	const seen = [framework?.value.label, optimizer?.value.name, regime?.value, linearModel?.value].filter(
		(fact) => fact !== undefined,
	);
	return seen.length > 0 ? `: ${seen.join(" · ")}` : "";
}

/** Offers values for the learning rate, then for the batch size; returns the text with what was chosen. */
async function choose(
	text: string,
	language: Language,
	options: LintOptions,
	answers: Answers,
): Promise<string | undefined> {
	let changed = text;
	for (const parameter of ["learning_rate", "batch_size"] as const) {
		// Asked anew each time: what was written before moves what comes after.
		const suggestion = suggest(changed, language, options, answers).find((one) => one.parameter === parameter);
		if (!suggestion || suggestion.values.length === 0) continue;
		const edits = await pickValue(suggestion);
		if (!edits) return undefined;
		changed = applyEdits(changed, edits);
	}
	return changed;
}

async function pickValue({ parameter, name, current, values }: Suggestion): Promise<readonly Edit[] | undefined> {
	const keep = current ? `Keep ${name} = ${current.text}` : `No ${LABELS[parameter]}`;
	const items = [...values.map(toItem), { label: keep, edits: [] as readonly Edit[] }];
	const picked = await vscode.window.showQuickPick(items, {
		title: `${TITLE}: ${LABELS[parameter]}`,
		placeHolder: current ? `${name} is ${current.text} now` : `${name} will be added`,
		matchOnDetail: true,
	});
	return picked?.edits;
}

function toItem({ text, reason, sources, edit }: SuggestedValue) {
	const cited = sources.map((id) => `${sourceOf(id).authors} (${sourceOf(id).year})`).join("; ");
	return { label: text, description: say(reason), detail: cited, edits: [edit] as readonly Edit[] };
}
