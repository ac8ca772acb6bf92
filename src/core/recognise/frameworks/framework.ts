/** What hplint knows of a training framework. One file a framework; `index.ts` is the only registry. */

import type { SourceId } from "../../evidence/sources.ts";
import type { Span } from "../../read/model.ts";
import { phrase } from "../../words/phrase.ts";
import type { Task } from "../facts.ts";
import type { DocumentIndex } from "../index-document.ts";
import { normalised } from "../words.ts";

/** Where a framework was seen: the name or value that gives it away. */
export interface Mark {
	readonly span: Span;
	/** The mark in words: `adapter and base_model`. */
	readonly because: string;
}

/**
 * What the framework's loader makes of a YAML `1e-4`: `number`; `text`, which then fails or misleads; `unsure` where it
 * depends on a version or on the script.
 */
export type ExponentReading = "number" | "text" | "unsure";

export interface Framework {
	/** kebab-case, as in the JSON output: `llama-factory`. */
	readonly id: string;
	/** As its makers write it: `LLaMA-Factory`. */
	readonly label: string;
	/** Finds the framework by marks in the content, never by a file name. Must be certain: precision before recall. */
	recognise(document: DocumentIndex): Mark | undefined;
	readonly exponentReading: ExponentReading;
	/** Where the reading of `1e-4` is published. */
	readonly exponentSource?: SourceId;
	/**
	 * Whether the rate in the file is what the optimizer gets (`final`), or a base that is scaled by the batch before
	 * use (`scaled`, E8.13): bands are not applied to a base. Final where not said.
	 */
	readonly learningRate?: "final" | "scaled";
	/** Batch values with a meaning of their own although they are not positive whole numbers (E7.3). */
	readonly batchSentinel?: (value: number | string | boolean | null, name: string) => boolean;
	/** Learning-rate values with a meaning of their own (`auto`, 0 filled in later). */
	readonly rateSentinel?: (value: number | string | boolean | null, name: string) => boolean;
	/** The optimizer the framework uses when the document names none. */
	readonly defaultOptimizer?: string;
	/** Whether the framework rejects a batch size that is not a positive whole number. */
	readonly batchMustBeWhole?: boolean;
	/** What every run of this framework trains, if it does only one thing. */
	readonly trains?: Task;
}

/** A mark on the first of these names found in the document; every one must be there. */
export function allNamed(document: DocumentIndex, ...names: string[]): Mark | undefined {
	let span: Span | undefined;
	for (const name of names) {
		const found = document.named(name)[0]?.nameSpan ?? document.scopesNamed(name)[0]?.nameSpan;
		if (!found) return undefined;
		span ??= found;
	}
	return span && { span, because: names.reduce((first, second) => phrase("{first} and {second}", { first, second })) };
}

/** A mark on the first of these names that the document has. */
export function anyNamed(document: DocumentIndex, ...names: string[]): Mark | undefined {
	for (const name of names) {
		const mark = allNamed(document, name);
		if (mark) return mark;
	}
	return undefined;
}

/** A mark on an import of a script. */
export function importing(document: DocumentIndex, ...modules: string[]): Mark | undefined {
	const module = modules.find((name) => document.importsFrom(name));
	return module === undefined ? undefined : { span: document.root.span, because: `import ${module}` };
}

/** A mark on a call of one of these classes or functions. */
export function calling(document: DocumentIndex, ...callees: string[]): Mark | undefined {
	for (const callee of callees) {
		const call = document.called(callee)[0];
		if (call) return { span: call.span, because: `${callee}(…)` };
	}
	return undefined;
}

/** A mark on a command that runs a program, script or module of this dotted name: `swift.sft`, `axolotl.cli.train`. */
export function running(document: DocumentIndex, name: RegExp): Mark | undefined {
	const command = document.commands.find(({ callee = "" }) => name.test(callee));
	return command && { span: command.span, because: command.callee ?? "" };
}

/** A mark on a config that has all the names of one of the groups. In a script they would be anybody's variables. */
export function keyed(document: DocumentIndex, ...groups: readonly (readonly string[])[]): Mark | undefined {
	if (document.language === "python") return undefined;
	for (const names of groups) {
		const mark = allNamed(document, ...names);
		if (mark) return mark;
	}
	return undefined;
}

/** A mark on a config that has a name and one of the others beside it. */
export function paired(document: DocumentIndex, name: string, ...others: string[]): Mark | undefined {
	return keyed(document, [name]) && keyed(document, ...others.map((other) => [name, other]));
}

/** A mark on the first of these names that stands in the document exactly as spelled here (`_component_`, `SOLVER`). */
export function spelled(document: DocumentIndex, ...names: string[]): Mark | undefined {
	for (const name of names) {
		const key = normalised(name);
		const isIt = (found: { readonly name: string }): boolean => found.name === name;
		const span = (document.named(key).find(isIt) ?? document.scopesNamed(key).find(isIt))?.nameSpan;
		if (span) return { span, because: name };
	}
	return undefined;
}

/** A mark on a mapping, list or value that stands at the top of a config under this name. */
export function atTop(document: DocumentIndex, name: string): Mark | undefined {
	if (document.language === "python") return undefined;
	const key = normalised(name);
	const span =
		document.named(key).find(({ scope }) => scope === document.root)?.nameSpan ??
		document.scopesNamed(key).find(({ parent }) => parent === document.root)?.nameSpan;
	return span && { span, because: name };
}

/** A mark on a value of this name that is text and matches. */
export function saying(document: DocumentIndex, name: string, pattern: RegExp): Mark | undefined {
	const found = document
		.named(normalised(name))
		.find(({ value }) => typeof value.value === "string" && pattern.test(value.value));
	return found && { span: found.value.span, because: `${found.name}: ${found.value.text}` };
}

/** Libraries that train models of their own: a script that imports two of them belongs to neither for certain. */
const LIBRARIES = ["torch", "tensorflow", "keras", "jax", "paddle", "mxnet", "xgboost", "lightgbm", "catboost"];

/** A mark on an import of the one training library of a script. */
export function onlyImporting(document: DocumentIndex, ...modules: string[]): Mark | undefined {
	const mark = importing(document, ...modules);
	const isRival = (name: string): boolean => !modules.includes(name) && document.importsFrom(name);
	return mark && (LIBRARIES.some(isRival) ? undefined : mark);
}

/** `auto`: filled in by whatever runs the training. */
export const isAuto = (value: unknown): boolean => value === "auto";
