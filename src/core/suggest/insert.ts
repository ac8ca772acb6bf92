/** Where a missing learning rate or batch size goes, in the style of what stands around it. */

import type { Assignment, Language, ReadDocument, Scope } from "../read/model.ts";
import type { ParameterName } from "../recognise/vocabulary.ts";
import { meaningOf } from "../recognise/vocabulary.ts";
import { words } from "../recognise/words.ts";
import type { Edit } from "../rules/rule.ts";

/** Names beside which a hyperparameter belongs, the best first. */
const NEIGHBOURS: readonly RegExp[] = [
	/^(?:optimizer|optim|optimizer_type|optim_type)$/,
	/epoch/,
	/steps$/,
	/momentum|weight_decay|betas/,
];

/** The edit that adds the parameter to the document, and the name it gets there. */
export function insertion(
	document: ReadDocument,
	parameter: ParameterName,
	value: string,
): { edit: Edit; name: string } {
	const anchor = findAnchor(document);
	const name = nameBeside(parameter, anchor);
	if (!anchor) return { edit: atEnd(document, name, value), name };
	return { edit: beside(document, anchor, name, value), name };
}

/** The assignment after which to write: another hyperparameter, an optimizer, else the last one of the document's outermost scope. */
function findAnchor(document: ReadDocument): Assignment | undefined {
	const all: Assignment[] = [];
	const pending: Scope[] = [...document.documents.slice(0, 1)];
	for (let scope = pending.shift(); scope; scope = pending.shift()) {
		if (scope.kind !== "sequence")
			all.push(...scope.assignments.filter(({ nameSpan, declared }) => nameSpan && !declared));
		pending.push(...scope.children);
	}
	const parameter = all.find(({ name }) => meaningOf(name) !== undefined);
	if (parameter) return parameter;
	for (const pattern of NEIGHBOURS) {
		const found = all.find(({ name }) => pattern.test(words(name).join("_")));
		if (found) return found;
	}
	const root = document.documents[0];
	return all.filter(({ scope }) => scope === root).at(-1);
}

function nameBeside(parameter: ParameterName, anchor: Assignment | undefined): string {
	const siblings = anchor?.scope.assignments ?? [];
	const isOptimizer = siblings.some(({ name }) =>
		/^(?:type|_target_|_component_|momentum|weight_decay|betas)$/.test(name),
	);
	const full = parameter === "batch_size" ? "batch_size" : isOptimizer ? "lr" : "learning_rate";
	const style = anchor?.name ?? "";
	if (/^[A-Z\d_]+$/.test(style)) return full.toUpperCase();
	if (style.includes("-")) return full.replaceAll("_", "-");
	if (/[a-z][A-Z]/.test(style)) return full.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	return full;
}

function beside(document: ReadDocument, anchor: Assignment, name: string, value: string): Edit {
	const { text, language } = document;
	const from = anchor.nameSpan?.start ?? anchor.value.span.start;
	const lineStart = text.lastIndexOf("\n", from - 1) + 1;
	const before = text.slice(lineStart, from);
	const inFlow = language !== "yaml" ? anchor.scope.kind === "call" || language === "json" : /[{,]\s*$/.test(before);
	const entry = write(language, anchor, name, value);
	const end = anchor.value.span.end;
	if (inFlow) {
		const ownLine = before.trim() === "";
		return { span: { start: end, end }, text: ownLine ? `,${eolOf(text)}${before}${entry}` : `, ${entry}` };
	}
	// A new line after the anchor's, at its indentation; `- lr: …` continues its mapping.
	const indent = before.replace(/[^\s]/g, " ");
	const next = text.indexOf("\n", end);
	if (next < 0) return { span: { start: text.length, end: text.length }, text: `${eolOf(text)}${indent}${entry}` };
	return { span: { start: next + 1, end: next + 1 }, text: `${indent}${entry}${eolOf(text)}` };
}

function write(language: Language, anchor: Assignment | undefined, name: string, value: string): string {
	if (language === "yaml") return `${name}: ${value}`;
	if (language === "json") return `"${name}": ${value}`;
	return anchor?.scope.kind === "call"
		? `${name}=${value}`
		: anchor?.scope.kind === "mapping"
			? `"${name}": ${value}`
			: `${name} = ${value}`;
}

function atEnd(document: ReadDocument, name: string, value: string): Edit {
	const { text, language } = document;
	const brace = language === "json" ? text.lastIndexOf("}") : -1;
	const eol = eolOf(text);
	if (language === "json" && brace < 0) {
		return { span: { start: text.length, end: text.length }, text: `{${eol}  "${name}": ${value}${eol}}${eol}` };
	}
	if (brace >= 0) {
		const inner = text.slice(0, brace).trimEnd();
		const separator = inner.endsWith("{") ? "" : ",";
		return { span: { start: inner.length, end: brace }, text: `${separator}${eol}  "${name}": ${value}${eol}` };
	}
	const start = text.length;
	const lead = text === "" || text.endsWith("\n") ? "" : eol;
	return { span: { start, end: start }, text: `${lead}${write(language, undefined, name, value)}${eol}` };
}

const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
