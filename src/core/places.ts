/** Where what an analysis speaks of stands in its file: the code of a notebook is only a part of one. */

import type { LineIndex, Position } from "./lines.ts";
import type { Origin, Span } from "./read/model.ts";

export class Places {
	constructor(
		private readonly lines: LineIndex,
		private readonly origin: Origin | undefined,
	) {}

	range(span: Span): { readonly start: Position; readonly end: Position } {
		const { start, end } = this.origin?.locate(span) ?? span;
		return { start: this.lines.at(start), end: this.lines.at(end) };
	}

	/** The number of a notebook's cell, from 1. */
	cellAt(span: Span): number | undefined {
		return this.origin?.cellAt(span);
	}

	/** A text as the file holds it: a notebook's code stands in strings of JSON. */
	written(text: string): string {
		return this.origin?.encode(text) ?? text;
	}
}
