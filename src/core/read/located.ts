/** Text taken out of a document (a shell word without its quotes, a string without its escapes) that knows where each of its characters stands there. */

import type { Span } from "./model.ts";

/** A stretch of the text that stands in the document as it is, or one character that is written as several. */
interface Run {
	/** Where it begins in the text. */
	readonly at: number;
	/** Where it begins in the document. */
	readonly from: number;
	/** How much of the document one of its characters takes. */
	readonly width: number;
}

export class Located {
	private readonly runs: Run[] = [];

	constructor(
		private content = "",
		from = 0,
	) {
		if (content !== "") this.runs.push({ at: 0, from, width: 1 });
	}

	get text(): string {
		return this.content;
	}

	/** Adds characters that stand in the document as they are, or one that takes `width` there. */
	add(text: string, from: number, width = 1): void {
		const last = this.runs.at(-1);
		const at = this.content.length;
		this.content += text;
		if (width === 1 && last?.width === 1 && last.from + at - last.at === from) return;
		if (text !== "") this.runs.push({ at, from, width });
	}

	/** Adds a part of another text, whose characters keep their places. */
	take(other: Located, start: number, end: number): void {
		for (let i = other.runAt(start); i < other.runs.length; i++) {
			const { at, from, width } = other.runs[i] as Run;
			if (at >= end) return;
			const first = Math.max(start, at);
			const last = Math.min(end, other.runs[i + 1]?.at ?? end);
			if (first < last) this.add(other.text.slice(first, last), width === 1 ? from + first - at : from, width);
		}
	}

	slice(start: number, end = this.content.length): Located {
		const part = new Located();
		part.take(this, start, end);
		return part;
	}

	/** Where a character begins. */
	start(index: number): number {
		const run = this.runs[this.runAt(index)];
		return run ? run.from + (index - run.at) * run.width : 0;
	}

	/** Where a stretch of the text stands in the document. */
	span(start: number, end: number): Span {
		if (end <= start) return { start: this.start(start), end: this.start(start) };
		const run = this.runs[this.runAt(end - 1)];
		return { start: this.start(start), end: run ? run.from + (end - run.at) * run.width : 0 };
	}

	private runAt(index: number): number {
		let low = 0;
		let high = this.runs.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.runs[middle] as Run).at <= index) low = middle;
			else high = middle - 1;
		}
		return low;
	}
}
