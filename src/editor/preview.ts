/** All changes with their reasons, to be applied together, in part, or copied as comments. */

import * as vscode from "vscode";
import { sourceOf } from "../core/evidence/sources.ts";
import type { Analysis } from "../core/linter.ts";
import { sayWhy } from "../core/present/messages.ts";
import { summarise } from "../core/present/setup.ts";
import { twoLines } from "../core/present/two-lines.ts";
import type { Span } from "../core/read/model.ts";
import type { Edit, Finding } from "../core/rules/rule.ts";
import { commentBlock } from "../core/suggest/comment.ts";
import { type Change, changesFor, placeOf } from "../core/suggest/plan.ts";
import type { SuggestedValue, Suggestion } from "../core/suggest/suggest.ts";
import { phrase } from "../core/words/phrase.ts";
import { locate, type Sheet } from "./sheets.ts";
import { answerTo, BACK, type Frame, LEFT, pick, type Turned } from "./steps.ts";

/** What a preview shows. */
export interface Proposal {
	readonly analysis: Analysis;
	readonly sheet: Sheet;
	/** What is wrong in the document, by what the person said too. */
	readonly findings: readonly Finding[];
	/** What was counted in the data. */
	readonly counted: string | undefined;
	/** The suggestions when these batches will be written. */
	readonly suggestWith: (batches: readonly Edit[]) => readonly Suggestion[];
}

interface Item extends vscode.QuickPickItem {
	readonly change?: Change;
}

const COPY: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("copy"),
	tooltip: vscode.l10n.t("Copy as comment block (Ctrl+Alt+C)"),
};
/** Keys lead to every place of a preview but the buttons of its title: while this holds, one copies. */
const PREVIEWING = "hplint.previewing";
const COPY_SUGGESTIONS = "hplint.copySuggestions";
const copyPressed = new vscode.EventEmitter<void>();

export const registerCopyKey = (): vscode.Disposable =>
	vscode.commands.registerCommand(COPY_SUGGESTIONS, () => copyPressed.fire());

const OTHERS: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("list-selection"),
	tooltip: vscode.l10n.t("Other values"),
};

const NOTHING_TO_CHANGE = vscode.l10n.t("What stands here is what would be suggested.");
const NOTHING_KNOWN = vscode.l10n.t("Nothing published fits what was recognised here.");

/** The changes that the person wants; `LEFT` too when they copied them. */
export async function preview(proposal: Proposal, frame: Frame): Promise<readonly Change[] | Turned> {
	const suggestions = proposal.suggestWith([]);
	if (changesFor(suggestions, [], new Map()).length === 0) {
		const isKnown = suggestions.some(({ values }) => values.length > 0);
		void vscode.window.showInformationMessage(isKnown ? NOTHING_TO_CHANGE : NOTHING_KNOWN);
		return LEFT;
	}
	const picked = new Map<string, number>();
	let chosen = placesOf(changesFor(suggestions, proposal.findings, picked).filter(({ isDue }) => isDue));
	let active: string | undefined;
	for (;;) {
		const answer = await choose(proposal, frame, picked, chosen, active);
		if (answer === BACK || answer === LEFT || !("chosen" in answer)) return answer;
		({ chosen, active } = answer);
		if (!answer.other) continue;
		const other = await chooseValue(answer.other, frame);
		if (other === LEFT) return LEFT;
		if (other === BACK) continue;
		const place = placeOf(answer.other.suggestion);
		picked.set(place, other.value);
		chosen = new Set([...chosen, place]);
	}
}

const placesOf = (changes: readonly Change[]): ReadonlySet<string> =>
	new Set(changes.map(({ suggestion }) => placeOf(suggestion)));

/** A rate is for the batch that it is trained with: another one may be right once a batch is chosen, or no longer is. */
function changesWith(
	{ suggestWith, findings }: Proposal,
	picked: ReadonlyMap<string, number>,
	chosen: ReadonlySet<string>,
): Change[] {
	const changes = changesFor(suggestWith([]), findings, picked);
	const batches = changes.filter(
		({ suggestion }) => suggestion.parameter === "batch_size" && chosen.has(placeOf(suggestion)),
	);
	return batches.length === 0
		? changes
		: changesFor(suggestWith(batches.flatMap(({ value }) => value.edits)), findings, picked);
}

/** The preview has to be shown anew: other values follow from what is chosen, or are asked for. */
interface Anew {
	readonly chosen: ReadonlySet<string>;
	readonly active: string | undefined;
	/** The change for which another value was asked. */
	readonly other?: Change;
}

function choose(
	proposal: Proposal,
	frame: Frame,
	picked: ReadonlyMap<string, number>,
	chosen: ReadonlySet<string>,
	active: string | undefined,
): Promise<readonly Change[] | Anew | Turned> {
	const shown = changesWith(proposal, picked, chosen);
	const items = itemsFor(shown, proposal);
	const itemsAt = (places: ReadonlySet<string>): Item[] =>
		items.filter(({ change }) => change && places.has(placeOf(change.suggestion)));
	const changesIn = (some: readonly Item[]): Change[] => some.flatMap(({ change }) => change ?? []);

	const input = vscode.window.createQuickPick<Item>();
	input.canSelectMany = true;
	input.matchOnDetail = true;
	input.placeholder = proposal.counted ?? vscode.l10n.t("Check what to write: Enter writes it, Escape nothing");
	input.buttons = [COPY];
	input.items = items;
	input.selectedItems = itemsAt(chosen);
	if (active !== undefined) input.activeItems = itemsAt(new Set([active]));
	return answerTo<readonly Change[] | Anew | Turned>(input, frame, (resolve) => {
		const anew = (): Anew => ({
			chosen: placesOf(changesIn(input.selectedItems)),
			active: [...placesOf(changesIn(input.activeItems))][0],
		});
		input.onDidChangeSelection((selected) => {
			// While nothing is chosen nothing would be written; the input says so too for a moment whenever it is filled.
			if (selected.length === 0) return;
			const then = changesWith(proposal, picked, placesOf(changesIn(selected)));
			if (then.map(({ value }) => value.text).join() !== shown.map(({ value }) => value.text).join()) resolve(anew());
		});
		input.onDidAccept(() => resolve(changesIn(input.selectedItems)));
		input.onDidTriggerItemButton(({ item: { change } }) => {
			if (change) resolve({ ...anew(), other: change });
		});
		const copy = async (): Promise<void> => {
			const some = changesIn(input.selectedItems);
			await vscode.env.clipboard.writeText(commentBlock(some.length > 0 ? some : shown, proposal.analysis.language));
			void vscode.window.showInformationMessage(vscode.l10n.t("The suggestions are in the clipboard, as comments."));
			resolve(LEFT);
		};
		input.onDidTriggerButton((button) => {
			if (button === COPY) void copy();
		});
		const key = copyPressed.event(copy);
		void vscode.commands.executeCommand("setContext", PREVIEWING, true);
		input.onDidHide(() => {
			key.dispose();
			void vscode.commands.executeCommand("setContext", PREVIEWING, false);
		});
	});
}

/** In the order of the text, under a heading for each setup where there are several. */
function itemsFor(changes: readonly Change[], { analysis, sheet }: Proposal): Item[] {
	const start = ({ suggestion: { current } }: Change): number => current?.span.start ?? Number.POSITIVE_INFINITY;
	const ordered = changes.toSorted((a, b) => start(a) - start(b) || 0);
	// As the document says it, whatever is chosen here.
	const headings = ordered.map(({ suggestion: { current, setup } }) => summarise(current?.setup ?? setup));
	const hasSeveral = new Set(headings).size > 1;
	return ordered.flatMap((change, i): Item[] => {
		const { name, current, values } = change.suggestion;
		// With the rates that change along.
		const then = change.value.reason.params.value ?? change.value.text;
		const label = current ? `${name}: ${current.text} \u2192 ${then}` : `${name}: ${then}`;
		const place = current ? placeIn(current.span, analysis, sheet) : vscode.l10n.t("new");
		const item: Item = {
			label,
			...reasonBeside(label, place, change.value),
			buttons: values.length > 1 ? [OTHERS] : [],
			change,
		};
		const heading = headings[i] ?? "";
		return hasSeveral && heading !== headings[i - 1]
			? [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, item]
			: [item];
	});
}

function placeIn(span: Span, analysis: Analysis, sheet: Sheet): string {
	const line = locate(sheet, analysis, span).range.start.line + 1;
	const cell = sheet.parts.length > 1 ? analysis.places.cellAt(span) : undefined;
	return cell === undefined ? phrase("line {line}", { line }) : phrase("cell {cell}, line {line}", { cell, line });
}

function chooseValue(
	{ suggestion: { name, current, values } }: Change,
	frame: Frame,
): Promise<SuggestedValue | Turned> {
	const items = values
		.filter(({ value }) => value !== current?.value)
		.map((value) => ({ label: value.text, ...reasonBeside(value.text, "", value), value }));
	// A question within a step: back leads to the step itself.
	return pick(
		{ ...frame, step: frame.totalSteps + 1, totalSteps: frame.totalSteps + 1 },
		vscode.l10n.t("Another {0}", name),
		items,
		() => false,
	);
}

/** Why a value, below the label or, where that is too short, from behind it on; and where there is room, who says so. */
function reasonBeside(label: string, place: string, value: SuggestedValue): { description: string; detail: string } {
	const join = (...parts: string[]): string => parts.filter((one) => one !== "").join(" \u00b7 ");
	const [above, below] = twoLines(sayWhy(value.reason), `${label} ${join(place, " ")}`.length);
	return above === ""
		? { description: join(place, citations(value)), detail: below }
		: { description: join(place, above), detail: join(below, citations(value)) };
}

const citations = ({ sources }: SuggestedValue): string =>
	sources.map((id) => `${sourceOf(id).authors} (${sourceOf(id).year})`).join("; ");
