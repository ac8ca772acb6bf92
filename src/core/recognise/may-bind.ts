/**
 * Whether a Python script may give a value to a name of ours. Half of those that hold such a name only use it (`x[batch]`,
 * `batch_size=args.batch_size`, `bs = x.shape[0]`) or write about it (comments, docstrings, messages). That is told by tokens, at a
 * tenth of what reading costs. It says no only where recognition would find nothing: in doubt, such as in damaged text, it may.
 */

import { SETTERS } from "./arguments.ts";
import { isCallOfOurs, isOurs, isSpelt, lengthOfWords } from "./may-matter.ts";

/** Comments, strings (of those in three quotes the beginning), words, brackets, the ends of lines. */
const TOKEN =
	/#[^\n]*|[rRbBuUfF]{0,2}(?:"""|'''|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)|[\w\u0080-\uffff]+|[()[\]{}]|\\\r?\n|\n/g;
const HASH = 35;
const NEWLINE = 10;
const QUOTE = 34;
const APOSTROPHE = 39;
const OPEN = "([{";
const CLOSE = ")]}";
const BACKSLASH = 92;

/** A suppression may be one that nothing needs: that is told of scripts which are read. */
const SUPPRESSION = "hplint";

/** What IPython takes for commands, anywhere: `%%bash`, `!python train.py`; `out = !ls`. */
const COMMAND = /^[ \t]*(?:%[%A-Za-z]|!(?!=))/m;
const OUTPUT = /=[ \t]*(?:%[A-Za-z]|!(?!=))/;
const OUTPUT_OF_COMMAND = /^[\w., \t]+=[ \t]*(?:%[A-Za-z]|!(?!=))/m;

const GAP = /(?:\s|\\\r?\n|#[^\n]*)*/y;
/** What ends a value. */
const END = String.raw`[ \t]*(?:[,;)\]}#\n]|\r\n|$)`;
/** Attributes, items, sizes, `None` and what is empty are no numbers. */
const NO_NUMBER = new RegExp(
	String.raw`[ \t]*(?:None|\{\}|\[\]|[A-Za-z_][\w.]*\(\)|len\([\w.]*\)|[A-Za-z_]\w*(?:(?:\.\w+|\[[^[\]\n]*\])+|\.size\([-\w]*\)(?:\[[-\w]*\])?))${END}`,
	"y",
);
const NAME = new RegExp(String.raw`[ \t]*([A-Za-z_]\w*)${END}`, "y");
/** The values of `a, b = …` of which none is a number: something that is taken apart, or attributes and items. */
const NO_NUMBERS =
	/[A-Za-z_][\w.]*(?:\([-\w.]*\)|\[[-:\w]*\])?[ \t]*(?:[;#\r\n]|$)|[A-Za-z_]\w*(?:\.\w+|\[[-:\w]*\])+(?:[ \t]*,[ \t]*[A-Za-z_]\w*(?:\.\w+|\[[-:\w]*\])+)*[ \t]*(?:[;#\r\n]|$)/y;
/** `.a["b"]`; what is nested deeper or goes on in the next line is in doubt. */
const ATTRIBUTES = /(?:[ \t]*\.[ \t]*\w+|\[[^[\]\n]*(?:\[[^[\]\n]*\][^[\]\n]*)*\])*/y;
const KEYWORD = /(?:is|and|or|not|if|else|for|import|as|from)\b/y;
const IN = /in\b\s*/y;
const OPERATORS = "*/%+-|&^@<>";
/** Statements that give nothing a value by a comma. */
const USES = /(?:return|yield|for|async|with|import|from|print|del|global|nonlocal|assert|raise|elif|if|while)\b/y;
/** What stands at the margin only where all brackets are closed. */
const BEGINS_STATEMENT = /^(?:def|class|import|from|if|for|while|try|with|return)$/;
const GIVEN = /[^=\n]*[^=<>!\n]=(?!=)[ \t]*/y;
const LONGEST_DEFINITION = 20;
const DEFINES = /\b(?:def|class)[ \t]+$/;
const LONGEST_ANNOTATION = 300;

/** A message of some words, in which a name of ours is one. */
const PROSE = /\S[ \t]+\S+[ \t]+\S+[ \t]+\S/;
/** What follows a name that is given a value within a string: `lr=0.1`, `"lr": 0.1`, `lr 0.1`. */
const GIVEN_IN_STRING = /\\?["']?[ \t]*[=:]|[ \t]+[-$\d.'"\\]/y;
const WORD = /[A-Za-z_]\w*/g;

export const mayBind = (text: string): boolean =>
	text.includes(SUPPRESSION) || isSpelt(text) || holdsCommand(text) || new Tokens(text).mayBind();

/** The second pattern passes over most lines at once, which the third looks at letter by letter. */
const holdsCommand = (text: string): boolean =>
	COMMAND.test(text) || (OUTPUT.test(text) && OUTPUT_OF_COMMAND.test(text));

class Tokens {
	/** Brackets that are open. */
	private depth = 0;
	/** Where the statement at hand begins, and whether with a bracket: `(a, b) = …`. */
	private statement = 0;
	private isBracketed = false;

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
			if (isFresh) this.statement = index;
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
				joined = isOne ? joined.replace(/["']$/, "") + content.replace(/^\w*["']/, "") : content;
				joinedEnd = end;
				if (mayGive(joined) && !this.isOnlyRead(index, end)) return true;
			} else if (OPEN.includes(token)) {
				if (this.depth++ === 0) this.isBracketed = isFirst;
			} else if (CLOSE.includes(token)) {
				if (--this.depth < 0) return true;
			} else {
				if (this.depth > 0 && (index === 0 || text.charCodeAt(index - 1) === NEWLINE) && BEGINS_STATEMENT.test(token))
					return true;
				if (SETTERS.has(token)) return true;
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
		if (sign === "=") return text[at + 1] !== "=" && !this.isNoNumber(at + 1);
		if (sign === ":") return this.isAnnotated(at);
		if (this.depth === 0 && hasLineEnd(text, end, at)) return false;
		if (sign === ",") return this.isInTarget(at);
		if (sign === "." || sign === "[") return this.isTarget(at);
		if (CLOSE.includes(sign)) {
			const next = this.gapBehind(at + 1);
			return text[next] === "=" && text[next + 1] !== "=";
		}
		if (sign === "(") return isCallOfOurs(text.slice(start, end));
		if (sign === "!") return text[at + 1] !== "=";
		if (sign === ";" || OPERATORS.includes(sign)) return false;
		if (matches(KEYWORD, text, at) >= 0) return false;
		const list = matches(IN, text, at);
		return list < 0 || "[({".includes(text[list] ?? "(");
	}

	/** `batch["lr"]` that is given nothing. */
	private isOnlyRead(start: number, end: number): boolean {
		const { text } = this;
		return text[start - 1] === "[" && text[end] === "]" && !this.isTarget(end + 1);
	}

	/** Whether something with the attributes and items that begin here is given a value. */
	private isTarget(from: number): boolean {
		const { text } = this;
		const end = matches(ATTRIBUTES, text, from);
		const at = this.gapBehind(end);
		if (this.depth === 0 && hasLineEnd(text, end, at)) return false;
		const sign = text[at];
		if (sign === "=") return text[at + 1] !== "=" && !this.isNoNumber(at + 1);
		if (sign === ":") return this.isAnnotated(at);
		return sign === "[" || (sign === "," && this.isInTarget(at));
	}

	private isNoNumber(from: number): boolean {
		const { text } = this;
		// Beside a comma one of several names may get what comes next.
		if (this.depth === 0 && matches(NO_NUMBERS, text, from) >= 0) return true;
		const end = matches(NO_NUMBER, text, from);
		if (end >= 0) return this.depth > 0 || text[end - 1] !== ",";
		// A name of ours is given its own value elsewhere, if at all.
		NAME.lastIndex = from;
		const name = NAME.exec(text)?.[1];
		const last = text[NAME.lastIndex - 1];
		return name !== undefined && (this.depth > 0 || last !== ",") && isOurs(name, text, NAME.lastIndex - 1);
	}

	/** `lr: float = 0.1`, not `batch: Tensor, …`. */
	private isAnnotated(colon: number): boolean {
		const { text } = this;
		if (text[colon + 1] === "=") return true;
		let open = 0;
		for (let at = colon + 1; at < colon + LONGEST_ANNOTATION; at++) {
			const sign = text[at];
			if (sign === undefined) return false;
			if (OPEN.includes(sign)) open++;
			else if (CLOSE.includes(sign)) {
				if (open-- === 0) return false;
			} else if (open > 0) continue;
			else if (sign === "=") return !this.isNoNumber(at + 1);
			else if (sign === "," || (sign === "\n" && this.depth === 0)) return false;
		}
		return true;
	}

	/** `a, b = …`; elsewhere a comma parts arguments, items and parameters. */
	private isInTarget(comma: number): boolean {
		const { text } = this;
		if (this.depth > 0) return this.isBracketed;
		if (matches(USES, text, this.statement) >= 0) return false;
		const values = matches(GIVEN, text, comma);
		return values >= 0 && matches(NO_NUMBERS, text, values) < 0;
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
function mayGive(content: string): boolean {
	const isProse = PROSE.test(content);
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
