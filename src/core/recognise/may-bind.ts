/**
 * Whether a Python script may give a value to a name of ours. Half of those that hold such a name only use it (`x[batch]`,
 * `batch_size=args.batch_size`, `bs = x.shape[0]`) or write about it (comments, docstrings, messages). That is told by tokens, at a
 * tenth of what reading costs. It says no only where recognition would find nothing: in doubt, such as in damaged text, it may.
 */

import { SETTERS } from "./arguments.ts";
import { isCallOfOurs, isOurs, isSpelt, lengthOfWords } from "./may-matter.ts";
import { MAY_MATTER } from "./vocabulary.ts";

/** Comments, strings (of those in three quotes the beginning), words, brackets, the ends of lines. */
const TOKEN =
	/#[^\n]*|[rRbBuUfF]{0,2}(?:"""|'''|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)|[\w\u0080-\uffff]+|[()[\]{}]|\\\r?\n|\n/g;
const NOT_ASCII = /[\u0080-\uffff]/;
const HASH = 35;
const NEWLINE = 10;
const QUOTE = 34;
const APOSTROPHE = 39;
const OPEN = "([{";
const CLOSE = ")]}";
const BLANKS = " \t";
/** Behind these a statement begins within a line. */
const IN_LINE = ";:";
const BACKSLASH = 92;

/** A suppression may be one that nothing needs: that is told of scripts which are read. */
const SUPPRESSION = "hplint";

/** What IPython takes for commands, anywhere: `%%bash`, `!python train.py`; `out = !ls`. */
const COMMAND = /^[ \t]*(?:%[%A-Za-z]|!(?!=))/m;
const OUTPUT = /=[ \t]*(?:%[A-Za-z]|!(?!=))/;
const OUTPUT_OF_COMMAND = /^[\w., \t]+=[ \t]*(?:%[A-Za-z]|!(?!=))/m;

/** Lines that end in a carriage return alone: a comment ends there as well, and nobody writes them any more. */
const OLD_LINE_END = /\r(?!\n)/;

const GAP = /(?:\s|\\\r?\n|#[^\n]*)*/y;
/** Attributes, items, sizes, `None` and what is empty are no numbers. */
const NO_NUMBER =
	/[ \t]*(?:None\b|\{\}|\[\]|[A-Za-z_][\w.]*\(\)|len\([\w.]*\)|[A-Za-z_]\w*(?:\.size\([-\w]*\)(?:\[[-\w]*\])?|(?:\.\w+|\[[^[\]\n]*\])+))/y;
const NAME = /[ \t]*[A-Za-z_]\w*/y;
/** What ends the value of a statement. */
const END = /[ \t]*(?:[;#\n]|\r\n|$)/y;
/** The values of `a, b = …` of which none is a number: something that is taken apart, or attributes and items. */
const NO_NUMBERS =
	/[A-Za-z_][\w.]*(?:\([-\w.]*\)|\[[-:\w]*\])?[ \t]*(?:[;#\r\n]|$)|[A-Za-z_]\w*(?:\.\w+|\[[-:\w]*\])+(?:[ \t]*,[ \t]*[A-Za-z_]\w*(?:\.\w+|\[[-:\w]*\])+)*[ \t]*(?:[;#\r\n]|$)/y;
/** `.a["b"]`; what is nested deeper or goes on in the next line is in doubt. */
const ATTRIBUTES = /(?:[ \t]*\.[ \t]*\w+|\[[^[\]\n]*(?:\[[^[\]\n]*\][^[\]\n]*)*\])*/y;
const KEYWORD = /(?:is|and|or|not|if|else|for|import|as|from)\b/y;
const IN = /in\b/y;
const OPERATORS = "*/%+-|&^@<>";
/** Statements that give nothing a value by a comma. */
const USES = /(?:return|yield|for|async|with|import|from|print|del|global|nonlocal|assert|raise|elif|if|while)\b/y;
/** What stands at the margin only where all brackets are closed. */
const BEGINS_STATEMENT = /^(?:def|class|import|from|if|for|while|try|with|return)$/;
const GIVEN = /(?:[=<>!]=|\\\r?\n|[^=\n])*?(?<![=<>!])=(?!=)[ \t]*/y;
/** Names of ours before commas of one statement, each of which is a look at all of it: with more it is in doubt. */
const MOST_COMMAS = 100;
/** Of strings that stand side by side, what is looked at again with the next one, in characters: a name is shorter. */
const LONGEST_JOINED = 500;
const LONGEST_DEFINITION = 20;
const DEFINES = /\b(?:def|class)[ \t]+$/;
const LONGEST_ANNOTATION = 300;

/** A message of some words, in which a name of ours is one. */
const PROSE = /\S[ \t]+\S+[ \t]+\S+[ \t]+\S/;
/** What follows a string that is a name, of however many words: `{"…": 0.1}`, `d["…"]`, `get("…", 0.1)`. */
const KEYS = /[:\]]|,\s*[-.\d]/y;
/** What follows a name that is given a value within a string: `lr=0.1`, `"lr": 0.1`, `lr 0.1`. */
const GIVEN_IN_STRING = /\\?["']?[ \t]*[=:]|[ \t]+[-$\d.'"\\]/y;
const WORD = /[A-Za-z_]\w*/g;

export const mayBind = (text: string): boolean =>
	text.includes(SUPPRESSION) ||
	isSpelt(text) ||
	OLD_LINE_END.test(text) ||
	holdsCommand(text) ||
	new Tokens(text).mayBind();

/** The second pattern passes over most lines at once, which the third looks at letter by letter. */
const holdsCommand = (text: string): boolean =>
	COMMAND.test(text) || (OUTPUT.test(text) && OUTPUT_OF_COMMAND.test(text));

class Tokens {
	/** Brackets that are open. */
	private depth = 0;
	/** Where the statement at hand begins, and whether with a bracket: `(a, b) = …`. */
	private statement = 0;
	private isBracketed = false;
	/** How many names of ours stand before commas in it. */
	private commas = 0;

	constructor(private readonly text: string) {}

	mayBind(): boolean {
		const { text } = this;
		/** What strings that stand side by side come to. */
		let joined = "";
		let joinedEnd = -1;
		let isFresh = true;
		TOKEN.lastIndex = 0;
		for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
			const { 0: token, index } = found;
			const first = token.charCodeAt(0);
			if (first === HASH || first === BACKSLASH) continue;
			if (first === NEWLINE) {
				isFresh ||= this.depth === 0;
				continue;
			}
			const isFirst = isFresh;
			if (isFresh) {
				this.statement = index;
				this.commas = 0;
			}
			isFresh = false;
			let end = TOKEN.lastIndex;
			if (isString(token)) {
				let content = token;
				if (token.endsWith('"""') || token.endsWith("'''")) {
					const close = endOfString(text, end, token.slice(-3));
					if (close < 0) return true;
					content = text.slice(end, close);
					end = close + 3;
					TOKEN.lastIndex = end;
					// A docstring.
					if (isFirst && this.depth === 0 && this.endsLine(end)) continue;
				}
				const isOne = joinedEnd >= 0 && this.gapBehind(joinedEnd) >= index;
				joined = isOne ? joined.slice(-LONGEST_JOINED).replace(/["']$/, "") + content.replace(/^\w*["']/, "") : content;
				joinedEnd = end;
				if (mayGive(joined, this.isKey(end)) && !this.isOnlyRead(index, end)) return true;
			} else if (OPEN.includes(token)) {
				if (this.depth++ === 0) this.isBracketed = isFirst || this.beginsInLine(index);
			} else if (CLOSE.includes(token)) {
				if (--this.depth < 0) return true;
			} else {
				if (this.depth > 0 && (index === 0 || text.charCodeAt(index - 1) === NEWLINE) && BEGINS_STATEMENT.test(token))
					return true;
				if (SETTERS.has(token)) return true;
				// Bytes that are not decoded may hang other signs on a name.
				if (NOT_ASCII.test(token) && MAY_MATTER.test(token)) return true;
				if (lengthOfWords(text, index) > 0 || (isOurs(token, text, end) && this.isGiven(index, end))) return true;
			}
		}
		return this.depth > 0;
	}

	/** Whether a name of ours that stands here is given a value. */
	private isGiven(start: number, end: number): boolean {
		const { text } = this;
		if (DEFINES.test(text.slice(Math.max(0, start - LONGEST_DEFINITION), start))) return true;
		const at = this.gapBehind(end);
		const sign = text[at];
		if (sign === undefined) return false;
		if (sign === "=") return this.isBound(at, this.depth);
		if (sign === ":") return this.isAnnotated(at, this.depth);
		if (this.depth === 0 && hasLineEnd(text, end, at)) return false;
		if (sign === ",") return this.isInTarget(at, this.depth);
		if (sign === "." || sign === "[") return this.isTarget(at, this.depth);
		if (CLOSE.includes(sign)) return this.isTargetInBrackets(at, this.depth);
		if (sign === "(") return isCallOfOurs(text.slice(start, end));
		if (sign === "!") return text[at + 1] !== "=";
		if (sign === ";" || OPERATORS.includes(sign)) return false;
		if (matches(KEYWORD, text, at) >= 0) return false;
		const list = matches(IN, text, at);
		return list < 0 || "[({".includes(text[this.gapBehind(list)] ?? "(");
	}

	/** `batch["lr"]` that is given nothing. */
	private isOnlyRead(start: number, end: number): boolean {
		const { text } = this;
		return text[start - 1] === "[" && text[end] === "]" && !this.isTarget(end + 1, this.depth - 1);
	}

	/** Whether a string that ends here is what a value is kept under. */
	private isKey(end: number): boolean {
		return this.depth > 0 && matches(KEYS, this.text, this.gapBehind(end)) >= 0;
	}

	/** Whether something with the attributes and items that begin here, in so many brackets, is given a value. */
	private isTarget(from: number, depth: number): boolean {
		const { text } = this;
		const end = matches(ATTRIBUTES, text, from);
		const at = this.gapBehind(end);
		if (depth === 0 && hasLineEnd(text, end, at)) return false;
		const sign = text[at];
		if (sign === undefined) return false;
		if (sign === "=") return this.isBound(at, depth);
		if (sign === ":") return this.isAnnotated(at, depth);
		if (CLOSE.includes(sign)) return this.isTargetInBrackets(at, depth);
		return sign === "[" || (sign === "," && this.isInTarget(at, depth));
	}

	/** `(lr) = …`, `(a, lr), b = …` */
	private isTargetInBrackets(close: number, depth: number): boolean {
		const { text } = this;
		let at = close;
		let left = depth;
		for (; left > 0 && CLOSE.includes(text[at] ?? " "); at = this.gapBehind(at + 1)) left--;
		const sign = text[at];
		if (sign === "=") return text[at + 1] !== "=";
		return sign === "," && this.isInTarget(at, left);
	}

	/** Whether what is given behind `=` may be a number. */
	private isBound(equals: number, depth: number): boolean {
		return this.text[equals + 1] !== "=" && !this.isNoNumber(equals + 1, depth);
	}

	private isNoNumber(from: number, depth: number): boolean {
		const { text } = this;
		const end = matches(NO_NUMBER, text, from);
		if (end >= 0) return this.endsValue(end, depth);
		// A name of ours is given its own value elsewhere, if at all.
		const nameEnd = matches(NAME, text, from);
		return (
			nameEnd >= 0 && this.endsValue(nameEnd, depth) && isOurs(text.slice(from, nameEnd).trimStart(), text, nameEnd)
		);
	}

	/** In brackets a value may go on in the next line; outside of them, behind a comma. */
	private endsValue(end: number, depth: number): boolean {
		const { text } = this;
		return depth > 0 ? ",)]}".includes(text[this.gapBehind(end)] ?? ",") : matches(END, text, end) >= 0;
	}

	/** `lr: float = 0.1`, not `batch: Tensor, …`. */
	private isAnnotated(colon: number, depth: number): boolean {
		const { text } = this;
		if (text[colon + 1] === "=") return true;
		let open = 0;
		for (let at = colon + 1; at < colon + LONGEST_ANNOTATION; at++) {
			const sign = text[at];
			if (sign === undefined) return false;
			if (sign === '"' || sign === "'") {
				at = text.indexOf(sign, at + 1);
				if (at < 0) return true;
			} else if (sign === "#" || sign === "\\") {
				const lineEnd = text.indexOf("\n", at);
				if (lineEnd < 0) return false;
				at = sign === "#" ? lineEnd - 1 : lineEnd;
			} else if (OPEN.includes(sign)) open++;
			else if (CLOSE.includes(sign)) {
				if (open-- === 0) return false;
			} else if (open > 0) continue;
			else if (sign === "=") return !this.isNoNumber(at + 1, depth);
			else if (sign === "," || (sign === "\n" && depth === 0)) return false;
		}
		return true;
	}

	/** `a, b = …`; elsewhere a comma parts arguments, items and parameters. */
	private isInTarget(comma: number, depth: number): boolean {
		const { text } = this;
		if (depth > 0) return this.isBracketed;
		if (++this.commas > MOST_COMMAS) return true;
		// `if x: a, b = …`
		const before = text.slice(this.statement, comma);
		const inLine = Math.max(before.lastIndexOf(";"), before.lastIndexOf(":")) + 1;
		if (matches(USES, text, this.gapBehind(this.statement + inLine)) >= 0) return false;
		const values = matches(GIVEN, text, comma);
		return values >= 0 && matches(NO_NUMBERS, text, values) < 0;
	}

	/** `if x: (a, b) = …`, `f(x); (a, b) = …` */
	private beginsInLine(from: number): boolean {
		let at = from - 1;
		while (BLANKS.includes(this.text[at] ?? "x")) at--;
		return IN_LINE.includes(this.text[at] ?? "x");
	}

	/** Where what comes next begins. */
	private gapBehind(from: number): number {
		return matches(GAP, this.text, from);
	}

	private endsLine(from: number): boolean {
		return /^[ \t;]*(?:#|\r?\n|$)/.test(this.text.slice(from, from + 100));
	}
}

/** Whether it begins with a quote, behind a prefix of two letters at most. */
function isString(token: string): boolean {
	for (let i = 0; i < 3; i++) {
		const code = token.charCodeAt(i);
		if (code === QUOTE || code === APOSTROPHE) return true;
	}
	return false;
}

/** Where the match of a pattern ends that begins at a place; -1 where there is none. */
function matches(pattern: RegExp, text: string, from: number): number {
	pattern.lastIndex = from;
	return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Whether a line ends between two places without a backslash. */
function hasLineEnd(text: string, from: number, to: number): boolean {
	const at = text.indexOf("\n", from);
	return at >= 0 && at < to && !/\\\r?$/.test(text.slice(from, at));
}

/** Where quotes come next that no backslash stands before; -1 where they do not. */
function endOfString(text: string, from: number, quotes: string): number {
	for (let at = text.indexOf(quotes, from); at >= 0; at = text.indexOf(quotes, at + 1)) {
		let first = at;
		while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
		if ((at - first) % 2 === 0) return at;
	}
	return -1;
}

/** Whether a string may be a name of ours, or give one a value. */
function mayGive(content: string, isKey: boolean): boolean {
	const isProse = !isKey && PROSE.test(content);
	WORD.lastIndex = 0;
	for (let found = WORD.exec(content); found; found = WORD.exec(content)) {
		const { 0: word, index } = found;
		const end = WORD.lastIndex;
		const before = content.charCodeAt(index - 1);
		const inWords = lengthOfWords(content, index);
		const isOne =
			inWords > 0 || isOurs(word, content, end) || (before === BACKSLASH && isOurs(word.slice(1), content, end));
		if (!isOne) continue;
		const behind = Math.max(end, index + inWords);
		if (!isProse || before === DASH || matches(GIVEN_IN_STRING, content, behind) >= 0) return true;
	}
	return false;
}

const DASH = 45;
