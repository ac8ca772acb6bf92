/** The code of a notebook as one text: what one cell imports or sets holds for all. */

import type { Span } from "./model.ts";

/** Parts the cells: a line with a record separator, which no Python script can hold. */
export const BOUNDARY = "\n\x1e\n";

export const joinCells = (cells: readonly string[]): string => cells.join(BOUNDARY);

/** Where the cells of a text stand in it; a script is one. */
export function cellsOf(text: string): Span[] {
	const cells: Span[] = [];
	let start = 0;
	for (let end = text.indexOf(BOUNDARY); end >= 0; end = text.indexOf(BOUNDARY, start)) {
		cells.push({ start, end });
		start = end + BOUNDARY.length;
	}
	return [...cells, { start, end: text.length }];
}

/** The index of the last of some stretches, in their order, that begins at or before an offset; 0 where none does. */
export function indexAt(stretches: readonly { readonly start: number }[], offset: number): number {
	let low = 0;
	let high = stretches.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((stretches[middle]?.start ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}
