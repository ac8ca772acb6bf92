/** Words of a command line: the program that is run, and the values that its options and overrides give. */

import type { Located } from "./located.ts";
import { type Assignment, assign, openScope, type Scalar, type ScalarValue, type Scope, type Span } from "./model.ts";
import { numberFrom, plainValue } from "./numbers.ts";

/** A word of a command line: where it stands, quotes included, and its text without them. */
export interface Argument {
	readonly span: Span;
	readonly text: Located;
	/** In single quotes, where `$` is a letter like any other. */
	readonly literal?: boolean;
	/** Whether the word is a value of its own in the document, an item of a list: `"--lr=0.1"`. */
	readonly item?: boolean;
}

/** One of the values that `$LR` stands for, and where it was written out. */
export interface Meant {
	readonly value: ScalarValue;
	readonly refersTo?: Assignment;
}

const PYTHON = /(?:^|\/)(?:python|pypy|ipython)[\d.]*w?$|^\$\{?\w*python\w*\}?$/i;
/** Programs that run the script that is named behind their own options. */
const LAUNCHER =
	/^(?:torchrun|deepspeed|accelerate|accelerate-launch|colossalai|horovodrun|mpirun|mpiexec|srun|composer|fleetrun|msrun|bash|sh|zsh|sbatch|time|env|sudo|nohup|uv|ray)$|^\$/;
const LAUNCHER_MODULE =
	/^(?:torch\.distributed\.(?:launch|run)|accelerate\.commands\.launch|paddle\.distributed\.launch|oneflow\.distributed\.launch|coverage|debugpy|i?pdb|cProfile)$/;
const SCRIPT = /^[^-=\s][^=\s]*\.(?:py|sh|bash)$/;
const SUBCOMMAND = /^[a-z][a-z\d_-]*$/;
const OPTION = /^(--?)([A-Za-z][\w./@-]*)(?::?=|$)/;
const OVERRIDE = /^((?:\+{1,2}|~)?)([A-Za-z_][\w./@-]*):?=/;
/** `SOLVER.BASE_LR 0.01`: yacs takes keys and values as words in turn. */
const YACS_KEY = /^[A-Z][A-Z\d_]*(?:\.[A-Z\d_]+)+$/;
/** Hydra runs once for each: `lr=1e-3,1e-4`. */
const SEVERAL = /^[^\s,'"[\]{}()]+(?:,[^\s,'"[\]{}()]+)+$/;
/** Longer key paths nobody writes, and building one takes the square of its length. */
const DEEPEST_KEY = 12;

interface Program {
	readonly callee: string;
	/** The index of the first word behind it. */
	readonly from: number;
	/** What runs it, where words of its own stand between. */
	readonly launcher?: string;
}

function programOf(words: readonly string[]): Program {
	const head = Math.max(
		0,
		words.findIndex((word) => !/^\w+=/.test(word)),
	);
	if (isOption(words[head] ?? "")) return { callee: "", from: 0 };
	// `sky exec cluster -- python train.py`
	const rest = words.indexOf("--") + 1;
	if (rest > 0 && rest < words.length && !isOption(words[rest] ?? "")) {
		const program = programOf(words.slice(rest));
		return { callee: program.callee, from: rest + program.from, launcher: words[head] ?? "" };
	}
	const name = lastOf(words[head] ?? "", "/");
	if (SCRIPT.test(name) && !LAUNCHER.test(name)) return { callee: moduleName(words[head] ?? ""), from: head + 1 };
	const python = words.findLastIndex((word) => PYTHON.test(word));
	if (python < 0 && !LAUNCHER.test(name)) {
		const next = words[head + 1] ?? "";
		return SUBCOMMAND.test(next) ? { callee: `${name}.${next}`, from: head + 2 } : { callee: name, from: head + 1 };
	}
	let launcher = name;
	for (let i = Math.max(head, python) + 1; i < words.length; i++) {
		const word = words[i] ?? "";
		const next = words[i + 1] ?? "";
		const isModule = word === "-m" || word === "--module";
		if (isModule && LAUNCHER_MODULE.test(next)) launcher = words[++i] ?? "";
		else if (isModule) return { callee: next, from: i + 2, launcher };
		else if (SCRIPT.test(word)) return { callee: moduleName(word), from: i + 1, launcher };
	}
	return { callee: name, from: head + 1 };
}

/** `./tools/train.py` as `tools.train`. */
const moduleName = (path: string): string =>
	path
		.replace(/^(?:\.{0,2}\/)+/, "")
		.replace(/\.\w+$/, "")
		.replaceAll("/", ".");

const lastOf = (text: string, divider: string): string => text.slice(text.lastIndexOf(divider) + 1);

/** Where a value goes. */
interface Place {
	readonly scope: Scope;
	readonly name?: string;
	readonly nameSpan?: Span;
	readonly pathSegment: string;
}

const isOption = (text: string): boolean => /^--?[A-Za-z]/.test(text);

export class CommandLines {
	constructor(
		/** The whole document. */
		private readonly source: string,
		/** What an expansion stands for in a command of this document; nothing where that is not known. */
		private readonly resolve: (expansion: Located, document: Scope) => readonly Meant[] = () => [],
	) {}

	/** Reads a command into a document. */
	read(words: readonly Argument[], document: Scope): void {
		const { callee, from, launcher } = programOf(words.map(({ text }) => text.text));
		if (launcher !== undefined) this.options(words.slice(1, from - 1), document, launcher);
		this.options(words.slice(from), document, callee);
	}

	/** Reads options, such as those in an array that no command of the document uses. */
	options(words: readonly Argument[], document: Scope, callee = ""): void {
		const [first] = words;
		if (!first) return;
		const span = { start: first.span.start, end: words.at(-1)?.span.end ?? first.span.end };
		new Options(
			openScope("command", document, { callee, span, pathSegment: lastOf(callee, ".") }),
			document,
			this,
		).read(words);
	}

	/** Gives a value its place. */
	give(place: Place, { text, span, literal }: Argument, inner: Span | undefined, document: Scope): void {
		const scalar = (value: ScalarValue): Scalar => ({
			span,
			text: this.source.slice(span.start, span.end),
			form: "plain",
			value,
			...(inner ? { inner } : {}),
		});
		const meant = text.text.startsWith("$") && literal !== true ? this.resolve(text, document) : [];
		const [only] = meant;
		if (!only) assign(place.scope, scalar(plainValue(text.text)), place);
		else if (meant.length === 1) assign(place.scope, scalar(only.value), { ...place, ...reference(only) });
		else {
			const list = openScope("sweep", place.scope, { ...place, span });
			for (const [n, one] of meant.entries())
				assign(list, scalar(one.value), { pathSegment: String(n), ...reference(one) });
		}
	}
}

const reference = ({ refersTo }: Meant): { refersTo?: Assignment } => (refersTo ? { refersTo } : {});

/** The options of one command. */
class Options {
	private readonly owners = new Map<string, Scope>();
	private positionals = 0;

	constructor(
		private readonly scope: Scope,
		private readonly document: Scope,
		private readonly lines: CommandLines,
	) {}

	read(words: readonly Argument[]): void {
		for (let i = 0; i < words.length; i++) {
			const word = words[i] as Argument;
			const { text } = word.text;
			const found = OPTION.exec(text) ?? OVERRIDE.exec(text);
			const [whole = "", sign = "", name = text] = found ?? [];
			if (found && whole.endsWith("=")) this.joined(word, this.named(name, word.text, sign.length), whole.length, sign);
			else if (found)
				i += this.apart(word, this.named(name, word.text, sign.length), words.slice(i + 1, i + MOST_VALUES));
			else if (YACS_KEY.test(text) && i + 1 < words.length)
				this.give(this.named(text, word.text, 0), words[++i] as Argument);
			else this.give({ scope: this.scope, pathSegment: String(this.positionals++) }, word);
		}
	}

	private give(place: Place, word: Argument, inner?: Span): void {
		this.lines.give(place, word, inner, this.document);
	}

	/** `--lr=0.1`, `optim.lr=0.1` */
	private joined(word: Argument, place: Place, from: number, sign: string): void {
		const { text } = word.text;
		const span = partOf(word, from);
		if (!sign.startsWith("-") && SEVERAL.test(text.slice(from))) {
			const list = openScope("sweep", place.scope, { ...place, span });
			let at = from;
			for (const [n, value] of text.slice(from).split(",").entries()) {
				const part = word.text.slice(at, at + value.length);
				this.give({ scope: list, pathSegment: String(n) }, { text: part, span: word.text.span(at, at + value.length) });
				at += value.length + 1;
			}
		} else if (word.item) this.give(place, { text: word.text.slice(from), span: word.span }, span);
		else this.give(place, { text: word.text.slice(from), span });
	}

	/** `--lr 0.1`, `--lr 0.1 0.01`, or a switch; returns how many words it took. */
	private apart(word: Argument, place: Place, next: readonly Argument[]): number {
		const end = next.findIndex(({ text: { text } }) => isOption(text) || OVERRIDE.test(text) || YACS_KEY.test(text));
		const values = end < 0 ? next : next.slice(0, end);
		const [first] = values;
		if (!first) {
			const { end } = word.span;
			assign(place.scope, { span: { start: end, end }, text: "", form: "plain", value: true }, place);
			return 0;
		}
		if (values.length === 1 || !values.every(({ text }) => numberFrom(text.text) !== undefined)) {
			this.give(place, first);
			return 1;
		}
		const span = { start: first.span.start, end: values.at(-1)?.span.end ?? first.span.end };
		const list = openScope("sequence", place.scope, { ...place, span });
		for (const [n, value] of values.entries()) this.give({ scope: list, pathSegment: String(n) }, value);
		return values.length;
	}

	/** The place that `optim.lr` or `--optimizer.lr` names: `lr` in the scope `optim`. */
	private named(name: string, word: Located, at: number): Place {
		const keys = name.split(/[./]/);
		const parts = keys.length <= DEEPEST_KEY && keys.every((key) => key !== "") ? keys : [name];
		const last = parts.at(-1) ?? name;
		let { scope } = this;
		let from = at;
		let path = "";
		for (const part of parts.slice(0, -1)) {
			path += `.${part}`;
			const nameSpan = word.span(from, from + part.length);
			const owner = this.owners.get(path) ?? openScope("mapping", scope, { name: part, nameSpan, span: nameSpan });
			this.owners.set(path, owner);
			scope = owner;
			from += part.length + 1;
		}
		return { scope, name: last, nameSpan: word.span(from, from + last.length), pathSegment: last };
	}
}

/** More values an option is not given. */
const MOST_VALUES = 100;

/** The part of a word behind `name=`, with the quotes that stand around it alone. */
function partOf({ text, span }: Argument, from: number): Span {
	const { end: start } = text.span(0, from);
	if (from === text.text.length) return { start, end: start };
	return text.start(from) === start ? text.span(from, text.text.length) : { start, end: span.end };
}
