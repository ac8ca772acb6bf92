/** Where a missing learning rate or batch size goes, in the style of what stands around it. */

import { applyEdits } from "../edits.ts";
import { optimizerFamily } from "../evidence/optimizers.ts";
import { cellsOf } from "../read/cells.ts";
import { read } from "../read/index.ts";
import type { Assignment, Language, ReadDocument, Scope } from "../read/model.ts";
import { meaningOf, type ParameterName } from "../recognise/vocabulary.ts";
import { words } from "../recognise/words.ts";
import type { Edit } from "../rules/rule.ts";

/** Names beside which a hyperparameter belongs, the best first. */
const NEIGHBOURS: readonly RegExp[] = [
	/^(?:optimizer|optim|optimizer_type|optim_type)$/,
	/^(?:num_|n_|max_|train_)*epochs?$/,
	/^(?:max_|train_|total_)+steps$/,
	/^(?:momentum|weight_decay|betas)$/,
];
const TRAINING_ROLES: ReadonlySet<string> = new Set(["base", "max", "global", "per-device", "micro"]);

export interface Insertion {
	readonly edit: Edit;
	/** The name the parameter gets there. */
	readonly name: string;
}

/**
 * The edit that adds the parameter to the document. Undefined where no place is certain: each candidate is read again, and
 * taken only if it adds this one value and leaves every other as it was.
 */
export function insertion(document: ReadDocument, parameter: ParameterName, value: string): Insertion | undefined {
	const anchor = document.language === "python" ? undefined : findAnchor(document, parameter);
	const beside = anchor && besideAnchor(document, anchor, nameBeside(parameter, anchor), value);
	return [beside, atEnd(document, parameter, value)].find((one) => one !== undefined && addsOne(document, one));
}

/** Whether the edited text reads as before, with one value more. */
function addsOne(document: ReadDocument, { edit, name }: Insertion): boolean {
	const before = flatten(document);
	const after = flatten(read(applyEdits(document.text, [edit]), document.language));
	const added = after.filter((one) => !before.includes(one));
	return after.length === before.length + 1 && added.length === 1 && added[0]?.includes(`${name}=`) === true;
}

function flatten({ documents }: ReadDocument): string[] {
	const all: string[] = [];
	const pending = [...documents];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		for (const { path, name, value } of scope.assignments)
			all.push(`${path.slice(0, -1).join(".")}.${name}=${value.text}`);
		for (const child of scope.children) pending.push(child);
	}
	return all;
}

/** The assignment after which to write: an optimizer's class, the other hyperparameter, a neighbour, else the last one of the outermost mapping. */
function findAnchor(document: ReadDocument, parameter: ParameterName): Assignment | undefined {
	const [root] = document.documents;
	if (!root) return undefined;
	const mappings = [root, ...root.children].filter(({ kind }) => kind === "mapping" || kind === "document");
	const inMappings = mappings.flatMap(({ assignments }) => assignments).filter(({ nameSpan }) => nameSpan);
	const isOptimizer = ({ name, value }: Assignment): boolean =>
		/^(?:type|name|_target_|_component_)$/.test(name) &&
		typeof value.value === "string" &&
		optimizerFamily(value.value) !== undefined;
	if (parameter === "learning_rate") {
		const optimizer = inMappings.find(isOptimizer);
		if (optimizer) return optimizer;
	}
	const other = inMappings.find(
		({ name, scope }) => TRAINING_ROLES.has(meaningOf(name)?.role ?? "") && !isForeign(scope),
	);
	if (other) return other;
	for (const pattern of NEIGHBOURS) {
		const found = inMappings.find(({ name, scope }) => pattern.test(words(name).join("_")) && !isForeign(scope));
		if (found) return found;
	}
	return root.assignments.filter(({ nameSpan }) => nameSpan).at(-1);
}

/** Sections that are not about the training itself. */
const isForeign = ({ name }: Scope): boolean =>
	words(name).some((word) =>
		/^(?:eval|evaluation|test|val|valid|validation|metrics?|callbacks?|logging|parameters|search|deploy)$/.test(word),
	);

function nameBeside(parameter: ParameterName, anchor: Assignment): string {
	const isOptimizer = anchor.scope.assignments.some(({ name }) =>
		/^(?:type|_target_|_component_|momentum|weight_decay|betas)$/.test(name),
	);
	const full = parameter === "batch_size" ? "batch_size" : isOptimizer ? "lr" : "learning_rate";
	const style = anchor.name;
	if (/^[A-Z\d_]+$/.test(style)) return full.toUpperCase();
	if (style.includes("-")) return full.replaceAll("_", "-");
	if (/[a-z][A-Z]/.test(style)) return full.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	return full;
}

function besideAnchor(document: ReadDocument, anchor: Assignment, name: string, value: string): Insertion {
	const { text, language } = document;
	const from = anchor.nameSpan?.start ?? anchor.value.span.start;
	const before = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
	const entry = write(language, name, value);
	const end = anchor.value.span.end;
	if (language === "json" || /[{,]\s*$/.test(before)) {
		const ownLine = before.trim() === "";
		return { edit: insert(end, ownLine ? `,${eolOf(text)}${before}${entry}` : `, ${entry}`), name };
	}
	// A new line after the anchor's, at its indentation; `- lr: …` continues its mapping.
	const indent = before.replace(/\S/g, " ");
	const next = text.indexOf("\n", end);
	if (next < 0) return { edit: insert(text.length, `${eolOf(text)}${indent}${entry}`), name };
	return { edit: insert(next + 1, `${indent}${entry}${eolOf(text)}`), name };
}

const write = (language: Language, name: string, value: string): string =>
	language === "yaml" ? `${name}: ${value}` : language === "json" ? `"${name}": ${value}` : `${name} = ${value}`;

/** Last in the document: a statement of a script, a key of the outermost mapping. */
function atEnd({ text, language }: ReadDocument, name: ParameterName, value: string): Insertion {
	const eol = eolOf(text);
	const entry = write(language, name, value);
	const brace = language === "json" ? text.lastIndexOf("}") : -1;
	if (language === "json" && brace < 0) return { edit: insert(text.length, `{${eol}  ${entry}${eol}}${eol}`), name };
	if (brace >= 0) {
		const inner = text.slice(0, brace).trimEnd();
		const separator = /[{,]$/.test(inner) ? "" : ",";
		return { edit: { span: { start: inner.length, end: brace }, text: `${separator}${eol}  ${entry}${eol}` }, name };
	}
	const end = endOfOutermost(text, language);
	const lead = end === 0 || text[end - 1] === "\n" ? "" : eol;
	return { edit: insert(end, `${lead}${entry}${eol}`), name };
}

/** Where the outermost mapping or the script ends: in TOML before the first table, in a notebook behind the last cell that holds anything. */
function endOfOutermost(text: string, language: Language): number {
	if (language === "toml") return /^[ \t]*\[/m.exec(text)?.index ?? text.length;
	return cellsOf(text).findLast(({ start, end }) => end > start)?.end ?? 0;
}

const insert = (offset: number, text: string): Edit => ({ span: { start: offset, end: offset }, text });
const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
