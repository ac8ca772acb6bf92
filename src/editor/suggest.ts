/** "Suggest Hyperparameters": shows what was recognised, asks only for what is missing, writes the chosen values in one undo step. */

import * as vscode from "vscode";
import { applyEdits, differences } from "../core/edits.ts";
import { sourceOf } from "../core/evidence/sources.ts";
import { analyse, type LintOptions } from "../core/linter.ts";
import type { Neighbours } from "../core/neighbours/neighbourhood.ts";
import { say } from "../core/present/messages.ts";
import type { Language } from "../core/read/model.ts";
import { isLanguageModel } from "../core/recognise/cell.ts";
import type { Regime, Setup } from "../core/recognise/facts.ts";
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
import { sheetOf, textOf, workspaceEdit } from "./sheets.ts";

export const SUGGEST = "hplint.suggest";

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
const regimes = (): readonly { label: string; value: Regime }[] => [
	{ label: vscode.l10n.t("LoRA or another adapter"), value: "lora" },
	{ label: vscode.l10n.t("Full fine-tuning"), value: "full-finetune" },
	{ label: vscode.l10n.t("Pretraining"), value: "pretrain" },
	{ label: vscode.l10n.t("Preference tuning (DPO, KTO, ORPO …)"), value: "preference" },
	{ label: vscode.l10n.t("Preference tuning with LoRA"), value: "preference-lora" },
	{ label: vscode.l10n.t("Reinforcement learning (PPO, GRPO …)"), value: "rl" },
	{ label: vscode.l10n.t("Reinforcement learning with LoRA"), value: "rl-lora" },
];
const labelOf = (parameter: ParameterName): string =>
	parameter === "learning_rate" ? vscode.l10n.t("learning rate") : vscode.l10n.t("batch size");

export function registerSuggest(analyses: Analyses): vscode.Disposable {
	return vscode.commands.registerCommand(SUGGEST, async () => {
		const document = await suitableDocument();
		const look = await analyses.of(document);
		if (!look) return;
		const { sheet, options } = look;
		const analysis = look.analysis ?? analyse(textOf(sheet), sheet.format, options);
		const { text, language, neighbours } = analysis;
		const answers = await ask(recogniseSetup(text, language, options, neighbours));
		if (!answers) return;
		const after = await choose(text, language, options, answers, neighbours);
		if (after === undefined || sheetOf(document)?.version !== sheet.version) return;
		await vscode.workspace.applyEdit(workspaceEdit(sheet, analysis, differences(text, after)));
	});
}

/** The open training config, else a new one. */
async function suitableDocument(): Promise<vscode.TextDocument> {
	const active = vscode.window.activeTextEditor?.document;
	if (active && sheetOf(active)) return active;
	const document = await vscode.workspace.openTextDocument({ language: "yaml", content: "" });
	await vscode.window.showTextDocument(document);
	return document;
}

/** Asks for what was not recognised, and only where it changes the answer. Undefined when the person leaves. */
async function ask(setup: Setup): Promise<Answers | undefined> {
	const title = `${vscode.l10n.t("Suggest Hyperparameters")}${summary(setup)}`;
	const answers: { optimizer?: string; regime?: Regime; features?: number } = {};
	if (!setup.optimizer && !setup.linearModel) {
		const items = OPTIMIZERS.map((label) => ({ label, value: label }));
		const picked = await pickOrUnknown(items, title, vscode.l10n.t("Which optimizer trains the model?"));
		if (!picked) return undefined;
		if (picked.value) answers.optimizer = picked.value;
	}
	if (!setup.regime && isLanguageModel(setup)) {
		const picked = await pickOrUnknown(regimes(), title, vscode.l10n.t("What is trained?"));
		if (!picked) return undefined;
		if (picked.value) answers.regime = picked.value;
	}
	// The number of features matters to a linear model, and to one of which nothing is known.
	const unknown = !setup.optimizer && !answers.optimizer && !isLanguageModel(setup);
	if (!setup.linearModel && answers.optimizer !== "ftrl" && !unknown) return answers;
	const typed = await vscode.window.showInputBox({
		title,
		prompt: vscode.l10n.t("How many features does a row have? Leave empty if the model is not trained on a table."),
		value: setup.features ? String(setup.features.value) : "",
		validateInput: (text) =>
			/^(?:[1-9]\d*)?$/.test(text.trim()) ? undefined : vscode.l10n.t("A whole number of 1 or more, or nothing."),
	});
	if (typed === undefined) return undefined;
	if (typed.trim() !== "") answers.features = Number(typed.trim());
	return answers;
}

/** A pick with a way to say that one does not know; undefined when the person leaves. */
async function pickOrUnknown<T>(
	items: readonly { label: string; value: T }[],
	title: string,
	placeHolder: string,
): Promise<{ value: T | undefined } | undefined> {
	return vscode.window.showQuickPick([{ label: vscode.l10n.t("I don't know"), value: undefined }, ...items], {
		title,
		placeHolder,
	});
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
	neighbours: Neighbours | undefined,
): Promise<string | undefined> {
	let changed = text;
	for (const parameter of ["learning_rate", "batch_size"] as const) {
		// Asked anew each time: what was written before moves what comes after.
		const suggestion = suggest(changed, language, options, answers, neighbours).find(
			(one) => one.parameter === parameter,
		);
		if (!suggestion || suggestion.values.length === 0) continue;
		const edits = await pickValue(suggestion);
		if (!edits) return undefined;
		changed = applyEdits(changed, edits);
	}
	return changed;
}

async function pickValue({ parameter, name, current, values }: Suggestion): Promise<readonly Edit[] | undefined> {
	const keep = current
		? vscode.l10n.t("Keep {0} = {1}", name, current.text)
		: parameter === "learning_rate"
			? vscode.l10n.t("No learning rate")
			: vscode.l10n.t("No batch size");
	const items = [...values.map(toItem), { label: keep, edits: [] as readonly Edit[] }];
	const picked = await vscode.window.showQuickPick(items, {
		title: `${vscode.l10n.t("Suggest Hyperparameters")}: ${labelOf(parameter)}`,
		placeHolder: current
			? vscode.l10n.t("{0} is {1} now", name, current.text)
			: vscode.l10n.t("{0} will be added", name),
		matchOnDetail: true,
	});
	return picked?.edits;
}

function toItem({ text, reason, sources, edit }: SuggestedValue) {
	const cited = sources.map((id) => `${sourceOf(id).authors} (${sourceOf(id).year})`).join("; ");
	return { label: text, description: say(reason), detail: cited, edits: [edit] as readonly Edit[] };
}
