/** `hplint-disable-line`, `-next-line` and `-file`, each with or without rule names, in any comment of the language. */

import type { LineIndex } from "./lines.ts";
import { cellsOf } from "./read/cells.ts";
import type { Comment, Language } from "./read/model.ts";
import type { Edit } from "./rules/rule.ts";

const DIRECTIVE = /^hplint-disable-(line|next-line|file)(?:\s+(.*))?$/;
const ALL = "*";

export interface Suppressions {
	/** Whether a rule is silenced on a line (0-based). */
	covers(rule: string, line: number): boolean;
}

export function findSuppressions(comments: readonly Comment[], lines: LineIndex): Suppressions {
	const file = new Set<string>();
	const byLine = new Map<number, Set<string>>();
	for (const { text, span } of comments) {
		const match = DIRECTIVE.exec(text);
		if (!match) continue;
		const names = (match[2] ?? "").split(/[\s,]+/).filter((name) => /^[a-z-]+$/.test(name));
		const rules = names.length > 0 ? names : [ALL];
		const first = lines.at(span.start).line + (match[1] === "next-line" ? 1 : 0);
		const last = match[1] === "next-line" ? lines.lastJoined(first) : first;
		for (let line = first; line <= last; line++) {
			const target = match[1] === "file" ? file : (byLine.get(line) ?? new Set<string>());
			if (match[1] !== "file") byLine.set(line, target);
			for (const rule of rules) target.add(rule);
		}
	}
	const silences = (rules: ReadonlySet<string> | undefined, rule: string): boolean =>
		rules !== undefined && (rules.has(ALL) || rules.has(rule));
	return { covers: (rule, line) => silences(file, rule) || silences(byLine.get(line), rule) };
}

/** What a comment begins with. */
export const COMMENT_SIGNS: Readonly<Record<Language, string>> = {
	yaml: "#",
	python: "#",
	toml: "#",
	shell: "#",
	json: "//",
};

/** The edit that silences a rule on a line (0-based): a comment at its end, merged with one that is there, else above it and the lines it is joined with. */
export function suppressOnLine(
	text: string,
	language: Language,
	comments: readonly Comment[],
	lines: LineIndex,
	line: number,
	rule: string,
): Edit {
	const first = lines.firstJoined(line);
	const isJoined = first !== lines.lastJoined(line);
	const start = lines.startOf(isJoined ? first : line);
	const end = lineEnd(text, start);
	const comment = comments.find(({ span }) => span.start >= start && span.start <= end);
	if (comment && DIRECTIVE.test(comment.text)) return insert(comment.span.end, ` ${rule}`);
	// Between lines that backslashes join no comment can stand.
	if (!comment && !isJoined) return insert(end, `  ${COMMENT_SIGNS[language]} hplint-disable-line ${rule}`);
	const above =
		first > 0 ? comments.find(({ span }) => span.start >= lines.startOf(first - 1) && span.start < start) : undefined;
	if (above && DIRECTIVE.exec(above.text)?.[1] === "next-line") return insert(above.span.end, ` ${rule}`);
	const indent = /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? "";
	return insert(start, `${indent}${COMMENT_SIGNS[language]} hplint-disable-next-line ${rule}${eolOf(text)}`);
}

/** The edit that silences a rule in the whole file: a comment at its top, below a script's shebang and coding line. */
export function suppressInFile(text: string, language: Language, comments: readonly Comment[], rule: string): Edit {
	const known = comments.find((comment) => DIRECTIVE.exec(comment.text)?.[1] === "file");
	if (known) return insert(known.span.end, ` ${rule}`);
	const start = firstCode(text);
	const header = /^(?:#!.*(?:\r?\n|$))?(?:#.*coding[:=].*(?:\r?\n|$))?/.exec(text.slice(start))?.[0] ?? "";
	return insert(start + header.length, `${COMMENT_SIGNS[language]} hplint-disable-file ${rule}${eolOf(text)}`);
}

/** Where code begins: in a notebook, in the first cell that holds any and does not begin with a magic, which must stay first. */
const firstCode = (text: string): number =>
	cellsOf(text).find(({ start, end }) => end > start && !/^\s*%%/.test(text.slice(start, end)))?.start ?? 0;

const insert = (offset: number, text: string): Edit => ({ span: { start: offset, end: offset }, text });
const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

function lineEnd(text: string, start: number): number {
	const newline = text.indexOf("\n", start);
	if (newline < 0) return text.length;
	return text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}
