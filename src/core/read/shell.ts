/** Shell scripts: the commands they run, and the variables that hold what the commands are given. */

import type { Steps } from "../work/slices.ts";
import { type Argument, CommandLines, type Meant } from "./command-line.ts";
import { Located } from "./located.ts";
import {
	type Assignment,
	assign,
	type Comment,
	type HereDocument,
	openScope,
	type ReadDocument,
	type Scalar,
	type Scope,
	type Span,
} from "./model.ts";
import { numberFrom, plainValue } from "./numbers.ts";
import { type Command, type Definition, parseShell, type Word, wordsOf } from "./shell-syntax.ts";

/** What reading commands yields: a document for each, and what stands in them in other languages. */
export interface ReadCommands {
	readonly documents: readonly Scope[];
	readonly comments: readonly Comment[];
	readonly hereDocuments: readonly HereDocument[];
}

/** In one step: a script as people write them is read in a few milliseconds. */
export function* readShell(text: string): Steps<ReadDocument> {
	yield;
	const read = readCommands(new Located(text, 0), text);
	return { language: "shell", text, ...read, imports: [], skipped: [] };
}

/** Reads commands that stand in a document of any language. */
export function readCommands(source: Located, text: string): ReadCommands {
	return new Script(text).read(source);
}

/** Commands that run nothing with their arguments. */
const IDLE: ReadonlySet<string> = new Set(
	"[ [[ test echo printf let read unset cd : shift return exit grep egrep mkdir ls rm cp mv cat touch tail head ln chmod".split(
		" ",
	),
);
/** `$(python train.py --lr 0.1)`, and the same in backticks. */
const SUBSTITUTION = /^(\$\((?!\()|`)([\s\S]*)[)`]$/;
/** `$LR`, `${LR}`, `${LRS[@]}`, `${LR:-1e-3}` */
const EXPANSION = /^\$(?:(\w+)|\{(\w+)(\[[@*]\])?(?:(:?[-=])([\s\S]*))?\})$/;
const ARITHMETIC = /^\$\(\(([\s\w$*/+(){}-]+)\)\)$/;
/** What a script is given when it is run: it stands for no literal. */
const GIVEN = /^\$(?:[\d@*#]|\{[\d@*#!]|\{?OPTARG\b)/;
const IS_OPTION = /^--?[A-Za-z][\w.-]*(?:=|$)|^[+~]{0,2}[A-Za-z_][\w.]*:?=./;
/** A text that runs a program or gives options, by its look. */
export const HOLDS_OPTIONS = /(?:^|[\s"'])--?[A-Za-z][\w./-]*[=\s]\s*\S|\bpython[\d.]*\s|\.py\s|^["']?yolo\s/;
/** Variables that hold variables, and commands that hold commands. */
const DEEPEST = 8;
/** Words that variables add to commands, all in all: an array that is used in each of many commands would take the square. */
const MOST_ADDED = 50_000;

class Script {
	private readonly variables: Map<string, Definition[]>;
	/** Definitions that a command uses, which are told there. */
	private readonly used: Set<Definition>;
	private readonly depth: number;
	private readonly holding = new Map<Definition, boolean>();
	/** The assignments that stand for literals, by the document that uses them. */
	private readonly literals = new Map<Scope, Map<Word, Assignment>>();
	private readonly documents: Scope[] = [];
	private readonly comments: Comment[] = [];
	private readonly lines: CommandLines;
	private added = 0;

	constructor(
		private readonly text: string,
		/** The script whose command holds this one as a text. */
		outer?: Script,
	) {
		this.depth = outer ? outer.depth + 1 : 0;
		this.variables = outer?.variables ?? new Map();
		this.used = outer?.used ?? new Set();
		this.lines = new CommandLines(text, (expansion, document) => this.meant(expansion, document));
	}

	read(source: Located): ReadCommands {
		const { commands, definitions, comments, hereDocuments } = parseShell(source);
		for (const span of comments) this.comments.push({ span, text: this.text.slice(span.start + 1, span.end).trim() });
		for (const definition of definitions) this.define(definition);
		for (const { words } of commands) for (const word of words) this.fallback(word);
		const root = this.document({ start: 0, end: this.text.length });
		for (const { words } of [...commands, ...definitions]) for (const word of words) this.substituted(word);
		for (const command of commands) this.command(command);
		for (const definition of definitions) this.left(definition, root);
		const { documents } = this;
		return { documents, comments: this.comments, hereDocuments };
	}

	private document(span: Span): Scope {
		const scope = openScope("document", undefined, { span });
		this.documents.push(scope);
		return scope;
	}

	private define(definition: Definition): void {
		const [word] = definition.words;
		// An option of the script: what is set beside it is the default.
		if (definition.kind === "value" && word && GIVEN.test(word.text.text) && !defaultIn(word)) return;
		const known = this.variables.get(definition.name);
		if (known && known.length < MOST_TRIED) known.push(definition);
		else if (!known) this.variables.set(definition.name, [definition]);
	}

	/** `: "${LR:=1e-3}"` */
	private fallback(word: Word): void {
		const [, , name, , sign] = (word.text.text.startsWith("${") && EXPANSION.exec(word.text.text)) || [];
		if (name === undefined || sign?.endsWith("=") !== true || this.variables.has(name)) return;
		this.variables.set(name, [
			{ name, nameSpan: word.text.span(2, 2 + name.length), kind: "value", appends: false, words: [word] },
		]);
	}

	private command({ words, environment, span }: Command): void {
		const [first] = words;
		if (!first || IDLE.has(first.text.text)) return;
		if (this.depth < DEEPEST) for (const word of words) this.commandIn(word);
		const expanded = this.expand(words);
		if (expanded.length < 2 && environment.length === 0) return;
		const document = this.document(span);
		for (const definition of environment) {
			const [word] = definition.words;
			if (definition.kind !== "value" || !word) continue;
			this.literal(document, definition.name, definition.nameSpan, defaultIn(word) ?? word);
			this.used.add(definition);
		}
		this.lines.read(expanded, document);
	}

	/** `bash -c "python train.py --lr 0.1"`, `--wrap="…"` */
	private commandIn({ text }: Word): void {
		if (!/\s/.test(text.text) || !HOLDS_OPTIONS.test(text.text)) return;
		const from = /^--?[\w-]+=/.exec(text.text)?.[0].length ?? 0;
		if (!SUBSTITUTION.test(text.text)) this.inner(text.slice(from));
	}

	/** What is run for its output: `JOB=$(sbatch train.sh --lr 0.1)`. */
	private substituted({ text, literal }: Word): void {
		if (literal || this.depth >= DEEPEST || !HOLDS_OPTIONS.test(text.text)) return;
		const [, open, command] = SUBSTITUTION.exec(text.text) ?? [];
		if (open !== undefined && command !== undefined) this.inner(text.slice(open.length, open.length + command.length));
	}

	private inner(source: Located): void {
		const inner = new Script(this.text, this).read(source);
		for (const one of inner.documents) this.documents.push(one);
	}

	/** The words with those in the place of variables that hold several. */
	private expand(words: readonly Word[], open: readonly string[] = []): Word[] {
		return words.flatMap((word) => {
			const name = this.variableIn(word);
			if (open.length > 0) this.added++;
			if (name === undefined || open.length > DEEPEST || this.added > MOST_ADDED) return [word];
			if (open.includes(name)) return [];
			const held = (this.variables.get(name) ?? []).filter((one) => this.holdsWords(one));
			if (held.length === 0) return [word];
			return held.flatMap((definition) => {
				this.used.add(definition);
				return this.expand(listOf(definition), [...open, name]);
			});
		});
	}

	/** `ARGS="--lr 0.1 --epochs 3"`, `ARGS=( --lr 0.1 )`, `SCRIPT=train.py`, `ARGS=$OTHER_ARGS` */
	private holdsWords(definition: Definition, depth = 0): boolean {
		const known = this.holding.get(definition);
		if (known !== undefined) return known;
		const [word] = definition.words;
		if (definition.kind !== "value" || !word) return definition.kind === "array";
		const text = word.text.text.trim();
		this.holding.set(definition, /\s|^--?[A-Za-z]|\.py$/.test(text) && !text.startsWith("$("));
		const name = this.variableIn(word);
		if (name !== undefined && depth < DEEPEST)
			this.holding.set(
				definition,
				(this.variables.get(name) ?? []).some((one) => this.holdsWords(one, depth + 1)),
			);
		return this.holding.get(definition) === true;
	}

	private variableIn({ text, literal }: Word): string | undefined {
		const [, plain, braced, , sign] = (!literal && text.text.startsWith("$") && EXPANSION.exec(text.text)) || [];
		return sign === undefined ? (plain ?? braced) : undefined;
	}

	/** What an expansion stands for in a document. */
	private meant(expansion: Located, document: Scope): Meant[] {
		const arithmetic = ARITHMETIC.exec(expansion.text)?.[1];
		if (arithmetic !== undefined) {
			const value = this.calculated(arithmetic);
			return value === undefined ? [] : [{ value }];
		}
		return this.wordsMeant({ span: expansion.span(0, expansion.text.length), text: expansion, literal: false }).map(
			({ name, nameSpan, word }) => {
				const refersTo = this.literal(document, name, nameSpan, word);
				return { value: refersTo.value.value, refersTo };
			},
		);
	}

	/** The literals at the end of a chain of variables; `holder` is the last of them that was met. */
	private wordsMeant(word: Word, holder?: Named, depth = 0): Literal[] {
		const [, plain, braced] = EXPANSION.exec(word.text.text) ?? [];
		const name = plain ?? braced;
		if (name === undefined || depth > DEEPEST) return [];
		// `LR=${LR:-1e-3}`: what it was given before is not known.
		const [definition, ...others] = name === holder?.name ? [] : (this.variables.get(name) ?? []);
		const follow = (one: Word, by: Named, steps: number): Literal[] =>
			one.text.text.startsWith("$") && !one.literal ? this.wordsMeant(one, by, depth + steps) : [{ ...by, word: one }];
		if (!definition) {
			const fallback = defaultIn(word);
			return fallback ? follow(fallback, holder ?? { name, nameSpan: word.text.span(2, 2 + name.length) }, 1) : [];
		}
		// Of several values it is not known which holds here.
		if (others.length > 0 || definition.kind === "array" || definition.appends) return [];
		const isLoop = definition.kind === "loop";
		const words = isLoop ? this.expand(definition.words).slice(0, MOST_TRIED) : definition.words;
		const meant = words.flatMap((one) => follow(one, definition, isLoop ? DEEPEST / 2 : 1));
		if (meant.length > 0) this.used.add(definition);
		return meant;
	}

	/** The assignment of a literal, in the document that uses it. */
	private literal(document: Scope, name: string, nameSpan: Span, word: Word): Assignment {
		const known = this.literals.get(document) ?? new Map<Word, Assignment>();
		this.literals.set(document, known);
		const assignment = known.get(word) ?? assign(document, this.scalar(word), { name, nameSpan });
		known.set(word, assignment);
		return assignment;
	}

	private scalar({ span, text }: Argument): Scalar {
		return { span, text: this.text.slice(span.start, span.end), form: "plain", value: plainValue(text.text) };
	}

	/** Sums and products of numbers and variables, as far as their order does not matter. */
	private calculated(expression: string): number | undefined {
		const parts = expression.replace(/[\s{}$]/g, "").split(/([*/+-])/);
		const isProduct = parts.every((part, i) => i % 2 === 0 || part === "*" || part === "/");
		const isSum = parts.every((part, i) => i % 2 === 0 || part === "+" || part === "-");
		if (!isProduct && !isSum) return undefined;
		let result = this.number(parts[0] ?? "");
		for (let i = 1; i < parts.length && result !== undefined; i += 2) {
			const value = this.number(parts[i + 1] ?? "");
			if (value === undefined) return undefined;
			const sign = parts[i];
			result =
				sign === "*"
					? result * value
					: sign === "/"
						? Math.trunc(result / value)
						: sign === "+"
							? result + value
							: result - value;
		}
		return result !== undefined && Number.isFinite(result) ? result : undefined;
	}

	private number(text: string): number | undefined {
		if (/^\d+$/.test(text)) return Number(text);
		const [definition, ...others] = this.variables.get(text) ?? [];
		const word = definition?.words[0];
		if (!word || others.length > 0 || definition.kind !== "value") return undefined;
		return numberFrom((defaultIn(word) ?? word).text.text);
	}

	/** What no command uses: a variable that a program reads from its environment, or that is set in several places. */
	private left(definition: Definition, root: Scope): void {
		if (this.used.has(definition)) return;
		const { name, nameSpan, kind } = definition;
		const [first] = definition.words;
		if (!first) return;
		const words = kind === "value" && !this.holdsWords(definition) ? definition.words : listOf(definition);
		if (words.some(({ text }) => IS_OPTION.test(text.text))) {
			const expanded = this.expand(words, [name]);
			const document = this.document({ start: first.span.start, end: expanded.at(-1)?.span.end ?? first.span.end });
			if (kind === "value") this.lines.read(expanded, document);
			else this.lines.options(expanded, document);
		} else if (kind === "value" && words.length === 1) {
			const word = defaultIn(first) ?? first;
			if (!word.text.text.startsWith("$")) assign(root, this.scalar(word), { name, nameSpan, declared: true });
		} else if (words.every(({ text }) => numberFrom(text.text) !== undefined)) {
			const span = { start: first.span.start, end: words.at(-1)?.span.end ?? first.span.end };
			const list = openScope("sweep", root, { name, nameSpan, span });
			for (const [n, word] of words.entries()) assign(list, this.scalar(word), { pathSegment: String(n) });
		}
	}
}

interface Named {
	readonly name: string;
	readonly nameSpan: Span;
}

interface Literal extends Named {
	readonly word: Word;
}

/** More values of a loop, or of a variable that is set again and again, are not followed to their use. */
const MOST_TRIED = 50;

/** The literal of `${LR:-1e-3}`. */
function defaultIn({ text, literal }: Word): Word | undefined {
	const match = literal || !text.text.startsWith("${") ? null : EXPANSION.exec(text.text);
	const value = match?.[5];
	if (value === undefined || value === "") return undefined;
	const from = text.text.length - 1 - value.length;
	return wordsOf(text.slice(from, from + value.length))[0];
}

const listOf = ({ kind, words }: Definition): readonly Word[] =>
	kind === "value" ? words.flatMap(({ text }) => wordsOf(text)) : words;
