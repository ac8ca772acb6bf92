/** `.hplint.yaml` and `.hplint.json`: what no config says, and which rules apply. Read with the readers every document goes through. */

import { matchesGlob } from "./globs.ts";
import type { LintOptions } from "./linter.ts";
import { projectShape, type Shape } from "./project-shape.ts";
import { damageOf, read } from "./read/index.ts";
import type { Assignment, Scope, Span } from "./read/model.ts";
import type { OwnBand } from "./recognise/facts.ts";
import type { OwnNames, StatedFacts } from "./recognise/setup.ts";
import type { Profile, Severity } from "./rules/rule.ts";
import { phrase } from "./words/phrase.ts";

export const PROJECT_FILES = [".hplint.yaml", ".hplint.json"] as const;

/** Whether a path is a project file's. */
export const isProjectFile = (path: string): boolean => /(?:^|[\\/])\.hplint\.(?:yaml|json)$/.test(path);

/** What may hold for all files, or for some. */
interface Sayings {
	readonly profile?: Profile;
	readonly rules?: Readonly<Record<string, Severity | "off">>;
	readonly facts?: Omit<StatedFacts, "names" | "bands">;
	readonly names?: OwnNames;
	readonly bands?: readonly Omit<OwnBand, "file">[];
}

export interface Problem {
	readonly span: Span;
	readonly message: string;
}

export interface ProjectFile extends Sayings {
	readonly rules: Readonly<Record<string, Severity | "off">>;
	readonly include?: readonly string[];
	readonly exclude?: readonly string[];
	readonly overrides?: readonly (Sayings & { readonly files: readonly string[] })[];
	/** What is wrong with the file itself, in the order of the text. */
	readonly problems: readonly Problem[];
}

/** Reads a project file. What is wrong in it is left out and named among the problems; the rest holds. */
export function readProjectFile(text: string, fileName: string): ProjectFile {
	const language = fileName.endsWith(".json") ? "json" : "yaml";
	const problems: Problem[] = [];
	const damage = damageOf(text, language);
	if (damage)
		problems.push({
			span: damage,
			message: phrase("This is no {language}: it cannot be read whole.", { language: language.toUpperCase() }),
		});
	const root = read(text, language).documents[0];
	const value = root ? new Check(problems).root(root) : {};
	problems.sort((a, b) => a.span.start - b.span.start);
	return { rules: {}, ...value, problems };
}

/** Why a project does not look at a file (its path relative to the project file's folder), in a few words; undefined when it does. */
export function whyLeftOut({ include, exclude }: ProjectFile, path: string): string | undefined {
	const glob = exclude?.find((one) => matchesGlob(one, path));
	if (glob !== undefined) return phrase("excluded by the project file: {glob}", { glob });
	if (include && include.length > 0 && !include.some((one) => matchesGlob(one, path)))
		return phrase("not in the project file's include");
	return undefined;
}

/** What a project file says of one file, `path` relative to its folder; `name` is the project file's own. */
export function optionsFor(project: ProjectFile, path: string, name: string): Partial<LintOptions> {
	const fitting = (project.overrides ?? []).filter(({ files }) => files.some((glob) => matchesGlob(glob, path)));
	const all: Sayings[] = [project, ...fitting];
	const profile = all.findLast((one) => one.profile !== undefined)?.profile;
	// The band of a later override is asked before the file's own.
	const bands = all.toReversed().flatMap((one) => one.bands ?? []);
	const names: OwnNames = Object.assign({}, ...all.map((one) => one.names));
	return {
		...(profile === undefined ? {} : { profile }),
		rules: Object.assign({}, ...all.map((one) => one.rules)),
		facts: {
			...Object.assign({}, ...all.map((one) => one.facts)),
			...(Object.keys(names).length > 0 ? { names } : {}),
			...(bands.length > 0 ? { bands: bands.map((band) => ({ ...band, file: name })) } : {}),
		},
	};
}

/** A value of the file: a scalar, or a mapping or list. */
type Node = Assignment | Scope;
const isScope = (node: Node): node is Scope => "children" in node;
const placeOf = (node: Node): Span => (isScope(node) ? (node.nameSpan ?? node.span) : node.value.span);
const membersOf = ({ assignments, children }: Scope): Node[] =>
	[...assignments, ...children].sort((a, b) => placeOf(a).start - placeOf(b).start);

/** Holds a document against the shape. Every method returns the value, or undefined where it is wrong. */
class Check {
	constructor(private readonly problems: Problem[]) {}

	root(root: Scope): Sayings & { rules?: ProjectFile["rules"] } {
		const list = root.children.find(({ name, kind }) => name === "" && kind === "sequence");
		if (list) return this.complain(list.span, phrase("A project file is a mapping: settings by their names.")) ?? {};
		return (this.mapping(root, projectShape(), root.span) ?? {}) as Sayings;
	}

	private complain(span: Span, message: string): undefined {
		this.problems.push({ span, message });
	}

	private value(node: Node, shape: Shape): unknown {
		if (shape.type === "list" || shape.type === "mapping") {
			const kind = shape.type === "list" ? "sequence" : "mapping";
			if (isScope(node) && node.kind === kind)
				return shape.type === "list" ? this.list(node, shape) : this.mapping(node, shape, placeOf(node));
			// A key with nothing below it yet.
			if (!isScope(node) && node.value.value === null && node.value.text === "") return undefined;
			return this.complain(
				placeOf(node),
				shape.type === "list" ? phrase("A list belongs here.") : phrase("A mapping belongs here."),
			);
		}
		if (isScope(node))
			return this.complain(
				placeOf(node),
				shape.type === "text" ? phrase("A word belongs here.") : phrase("A number belongs here."),
			);
		const { value, span } = node.value;
		if (shape.type === "text") {
			// YAML 1.1 takes `off` for a truth value, quoted or not it is the word that was meant.
			if (shape.oneOf)
				return shape.oneOf.includes(String(value))
					? String(value)
					: this.complain(
							span,
							phrase("One of {names} belongs here.", { names: listed(shape.oneOf) }) +
								guess(String(value), shape.oneOf),
						);
			if (typeof value !== "string") return this.complain(span, phrase("Text belongs here."));
			const problem = shape.problem?.(value);
			return problem === undefined ? value : this.complain(span, problem);
		}
		const right = typeof value === "number" && Number.isFinite(value) && value > 0;
		if (right && (shape.type === "positive" || Number.isInteger(value))) return value;
		return this.complain(
			span,
			shape.type === "whole"
				? phrase("A whole number of 1 or more belongs here.")
				: phrase("A number above 0 belongs here."),
		);
	}

	private list(scope: Scope, shape: Shape & { type: "list" }): unknown[] {
		return membersOf(scope)
			.map((item) => this.value(item, shape.of))
			.filter((value) => value !== undefined);
	}

	private mapping(scope: Scope, shape: Shape & { type: "mapping" }, place: Span): Record<string, unknown> | undefined {
		const values: Record<string, unknown> = {};
		const seen = new Set<string>();
		for (const node of membersOf(scope)) {
			const span = node.nameSpan ?? placeOf(node);
			const known = Object.hasOwn(shape.keys, node.name) ? shape.keys[node.name] : undefined;
			if (!known)
				this.complain(
					span,
					phrase('"{name}" is not known here.', { name: node.name }) + guess(node.name, Object.keys(shape.keys)),
				);
			else if (seen.has(node.name)) this.complain(span, phrase('"{name}" stands here twice.', { name: node.name }));
			else {
				seen.add(node.name);
				const value = this.value(node, known);
				if (value !== undefined && node.name !== "$schema") values[node.name] = value;
			}
		}
		const missing = shape.required?.filter((name) => !seen.has(name)) ?? [];
		if (missing.length > 0)
			return this.complain(
				place,
				missing.length > 1
					? phrase("{names} are missing.", { names: missing.join(", ") })
					: phrase("{name} is missing.", { name: missing.join() }),
			);
		if (shape.required?.some((name) => values[name] === undefined)) return undefined;
		const problem = shape.problem?.(values);
		return problem === undefined ? values : this.complain(place, problem);
	}
}

/** The names a person may choose from, or the first of many. */
const listed = (names: readonly string[]): string =>
	names.length > 12
		? phrase("{names} and {count} more", { names: names.slice(0, 12).join(", "), count: names.length - 12 })
		: names.join(", ");

function guess(word: string, names: readonly string[]): string {
	const distances = names.map((name) => ({ name, distance: editDistance(word.toLowerCase().slice(0, 60), name) }));
	const [best] = distances.sort((a, b) => a.distance - b.distance);
	return best && best.distance <= Math.max(1, Math.floor(best.name.length / 3))
		? ` ${phrase('Did you mean "{name}"?', { name: best.name })}`
		: "";
}

function editDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(
				Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
			);
		row = next;
	}
	return row[b.length] ?? 0;
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
