/** The tokens of JSON and of its wider forms, one after the other. A character that fits no other kind is a sign by itself. */

import type { Comment } from "./model.ts";

const GAP = /[\s\ufeff]+/y;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n\r]*/y;
const NUMBER = /[-+]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|Infinity\b|NaN\b)/y;
const WORD = /[A-Za-z_$\u0080-\uffff][\w$.\u0080-\uffff-]*/y;
/** An entry's sign, behind its name. Jsonnet adds to what it inherits with `+:`, and hides with `::`. */
const BINDS = /\+?:{1,3}/y;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const APOSTROPHE = 0x27;
const PLUS = 0x2b;
const SLASH = 0x2f;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const codes = (characters: string): ReadonlySet<number> => new Set([...characters].map((one) => one.charCodeAt(0)));
const BEGINS_NUMBER = codes("+-.0123456789IN");
const SIGNS = codes("{}[]():,;");

type Kind = "string" | "number" | "word" | "sign" | "end";

/** A text at one of its tokens. */
export class Tokens {
	/** The token at hand. */
	protected kind: Kind = "end";
	protected start = 0;
	protected end = 0;
	/** Those before it. */
	protected readonly comments: Comment[] = [];

	constructor(protected readonly text: string) {}

	/**
	 * Goes on to the next token, behind this one or from a place on. What it may be is told from its first character: a pattern is
	 * tried only where it may fit.
	 */
	protected next(from = this.end): void {
		const { text } = this;
		this.end = behindBlanks(text, from);
		while (this.overComment()) this.end = behindBlanks(text, this.end);
		this.start = this.end;
		const first = text.charCodeAt(this.start);
		if (this.start >= text.length) this.kind = "end";
		else if (first === QUOTE || first === APOSTROPHE) {
			this.end = endOfString(text, this.start);
			this.kind = "string";
		} else if (BEGINS_NUMBER.has(first) && this.over(NUMBER)) this.kind = "number";
		else if (!SIGNS.has(first) && this.over(WORD)) this.kind = "word";
		else {
			this.end++;
			this.kind = "sign";
		}
	}

	/** Goes over a comment, if one stands here. */
	private overComment(): boolean {
		const start = this.end;
		const first = this.text.charCodeAt(start);
		if ((first !== SLASH && first !== HASH) || !this.over(COMMENT)) return false;
		const comment = this.text.slice(start, this.end);
		const body = first === HASH ? comment.slice(1) : comment.slice(2).replace(/\*\/$/, "");
		this.comments.push({ span: { start, end: this.end }, text: body.trim() });
		return true;
	}

	/** Whether a pattern stands here; goes over it. */
	private over(pattern: RegExp): boolean {
		if (!this.follows(pattern)) return false;
		this.end = pattern.lastIndex;
		return true;
	}

	/** Where the sign of an entry ends that the token at hand names; undefined where it names none. */
	protected behindEntrySign(): number | undefined {
		if (this.kind === "sign" || this.kind === "end") return undefined;
		BINDS.lastIndex = behindBlanks(this.text, this.end);
		const sign = this.text.charCodeAt(BINDS.lastIndex);
		return (sign === COLON || sign === PLUS) && BINDS.test(this.text) ? BINDS.lastIndex : undefined;
	}

	protected isSign(signs: string): boolean {
		return this.kind === "sign" && signs.includes(this.text[this.start] ?? "");
	}

	protected isAtEnd(): boolean {
		return this.kind === "end";
	}

	protected isWord(word: string): boolean {
		return this.kind === "word" && this.text.slice(this.start, this.end) === word;
	}

	/** Whether something stands behind the token at hand. */
	protected follows(pattern: RegExp): boolean {
		pattern.lastIndex = this.end;
		return pattern.test(this.text);
	}
}

/** Where the blanks end that stand at a place. */
function behindBlanks(text: string, from: number): number {
	for (let at = from; ; at++) {
		const code = text.charCodeAt(at);
		if (code === BLANK || code === LINE_FEED || code === RETURN || code === TAB) continue;
		// The rarer ones.
		GAP.lastIndex = at;
		return (code > 127 || code === 11 || code === 12) && GAP.test(text) ? GAP.lastIndex : at;
	}
}

/** Where the string ends that begins at a place: behind its quote, or with its line. */
function endOfString(text: string, start: number): number {
	const quote = text.charCodeAt(start);
	for (let at = start + 1; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) return at + 1;
		if (code === LINE_FEED || code === RETURN) return at;
		if (code !== BACKSLASH) continue;
		if (at + 1 === text.length) return at;
		at += text.startsWith("\r\n", at + 1) ? 2 : 1;
	}
	return text.length;
}
