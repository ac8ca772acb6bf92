/** What IPython adds to Python: magics, commands of the shell, questions. */

import type { Span } from "./model.ts";

/** Without one of these at the beginning or end of a line there is nothing to do. */
export const MAY_MATTER = /^[ \t]*[%!?]|=[ \t]*[%!]|\?[ \t]*$/m;

/** A magic for a whole cell, its name and its words. */
const CELL_MAGIC = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*%%(!|\w+)(.*)/;
/** Magics whose cell is no Python. */
const FOREIGN =
	/^(?:perl|ruby|R|julia|html|HTML|javascript|js|svg|SVG|latex|markdown|sql|bigquery|configure|cpp|cuda?)$/;
const SHELL = /^(?:!|(?:ba|z|k)?sh|shell|system|sx)$/;

/** `%magic`, `!command`, `?help`, `help?`, `files = !ls`: all of a line. */
const LINE = /[ \t]*(?:[%!?]|[\w., ]+=[ \t]*(?:%\w|!(?!=))|[\w.*]+\?{1,2}[ \t]*$)/my;
const COMMAND = /(?:[\w., ]+=[ \t]*)?(?:!{1,2}|%(?:sx|system|run|env|set_env)\b)/y;
/** Magics that run the statement behind them. */
const BEFORE_STATEMENT = /%(?:time|timeit|prun|memit|mprun|lprun)\b(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]+(?=[^\s-])/my;
/** A line with those that its backslashes join to it. */
const JOINED_LINES = /(?:[^\n]*\\\r?\n)*[^\n]*/y;

/** What decides where a statement begins. */
const MARK = /"""|'''|["'#([{)\]}\n]|\\\r?\n/g;

/** What a cell hands to another program or writes to a file: where it stands in the cell, and to which. */
export interface Handed extends Span {
	readonly target: string;
}

export interface Cell {
	/** The cell's text with what only IPython understands replaced by as many characters of Python. */
	readonly python: string;
	readonly handed: readonly Handed[];
}

export function cellOf(text: string): Cell {
	if (!MAY_MATTER.test(text)) return { python: text, handed: [] };
	const [head = "", magic = "", words = ""] = CELL_MAGIC.exec(text) ?? [];
	const target = targetOf(magic, words.trim().split(/\s+/));
	if (target !== undefined) return { python: blank(text), handed: [{ start: head.length, end: text.length, target }] };
	return FOREIGN.test(magic) ? { python: blank(text), handed: [] } : new Lines(text, head).cell();
}

/** What the rest of a cell is handed to by its magic. */
function targetOf(magic: string, words: readonly string[]): string | undefined {
	if (SHELL.test(magic)) return "sh";
	if (magic === "script") return words[0];
	return magic === "writefile" || magic === "file" ? words.at(-1) : undefined;
}

/** A cell of Python, line by line. */
class Lines {
	private python: string;
	private copied: number;
	private readonly handed: Handed[] = [];

	constructor(
		private readonly text: string,
		head: string,
	) {
		this.python = nothing(head);
		this.copied = head.length;
	}

	cell(): Cell {
		const { text } = this;
		let depth = 0;
		MARK.lastIndex = this.begin(this.copied);
		for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
			const [sign] = mark;
			const end = MARK.lastIndex;
			if (sign === "\n") {
				if (depth === 0) MARK.lastIndex = this.begin(end);
			} else if (sign === "#") MARK.lastIndex = end + lengthAt(/[^\n]*/y, text, end);
			else if (/["']/.test(sign)) MARK.lastIndex = endOfString(text, end, sign);
			else if (/[([{]/.test(sign)) depth++;
			else if (/[)\]}]/.test(sign)) depth = Math.max(0, depth - 1);
		}
		return { python: this.python + text.slice(this.copied), handed: this.handed };
	}

	/** Looks at a line that begins a statement; tells where what is special about it ends. */
	private begin(at: number): number {
		const { text } = this;
		const indent = at + lengthAt(/[ \t]*/y, text, at);
		const runs = lengthAt(BEFORE_STATEMENT, text, indent);
		if (runs > 0) return this.replace(indent, runs, (magic) => "0;".padEnd(magic.length));
		if (lengthAt(LINE, text, at) === 0) return at;
		const end = this.replace(indent, lengthAt(JOINED_LINES, text, indent), nothing);
		const command = indent + lengthAt(COMMAND, text, indent);
		if (command > indent) this.handed.push({ start: command, end, target: "sh" });
		return end;
	}

	private replace(from: number, length: number, by: (text: string) => string): number {
		this.python += this.text.slice(this.copied, from) + by(this.text.slice(from, from + length));
		this.copied = from + length;
		return this.copied;
	}
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** A statement that does nothing, where a block may need one. */
const nothing = (text: string): string => blank(text).replace(" ", "0");

/** How much a sticky expression matches at a place. */
function lengthAt(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0].length ?? 0;
}

/** Where a string ends that was begun with `quote`: at the same quote, or at the end of the line if it is a single one. */
function endOfString(text: string, from: number, quote: string): number {
	const stop = quote.length > 1 ? /\\[\s\S]|"""|'''/g : /\\[\s\S]|["'\n]/g;
	stop.lastIndex = from;
	for (let found = stop.exec(text); found; found = stop.exec(text)) {
		if (found[0] === quote) return stop.lastIndex;
		// The line's end is looked at again, as the beginning of the next statement.
		if (found[0] === "\n") return found.index;
	}
	return text.length;
}
