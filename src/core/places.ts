/** Where what an analysis speaks of stands: in the file, or in the cells of an open notebook, each with lines of its own. */

import type { LineIndex, Position } from "./lines.ts";
import { indexAt } from "./read/cells.ts";
import type { ReadDocument, Span } from "./read/model.ts";

export class Places {
	/** `lines` are those of the file, or of the joined cells. */
	constructor(
		private readonly lines: LineIndex,
		private readonly document: Pick<ReadDocument, "origin" | "cells"> = {},
	) {}

	range(span: Span): { readonly start: Position; readonly end: Position } {
		const { origin, cells } = this.document;
		const { start, end } = origin?.locate(span) ?? span;
		const first = cells && !origin ? this.lines.at(cells[indexAt(cells, start)]?.start ?? 0).line : 0;
		const at = (offset: number): Position => {
			const { line, column } = this.lines.at(offset);
			return { line: line - first, column };
		};
		return { start: at(start), end: at(end) };
	}

	/** The number of a notebook's cell, from 1. */
	cellAt({ start }: Span): number | undefined {
		const { cells } = this.document;
		return cells && indexAt(cells, start) + 1;
	}

	/** A text as it is written there: in a file, a notebook's code stands in strings of JSON. */
	written(text: string): string {
		return this.document.origin?.encode(text) ?? text;
	}
}
