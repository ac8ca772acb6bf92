/** Where a YAML or JSON text is broken. Only for files of our own: training configs are read as far as they go. */

import { parser } from "@lezer/yaml";
import type { Span } from "./model.ts";

export function damageOf(text: string, language: "yaml" | "json"): Span | undefined {
	return language === "json" ? new Json(text).damage() : yamlDamage(text);
}

/** A blank, or a comment, which a project file may hold. */
const GAP = /(?:[ \t\r\n]|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
/** Without the signs below the blank, which JSON wants escaped. */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const OTHER_SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)\b/y;
/** What to underline: a word, or a sign. */
const THING = /[\w.-]+|[\s\S]/y;
/** Far deeper than any project file; the guard keeps a hostile one from exhausting the stack. */
const DEEPEST = 100;

/** JSON with comments and with commas behind the last: every method goes over what it names, or stays where that ends to be JSON. */
class Json {
	private at = 0;
	private depth = 0;

	constructor(private readonly text: string) {}

	damage(): Span | undefined {
		this.over(GAP);
		const { text } = this;
		if (this.at === text.length || (this.value() && this.at === text.length)) return undefined;
		const start = this.at;
		this.over(THING);
		return widened(text, start, this.at);
	}

	private value(): boolean {
		if (this.depth === DEEPEST) return false;
		this.depth++;
		const whole = this.over(/\{/y)
			? this.items(/\}/y, () => this.over(STRING) && this.over(/:/y) && this.value())
			: this.over(/\[/y)
				? this.items(/\]/y, () => this.value())
				: this.over(STRING) || this.over(OTHER_SCALAR);
		this.depth--;
		return whole;
	}

	private items(close: RegExp, item: () => boolean): boolean {
		while (!this.over(close)) {
			if (!item()) return false;
			if (!this.over(/,/y)) return this.over(close);
		}
		return true;
	}

	/** Whether something stands here; goes over it, and over the gap behind it. */
	private over(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		if (!pattern.test(this.text)) return false;
		this.at = GAP.lastIndex = pattern.lastIndex;
		if (pattern !== THING && GAP.test(this.text)) this.at = GAP.lastIndex;
		return true;
	}
}

function yamlDamage(text: string): Span | undefined {
	const cursor = parser.parse(text).cursor();
	do {
		if (cursor.type.isError) return widened(text, cursor.from, cursor.to);
	} while (cursor.next());
	// YAML allows no tab as indentation; the grammar does.
	const tab = /^ *\t+[ \t]*(?=[^\s#])/m.exec(text);
	return tab ? { start: tab.index, end: tab.index + tab[0].length } : undefined;
}

/** At least one character of the text, so that there is something to underline. */
function widened(text: string, from: number, to: number): Span {
	const start = Math.min(from, Math.max(0, text.length - 1));
	return { start, end: Math.max(to, Math.min(text.length, start + 1)) };
}
