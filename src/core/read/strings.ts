/** The text that a string of YAML, JSON or Python stands for, each character with its place in the document. */

import { Located } from "./located.ts";
import type { Language, Scalar } from "./model.ts";

const LETTERS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", b: "\b" };

export function textOf({ text, span, form }: Scalar, language: Language): Located {
	if (language === "python") return python(text, span.start);
	if (form === "block") return block(text, span.start);
	const content = new Located();
	if (form === "plain") folded(content, text, span.start);
	else if (text.startsWith("'")) quoted(content, text.slice(1, -1), span.start + 1, /''/y, true);
	else quoted(content, text.slice(1, -1), span.start + 1, ESCAPE, language === "yaml");
	return content;
}

const ESCAPE = /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|\r?\n[ \t]*|[\s\S])/y;

/** Lines of YAML that are one: what stands between them is a space. */
function folded(content: Located, text: string, from: number): void {
	let at = 0;
	for (const fold of text.matchAll(/[ \t]*\r?\n\s*/g)) {
		content.add(text.slice(at, fold.index), from + at);
		content.add(" ", from + fold.index, fold[0].length);
		at = fold.index + fold[0].length;
	}
	content.add(text.slice(at), from + at);
}

function quoted(content: Located, text: string, from: number, sequence: RegExp, folds: boolean): void {
	const mark = sequence === ESCAPE ? "\\" : "''";
	let at = 0;
	while (at < text.length) {
		const next = text.indexOf(mark, at);
		const plain = text.slice(at, next < 0 ? undefined : next);
		if (folds) folded(content, plain, from + at);
		else content.add(plain, from + at);
		if (next < 0) return;
		sequence.lastIndex = next;
		const written = sequence.exec(text)?.[0] ?? mark;
		content.add(unescaped(written), from + next, written.length);
		at = next + written.length;
	}
}

function unescaped(written: string): string {
	if (written === "''") return "'";
	const letter = written[1] ?? "";
	if (/[ux]/.test(letter) && written.length > 2) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
	return letter === "\n" || letter === "\r" ? "" : (LETTERS[letter] ?? letter);
}

/** `|` keeps its lines, `>` makes one of those that stand together; the indentation is no part of either. */
function block(text: string, from: number): Located {
	const content = new Located();
	const folds = text.startsWith(">");
	const lines = [...text.matchAll(/[^\n]*\n?/g)].slice(1);
	const indent = lines.find(([line]) => line.trim() !== "")?.[0].match(/^ */)?.[0].length ?? 0;
	for (const [i, { 0: line, index }] of lines.entries()) {
		const skipped = Math.min(indent, line.search(/[^ ]|$/));
		const next = lines[i + 1]?.[0] ?? "";
		const joined = folds && /^ *\S/.test(next) && next.search(/\S/) === indent && line.trim() !== "";
		const end = joined ? line.replace(/\r?\n$/, "").length : line.length;
		content.add(line.slice(skipped, end), from + index + skipped);
		if (joined) content.add(" ", from + index + end, line.length - end);
	}
	return content;
}

const LITERAL = /([rRbBuUfF]{0,2})("""|'''|"|')/y;
const BETWEEN = /(?:\s|\\\r?\n|#.*)*/y;

/** One string literal or several that stand behind each other; what an f-string fills in stays as it is written. */
function python(text: string, from: number): Located {
	const content = new Located();
	let at = 0;
	for (;;) {
		BETWEEN.lastIndex = at;
		at += BETWEEN.exec(text)?.[0].length ?? 0;
		LITERAL.lastIndex = at;
		const [open, prefix = "", quote = ""] = LITERAL.exec(text) ?? [];
		if (open === undefined) return content;
		const start = at + open.length;
		const end = closing(text, start, quote);
		const inner = text.slice(start, end);
		if (/r/i.test(prefix)) content.add(inner, from + start);
		else quoted(content, inner, from + start, ESCAPE, false);
		at = end + quote.length;
	}
}

function closing(text: string, from: number, quote: string): number {
	for (let i = from; i < text.length; i++) {
		if (text[i] === "\\") i++;
		else if (text.startsWith(quote, i)) return i;
	}
	return text.length;
}
