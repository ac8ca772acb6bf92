/** What was recognised of a training, each fact in words. */

import { type Analysis, placesOf } from "../linter.ts";
import { relativePath } from "../neighbours/paths.ts";
import type { Span } from "../read/model.ts";
import type { Fact, Setup } from "../recognise/facts.ts";
import { phrase } from "../words/phrase.ts";
import { nameOptimizer, nameRegime, nameSchedule, nameTask } from "./names.ts";
import { showAmount } from "./numbers.ts";

export interface SaidFact {
	readonly label: string;
	readonly value: string;
	readonly fact: Fact<unknown>;
}

/** In the order in which they matter to a reader. */
export function factsOf(setup: Setup): SaidFact[] {
	const facts: SaidFact[] = [];
	const add = <T>(label: string, fact: Fact<T> | undefined, show: (value: T) => string | undefined = String): void => {
		const value = fact && show(fact.value);
		if (fact && value !== undefined) facts.push({ label, value, fact });
	};
	const tokens = (count: number): string => phrase("{count} tokens", { count: showAmount(count) });
	add(phrase("framework"), setup.framework, ({ label }) => label);
	add(phrase("loader"), setup.loader, (makes) =>
		makes === "text" ? phrase("1e-4 is text") : phrase("1e-4 is a number"),
	);
	add(phrase("optimizer"), setup.optimizer, ({ name }) => nameOptimizer(name));
	add(phrase("schedule"), setup.schedule, nameSchedule);
	add(phrase("task"), setup.task, nameTask);
	add(phrase("regime"), setup.regime, nameRegime);
	add(phrase("model size"), setup.modelSize, (count) => phrase("{count} parameters", { count: showAmount(count) }));
	add(phrase("sequence length"), setup.sequenceLength, (count) => phrase("{count} tokens", { count }));
	add(phrase("training"), setup.trainingTokens, tokens);
	add(phrase("linear model"), setup.linearModel);
	add(phrase("features"), setup.features);
	add(phrase("examples"), setup.examples);
	add(phrase("global batch"), setup.globalBatch);
	add(phrase("devices"), setup.devices);
	return facts;
}

/** `line 3`, or `line 3 of ../_base_/schedule.py` where another file says it. */
export function placeOf(
	span: Span,
	analysis: Pick<Analysis, "places" | "neighbours">,
	showFile: (path: string) => string = (path) => path,
): string {
	const places = placesOf(analysis, span);
	const line = places.range(span).start.line + 1;
	const from = analysis.neighbours?.path;
	if (span.file !== undefined && from !== undefined)
		return phrase("line {line} of {file}", { line, file: showFile(relativePath(from, span.file)) });
	const cell = span.file === undefined ? places.cellAt(span) : undefined;
	return cell === undefined ? phrase("line {line}", { line }) : phrase("cell {cell}, line {line}", { cell, line });
}
