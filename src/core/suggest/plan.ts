/** What a person is shown before anything is written: each change with its reason; then the edits of those that were chosen. */

import { applyEdits, differences } from "../edits.ts";
import { read } from "../read/index.ts";
import type { Format } from "../read/model.ts";
import type { Edit, Finding } from "../rules/rule.ts";
import { insertion } from "./insert.ts";
import type { SuggestedValue, Suggestion } from "./suggest.ts";

export interface Change {
	readonly suggestion: Suggestion;
	/** What would be written: never what stands there already. */
	readonly value: SuggestedValue;
	/** Whether the document has no such value, or one that is found wrong: what is well is not changed unasked. */
	readonly isDue: boolean;
}

/** A change for each suggestion: the value picked for it, else the best supported; none where that stands there already. */
export function changesFor(
	suggestions: readonly Suggestion[],
	findings: readonly Finding[],
	picked: ReadonlyMap<string, number>,
): Change[] {
	return suggestions.flatMap((suggestion) => {
		const { current, values } = suggestion;
		const value = values.find((one) => one.value === picked.get(placeOf(suggestion))) ?? values[0];
		if (!value || value.value === current?.value) return [];
		const isDue = !current || findings.some(({ parameter: { span } }) => span.start === current.span.start);
		return [{ suggestion, value, isDue }];
	});
}

/** Tells suggestions of one document apart. */
export const placeOf = ({ parameter, current }: Suggestion): string => `${parameter} ${current?.span.start ?? ""}`;

/** The edits that write some changes into the text. */
export function editsOf(text: string, format: Format, changes: readonly Change[]): Edit[] {
	const added = changes.filter(({ suggestion }) => !suggestion.current);
	const replaced = changes.filter(({ suggestion }) => suggestion.current).flatMap(({ value }) => value.edits);
	const [first, ...others] = added;
	if (!first || others.length === 0) return [...replaced, ...added.flatMap(({ value }) => value.edits)];
	// What was added first moves what comes after, and is its best neighbour. Where both are missing there is nothing to replace.
	const after = others.reduce(
		(written, { suggestion, value }) => {
			const place = insertion(read(written, format), suggestion.parameter, value.text);
			return place ? applyEdits(written, [place.edit]) : written;
		},
		applyEdits(text, first.value.edits),
	);
	return differences(text, after);
}
