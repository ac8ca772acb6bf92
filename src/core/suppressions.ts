/** `hplint-disable-line`, `-next-line` and `-file`, each with or without rule names, in any comment of the language; after `--` a reason may follow. */

import type { LineIndex } from "./lines.ts";
import { BOUNDARY, cellsOf } from "./read/cells.ts";
import type { Comment, Language, Span } from "./read/model.ts";
import type { Edit } from "./rules/rule.ts";

const DIRECTIVE = /hplint-disable-(line|next-line|file)(?=\s|$)/;
/** Names behind a directive, up to a reason or the end of a block comment. */
const NAMES = /(?:[\s,]+(?!--)[a-z-]+(?![^\s,*]))+/y;
const NAME = /[a-z-]+/g;

/** A comment that silences rules. */
interface Directive {
	readonly kind: "line" | "next-line" | "file";
	readonly comment: Span;
	/** None: all rules. */
	readonly rules: readonly { readonly name: string; readonly span: Span }[];
	/** Where another name would stand. */
	readonly end: number;
}

function directivesIn(text: string, comments: readonly Comment[]): Directive[] {
	return comments.flatMap(({ text: said, span: comment }) => {
		if (!said.startsWith("hplint-disable-")) return [];
		const source = text.slice(comment.start, comment.end);
		const match = DIRECTIVE.exec(source);
		if (!match) return [];
		const start = match.index + match[0].length;
		NAMES.lastIndex = start;
		const names = NAMES.exec(source)?.[0] ?? "";
		const rules = [...names.matchAll(NAME)].map(({ 0: name, index }) => {
			const from = comment.start + start + index;
			return { name, span: { start: from, end: from + name.length } };
		});
		return [{ kind: match[1] as Directive["kind"], comment, rules, end: comment.start + start + names.length }];
	});
}

/** A comment, or names in it, that silence nothing. */
export interface Unused {
	readonly span: Span;
	/** The rules that are named in vain; none: the comment is for all rules. */
	readonly rules: readonly string[];
	/** What takes it away. */
	readonly edits: readonly Edit[];
}

export interface Suppressions {
	/** Whether some rule may be silenced on a line (0-based). */
	reach(line: number): boolean;
	/** Whether a rule is silenced on a line (0-based); asked of what would otherwise be found there. */
	covers(rule: string, line: number): boolean;
	/** Some rules were not asked about a value on this line: what silences them may be needed. */
	spare(line: number, wasNotAsked: (rule: string) => boolean): void;
	/** What was never needed. Nothing is said of rules that may return. */
	unused(mayReturn: (rule: string) => boolean): Unused[];
}

export function findSuppressions(text: string, comments: readonly Comment[], lines: LineIndex): Suppressions {
	const directives = directivesIn(text, comments);
	const used = new Map(directives.map((one) => [one, new Set<string>()]));
	const everywhere = directives.filter(({ kind }) => kind === "file");
	const byLine = new Map<number, Directive[]>();
	for (const one of directives) {
		if (one.kind === "file") continue;
		const first = lines.at(one.comment.start).line + (one.kind === "next-line" ? 1 : 0);
		const last = one.kind === "next-line" ? lines.lastJoined(first) : first;
		for (let line = first; line <= last; line++) byLine.set(line, [...(byLine.get(line) ?? []), one]);
	}
	const on = (line: number): readonly Directive[] => [...everywhere, ...(byLine.get(line) ?? [])];
	const reach = (line: number): boolean => everywhere.length > 0 || byLine.has(line);
	return {
		reach,
		covers(rule, line) {
			if (!reach(line)) return false;
			const silencing = on(line).filter(({ rules }) => rules.length === 0 || rules.some(({ name }) => name === rule));
			for (const one of silencing) used.get(one)?.add(rule);
			return silencing.length > 0;
		},
		spare(line, wasNotAsked) {
			for (const one of on(line))
				for (const { name } of one.rules.length > 0 ? one.rules : [{ name: "" }])
					if (name === "" || wasNotAsked(name)) used.get(one)?.add(name);
		},
		unused: (mayReturn) =>
			directives.flatMap((one) => {
				const needed = used.get(one) ?? new Set();
				// Every rule's name has a hyphen: other words are a reason.
				const named = one.rules.filter(({ name }) => name.includes("-"));
				const vain = named.filter(({ name }) => !needed.has(name) && !mayReturn(name));
				if (one.rules.length === 0 ? needed.size > 0 : vain.length === 0) return [];
				const rules = vain.map(({ name }) => name);
				return vain.length === named.length
					? [{ span: one.comment, rules, edits: [withoutComment(text, one.comment)] }]
					: vain.map(({ name, span }) => ({ span, rules: [name], edits: [withoutName(text, span)] }));
			}),
	};
}

/** Takes a comment away: with its line where nothing else stands on it, else with the spaces before it. */
function withoutComment(text: string, { start, end }: Span): Edit {
	const before = /[ \t]*$/.exec(text.slice(0, start))?.index ?? start;
	const isAlone = before === 0 || text[before - 1] === "\n";
	const after = text.startsWith(BOUNDARY, end) ? undefined : /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
	return { span: { start: before, end: isAlone && after !== undefined ? end + after.length : end }, text: "" };
}

/** Takes a name away with what parts it from the next, or from the one before. */
function withoutName(text: string, { start, end }: Span): Edit {
	const after = /^[\s,]+(?=[a-z])/.exec(text.slice(end))?.[0];
	if (after !== undefined) return { span: { start, end: end + after.length }, text: "" };
	return { span: { start: /[\s,]*$/.exec(text.slice(0, start))?.index ?? start, end }, text: "" };
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
	const isHere = ({ start: from }: Span): boolean => from >= start && from <= end;
	const directives = directivesIn(text, comments);
	const known = directives.find(({ kind, comment }) => kind === "line" && isHere(comment));
	if (known) return insert(known.end, ` ${rule}`);
	const comment = comments.some(({ span }) => isHere(span));
	// Between lines that backslashes join no comment can stand.
	if (!comment && !isJoined) return insert(end, `  ${COMMENT_SIGNS[language]} hplint-disable-line ${rule}`);
	const above = directives.find(
		({ kind, comment }) => kind === "next-line" && lines.at(comment.start).line === first - 1,
	);
	if (above) return insert(above.end, ` ${rule}`);
	const indent = /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? "";
	return insert(start, `${indent}${COMMENT_SIGNS[language]} hplint-disable-next-line ${rule}${eolOf(text)}`);
}

/** The edit that silences a rule in the whole file: a comment at its top, below a script's shebang and coding line. */
export function suppressInFile(text: string, language: Language, comments: readonly Comment[], rule: string): Edit {
	const known = directivesIn(text, comments).find(({ kind }) => kind === "file");
	if (known) return insert(known.end, ` ${rule}`);
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
