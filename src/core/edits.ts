/** Edits on plain text. */

import { cellsOf } from "./read/cells.ts";
import type { Edit } from "./rules/rule.ts";

/** The text with all edits applied. Edits must not overlap; those at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	const ordered = edits
		.map((edit, i) => ({ edit, i }))
		.sort((a, b) => b.edit.span.start - a.edit.span.start || b.i - a.i);
	return ordered.reduce(
		(result, { edit: { span, text: replacement } }) =>
			result.slice(0, span.start) + replacement + result.slice(span.end),
		text,
	);
}

/** Where an offset of the text stands once edits are applied: in what is replaced, at its beginning. */
export function offsetAfter(offset: number, edits: readonly Edit[]): number {
	let moved = offset;
	for (const { span, text } of edits) {
		if (span.end <= offset) moved += text.length - (span.end - span.start);
		else if (span.start < offset) moved -= offset - span.start;
	}
	return moved;
}

/** The edits that turn a text into another, one for each cell that differs: none reaches from one cell into the next. */
export function differences(before: string, after: string): Edit[] {
	const cellsAfter = cellsOf(after);
	return cellsOf(before).flatMap(({ start, end }, i) => {
		const other = cellsAfter[i];
		const { span, text } = difference(before.slice(start, end), after.slice(other?.start, other?.end));
		return span.start === span.end && text === ""
			? []
			: [{ span: { start: start + span.start, end: start + span.end }, text }];
	});
}

/** The one edit that turns a text into another, as small as a common start and end allow. */
export function difference(before: string, after: string): Edit {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	let tail = 0;
	while (
		tail < shorter - start &&
		before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
	)
		tail++;
	return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}
