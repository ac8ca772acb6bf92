/** What stands inside a document in another language: command lines in configs and scripts, files that a script writes. */

import { type Argument, CommandLines } from "./command-line.ts";
import { languageOf } from "./languages.ts";
import { Located } from "./located.ts";
import {
	type Assignment,
	type Comment,
	type Format,
	openScope,
	type ReadDocument,
	type Scalar,
	type Scope,
	type Span,
	scopesIn,
} from "./model.ts";
import { HOLDS_OPTIONS, readCommands } from "./shell.ts";
import { textOf } from "./strings.ts";

type Embedded = Pick<ReadDocument, "documents" | "comments">;
type Read = (text: string, format: Format) => ReadDocument;

/** Names under which configs keep commands: GitHub Actions, GitLab, DVC, SkyPilot, Argo, Docker Compose, Kubernetes … */
const COMMAND_NAMES = /^(?:run|cmds?|commands?|scripts?|entrypoint|args|arguments|setup|exec)$/i;
/** Calls that run a command. */
const RUNNING =
	/(?:^|\.)(?:system|popen|Popen|run|call|check_call|check_output|getoutput|getstatusoutput|spawn|run_command|execute|exec|sh|shell)$/;
const IS_OPTION = /^["']?(?:--?[A-Za-z][\w./-]*(?:["']?$|=)|[+~]{0,2}[A-Za-z_][\w./-]*:?=[^=\s"']+["']?$)/;

/** Whether a text of another language may stand in what was read, by what does not change when names are resolved. */
export function mayHoldEmbedded(root: Scope): boolean {
	for (const scope of scopesIn(root)) {
		if (holdsOptions(scope)) return true;
		for (const { name, value } of scope.assignments)
			if (isFile(name, value) || isCommandLine(scope, name, value)) return true;
	}
	return false;
}

const holdsOptions = ({ kind, assignments }: Scope): boolean =>
	kind === "sequence" && assignments.some(({ value }) => IS_OPTION.test(value.text));

const isFile = (name: string, { form }: Scalar): boolean => form === "block" && FILE_NAME.test(name);

const isCommandLine = (scope: Scope, name: string, { text }: Scalar): boolean =>
	/\s/.test(text) && isCommand(scope, name) && HOLDS_OPTIONS.test(text);

/** What stands below a scope and may hold a text of another language. */
const childrenToSearch = ({ parent, children }: Scope, { holders }: ReadDocument): readonly Scope[] =>
	holders && !parent ? children.filter((one) => holders.has(one)) : children;

/** The commands that stand in a document as texts or as lists of words, each as a document of its own. */
export function commandsIn(document: ReadDocument): Embedded {
	const { text, language } = document;
	if (language === "shell") return { documents: [], comments: [] };
	const documents: Scope[] = [];
	const comments: Comment[] = [];
	const pending = [...document.documents];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		if (holdsOptions(scope)) documents.push(wordsOfList(scope, document));
		for (const { name, value } of scope.assignments) {
			if (typeof value.value === "number" || !isCommandLine(scope, name, value)) continue;
			const commands = readCommands(textOf(value, language), text);
			for (const one of commands.documents) documents.push(inside(scope, one));
			for (const one of commands.comments) comments.push(one);
		}
		for (const child of childrenToSearch(scope, document)) pending.push(child);
	}
	return { documents, comments };
}

function isCommand(scope: Scope, name: string): boolean {
	if (scope.kind === "call") return name === "" && RUNNING.test(scope.callee ?? "");
	return COMMAND_NAMES.test(name === "" ? scope.name : name.slice(name.lastIndexOf("_") + 1));
}

/** `["python", "train.py", "--lr", "0.1"]`; what is no text there is a word that nothing is known of. */
function wordsOfList(scope: Scope, { text, language }: ReadDocument): Scope {
	const words: Argument[] = [];
	const unknown = (at: number): Argument => ({ span: { start: at, end: at }, text: new Located("?", at) });
	for (const { path, value } of scope.assignments) {
		const index = Number(path.at(-1));
		while (words.length < Math.min(index, MOST_WORDS)) words.push(unknown(value.span.start));
		const known = typeof value.value === "string" && value.form !== "name" ? textOf(value, language) : undefined;
		const written = typeof value.value === "number" ? new Located(String(value.value), value.span.start) : undefined;
		words.push({ span: value.span, text: known ?? written ?? new Located("?", value.span.start), item: true });
	}
	const document = openScope("document", undefined, { span: scope.span });
	new CommandLines(text).read(words, document);
	return inside(scope, document);
}

const MOST_WORDS = 10_000;

/** A document that stands below a scope of another, which is around it although it does not hold it. */
function inside(scope: Scope, document: Scope): Scope {
	const path = scope.path;
	const lengthen = (one: Scope): void => {
		Object.assign(one, { path: [...path, ...one.path] });
		for (const assignment of one.assignments) Object.assign(assignment, { path: [...path, ...assignment.path] });
		one.children.forEach(lengthen);
	};
	lengthen(document);
	return Object.assign(document, { parent: scope, language: "shell" });
}

const FILE_NAME = /^[\w-][\w.-]*\.\w+$/;

/** The files that a config holds as texts under their names, as a ConfigMap of Kubernetes does: `train.yaml: |`. */
export function filesIn(document: ReadDocument, read: Read): Embedded {
	const { text, language } = document;
	const documents: Scope[] = [];
	const comments: Comment[] = [];
	const scopes = [...document.documents];
	for (const scope of scopes) {
		for (const child of childrenToSearch(scope, document)) scopes.push(child);
		for (const { name, value } of scope.assignments) {
			const format = isFile(name, value) ? languageOf(name) : undefined;
			if (!format || format === "notebook") continue;
			const body = textOf(value, language);
			const inner = relocated(read(body.text, format), body, text);
			for (const one of inner.documents) documents.push(one);
			for (const one of inner.comments) comments.push(one);
		}
	}
	return { documents, comments };
}

const RUNS_SHELL = /^(?:(?:ba|z|k)?sh|sbatch|ssh)$/;
const RUNS_PYTHON = /(?:^|\/)python[\d.]*$/;
const SHEBANG = /^#!.*sh\b/;

/** The files that a script or notebook writes and the programs that it feeds, each read in its own language. */
export function hereDocumentsIn({ text, hereDocuments = [] }: ReadDocument, read: Read): Embedded {
	const documents: Scope[] = [];
	const comments: Comment[] = [];
	for (const { body, target } of hereDocuments) {
		const isShell = RUNS_SHELL.test(target) || SHEBANG.test(body.text);
		const format = languageOf(target) ?? (isShell ? "shell" : RUNS_PYTHON.test(target) ? "python" : undefined);
		if (!format || format === "notebook") continue;
		const inner = relocated(read(body.text, format), body, text);
		for (const one of inner.documents) documents.push(one);
		for (const one of inner.comments) comments.push(one);
	}
	return { documents, comments };
}

/** The documents of a text that was taken out of another, at their places there. */
function relocated(read: ReadDocument, from: Located, text: string): Embedded {
	const place = ({ start, end }: Span): Span => from.span(start, end);
	const moved = (one: Assignment): void => {
		const span = place(one.value.span);
		const inner = one.value.inner && { inner: place(one.value.inner) };
		const value = { ...one.value, span, text: text.slice(span.start, span.end), ...inner };
		Object.assign(one, { value, nameSpan: one.nameSpan && place(one.nameSpan) });
	};
	const move = (scope: Scope): void => {
		Object.assign(scope, { span: place(scope.span), nameSpan: scope.nameSpan && place(scope.nameSpan) });
		scope.assignments.forEach(moved);
		scope.children.forEach(move);
	};
	for (const document of read.documents) {
		move(document);
		Object.assign(document, { language: document.language ?? read.language });
	}
	return { documents: read.documents, comments: read.comments.map((one) => ({ ...one, span: place(one.span) })) };
}
