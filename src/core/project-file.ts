/** `.hplint.yaml` and `.hplint.json`: what no config says, and which rules apply. Read with the readers every document goes through. */

import { read } from "./read/index.ts";
import type { Assignment, Scope, Span } from "./read/model.ts";
import type { StatedFacts } from "./recognise/setup.ts";
import { RULES } from "./rules/index.ts";
import { PROFILES, type Profile, SEVERITIES, type Severity } from "./rules/rule.ts";

export const PROJECT_FILES = [".hplint.yaml", ".hplint.json"] as const;

export interface ProjectFile {
	readonly profile?: Profile;
	readonly rules: Readonly<Record<string, Severity | "off">>;
	readonly facts: StatedFacts;
	/** What is wrong with the file itself. */
	readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

const LEVELS: readonly (Severity | "off")[] = ["off", ...SEVERITIES];

export function readProjectFile(text: string, fileName: string): ProjectFile {
	const document = read(text, fileName.endsWith(".json") ? "json" : "yaml");
	const problems: { span: Span; message: string }[] = [];
	const rules: Record<string, Severity | "off"> = {};
	const facts: { features?: number; optimizer?: string } = {};
	let profile: Profile | undefined;

	const complain = (span: Span, message: string): void => {
		problems.push({ span, message });
	};
	const readRule = ({ name, nameSpan, value }: Assignment): void => {
		const level = LEVELS.find((known) => known === value.value);
		if (!RULES.some((rule) => rule.name === name)) complain(nameSpan ?? value.span, `There is no rule "${name}".`);
		else if (level === undefined) complain(value.span, `A rule's level is one of ${LEVELS.join(", ")}.`);
		else rules[name] = level;
	};
	const readFact = ({ name, nameSpan, value }: Assignment): void => {
		if (name === "optimizer" && typeof value.value === "string") facts.optimizer = value.value;
		else if (name === "features" && typeof value.value === "number" && value.value >= 1) facts.features = value.value;
		else complain(nameSpan ?? value.span, `"${name}" is no fact that a project file can state, or has no such value.`);
	};

	const root = document.documents[0];
	for (const { name, nameSpan, value } of root?.assignments ?? []) {
		if (name === "$schema") continue;
		if (name === "profile" && PROFILES.some((known) => known === value.value)) profile = value.value as Profile;
		else if (name === "profile") complain(value.span, `A profile is one of ${PROFILES.join(", ")}.`);
		else if (!(["rules", "facts"].includes(name) && value.value === null)) {
			complain(nameSpan ?? value.span, `"${name}" is no setting of a project file.`);
		}
	}
	for (const scope of root?.children ?? []) {
		if (scope.kind !== "mapping") complain(scope.nameSpan ?? scope.span, `"${scope.name}" is no list.`);
		else if (scope.name === "rules") scope.assignments.forEach(readRule);
		else if (scope.name === "facts") scope.assignments.forEach(readFact);
		else complain(scope.nameSpan ?? scope.span, `"${scope.name}" is no setting of a project file.`);
	}
	return { ...(profile === undefined ? {} : { profile }), rules, facts, problems };
}

/**
 * The text of a project file with one rule set to a level, everything else as it was. Undefined where the file has a form
 * in which that cannot be written for certain.
 */
export function withRule(text: string, fileName: string, rule: string, level: Severity | "off"): string | undefined {
	const before = readProjectFile(text, fileName);
	const written = writeRule(text, fileName, rule, level);
	const after = readProjectFile(written, fileName);
	const kept = { ...after, rules: { ...before.rules, [rule]: level } };
	const expected = { ...before, rules: { ...before.rules, [rule]: level } };
	const same =
		JSON.stringify({ ...kept, problems: after.problems.length }) ===
		JSON.stringify({ ...expected, problems: before.problems.length });
	return same && after.rules[rule] === level && Object.keys(after.rules).length === Object.keys(expected.rules).length
		? written
		: undefined;
}

function writeRule(text: string, fileName: string, rule: string, level: Severity | "off"): string {
	const json = fileName.endsWith(".json");
	if (text.trim() === "")
		return json ? `${JSON.stringify({ rules: { [rule]: level } }, null, 2)}\n` : `rules:\n  ${rule}: ${level}\n`;
	const document = read(text, json ? "json" : "yaml");
	const root = document.documents[0];
	const rules = root?.children.find((scope) => scope.name === "rules");
	const known = rules?.assignments.find(({ name }) => name === rule);
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	if (known) return splice(text, known.value.span, json ? `"${level}"` : level);
	if (json) return withJsonRule(text, root, rules, rule, level, eol);
	const last = rules?.assignments.at(-1);
	if (last)
		return splice(
			text,
			at(last.value.span.end),
			`${eol}${indentAt(text, last.nameSpan ?? last.value.span)}${rule}: ${level}`,
		);
	const empty = root?.assignments.find(({ name }) => name === "rules");
	if (empty?.nameSpan && empty.value.text === "")
		return splice(text, at(empty.nameSpan.end + 1), `${eol}  ${rule}: ${level}`);
	return `${text}${text.endsWith("\n") ? "" : eol}rules:${eol}  ${rule}: ${level}${eol}`;
}

function withJsonRule(
	text: string,
	root: Scope | undefined,
	rules: Scope | undefined,
	rule: string,
	level: string,
	eol: string,
): string {
	const holder = rules ?? root;
	const open = text.indexOf("{", holder?.span.start ?? 0) + 1;
	const indent = rules ? "    " : "  ";
	const entry = rules ? `"${rule}": "${level}"` : `"rules": { "${rule}": "${level}" }`;
	const empty = holder === undefined || (holder.assignments.length === 0 && holder.children.length === 0);
	return splice(text, at(open), `${eol}${indent}${entry}${empty ? eol : ","}`);
}

const at = (offset: number): Span => ({ start: offset, end: offset });
const splice = (text: string, { start, end }: Span, replacement: string): string =>
	text.slice(0, start) + replacement + text.slice(end);
const indentAt = (text: string, { start }: Span): string => /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? "";
