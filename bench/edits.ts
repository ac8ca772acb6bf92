/** A person at the keyboard: a digit is typed somewhere in a document, then deleted, then typed elsewhere. */

import { Random } from "./random.ts";

export class Edits {
	/** As an editor holds a document; its text is joined from them for every version. */
	readonly #lines: string[];
	readonly #random = new Random(11);
	#typed: { readonly line: number; readonly before: string } | undefined;

	/**
	 * @param text the first version
	 * @param judged lines of values that are judged: every fourth digit is typed in one of them
	 */
	constructor(
		text: string,
		private readonly judged: readonly number[],
	) {
		this.#lines = text.split("\n");
	}

	/** The text of the next version, one character longer or shorter than the one before. */
	next(): string {
		if (this.#typed) {
			this.#lines[this.#typed.line] = this.#typed.before;
			this.#typed = undefined;
		} else this.#type();
		return this.#lines.join("\n");
	}

	#type(): void {
		const line =
			this.judged.length > 0 && this.#random.chance(0.25)
				? this.#random.pick(this.judged)
				: this.#random.between(0, this.#lines.length - 2);
		const before = this.#lines[line] ?? "";
		// After a number or a word of the line.
		const ends = [...before.matchAll(/\w+/g)].map(({ 0: word, index }) => index + word.length);
		const at = ends.length > 0 ? this.#random.pick(ends) : before.length;
		this.#lines[line] = `${before.slice(0, at)}1${before.slice(at)}`;
		this.#typed = { line, before };
	}
}
