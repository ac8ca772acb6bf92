/** Questions one after the other in one quick input: a title with the number of the step, a way back, Escape ends all of them. */

import * as vscode from "vscode";

export const BACK = Symbol("back");
export const LEFT = Symbol("left");
/** What a person did instead of answering. */
export type Turned = typeof BACK | typeof LEFT;

/** What surrounds a question. */
export interface Frame {
	readonly title: string;
	/** From 1. */
	readonly step: number;
	readonly totalSteps: number;
}

/** A question: the answers so far, with one more. */
export type Step<A> = (answers: A, frame: Frame) => Promise<A | Turned>;

/**
 * Asks until no step is left.
 *
 * @param stepsFor the steps from the first one on; what an answer changes may only come after its own step
 * @returns undefined when the person has left
 */
export async function walk<A>(
	title: string,
	stepsFor: (answers: A) => readonly Step<A>[],
	start: A,
): Promise<A | undefined> {
	const history = [start];
	for (;;) {
		const answers = history.at(-1) ?? start;
		const steps = stepsFor(answers);
		const step = steps[history.length - 1];
		if (!step) return answers;
		const next = await step(answers, { title, step: history.length, totalSteps: steps.length });
		if (next === LEFT) return undefined;
		if (next === BACK) history.pop();
		else history.push(next);
	}
}

export interface Choice<T> extends vscode.QuickPickItem {
	readonly value: T;
}

/** One of some items. `items` may still be on their way. */
export function pick<T>(
	frame: Frame,
	placeholder: string,
	items: readonly Choice<T>[] | Promise<readonly Choice<T>[]>,
	isDefault: (value: T) => boolean,
): Promise<T | Turned> {
	const input = vscode.window.createQuickPick<Choice<T>>();
	input.placeholder = placeholder;
	input.matchOnDescription = true;
	input.busy = true;
	void Promise.resolve(items).then((all) => {
		input.items = all;
		const usual = all.find(({ value }) => isDefault(value)) ?? all[0];
		if (usual) input.activeItems = [usual];
		input.busy = false;
	});
	return answerTo(input, frame, (resolve) => {
		input.onDidAccept(() => {
			const [chosen] = input.selectedItems;
			if (chosen) resolve(chosen.value);
		});
	});
}

/** A line of text. Only what `problemWith` says nothing against is taken. */
export function type(
	frame: Frame,
	prompt: string,
	value: string,
	problemWith: (text: string) => string | undefined,
): Promise<string | Turned> {
	const input = vscode.window.createInputBox();
	input.prompt = prompt;
	input.value = value;
	return answerTo(input, frame, (resolve) => {
		input.onDidChangeValue((text) => {
			input.validationMessage = problemWith(text.trim());
		});
		input.onDidAccept(() => {
			const text = input.value.trim();
			input.validationMessage = problemWith(text);
			if (input.validationMessage === undefined) resolve(text);
		});
	});
}

/** Shows an input until it is answered, turned back or left, and puts it away. */
export async function answerTo<T>(
	input: vscode.QuickInput & {
		buttons: readonly vscode.QuickInputButton[];
		onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
	},
	{ title, step, totalSteps }: Frame,
	listen: (resolve: (answer: T) => void) => void,
): Promise<T | Turned> {
	input.title = title;
	input.step = step;
	input.totalSteps = totalSteps;
	// To look something up in the document does not end what was begun.
	input.ignoreFocusOut = true;
	if (step > 1) input.buttons = [vscode.QuickInputButtons.Back, ...input.buttons];
	try {
		return await new Promise<T | Turned>((resolve) => {
			input.onDidTriggerButton((button) => {
				if (button === vscode.QuickInputButtons.Back) resolve(BACK);
			});
			input.onDidHide(() => resolve(LEFT));
			listen(resolve);
			input.show();
		});
	} finally {
		input.dispose();
	}
}
