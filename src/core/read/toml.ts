/** TOML 1.0 and 1.1; a line that is half typed costs only itself. */

import { phrase } from "../words/phrase.ts";
import type { Steps } from "../work/slices.ts";
import {
	assign,
	type Comment,
	openScope,
	type ReadDocument,
	type Scalar,
	type Scope,
	type ScopeKind,
	type Span,
} from "./model.ts";
import { numberFrom } from "./numbers.ts";

/** Deeper nesting than any config has; the guard keeps a hostile document from exhausting the stack. */
const DEEPEST = 100;

const BLANKS = /[ \t]*/y;
const SPACE = /\s*/y;
const KEY = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s.=#[\]{}"',]+/y;
const DOT = /[ \t]*\.[ \t]*/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const HEADER = /\[{1,2}[ \t]*/y;
const REST = /[^\n#]*/y;
const COMMENT = /#[^\n]*/y;
const BARE = /[^\n,\]}#]*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?/y;
/** A line that cannot stand in a list: a key with its value, or a table's header. */
const NEW_LINE =
	/(?:[\w."'-]+[ \t]*=|\[{1,2}(?!(?:true|false|inf|nan)\b)[A-Za-z_"'][\w."' -]*\]{1,2}[ \t]*(?:#.*)?\r?$)/my;

const DECIMAL = /^[-+]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?$/;
const OTHER_BASE = /^0(?:x[\da-fA-F](?:_?[\da-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/;
const CONSTANTS: Readonly<Record<string, boolean>> = { true: true, false: false };
const SPECIAL: Readonly<Record<string, number>> = {
	inf: Infinity,
	"+inf": Infinity,
	"-inf": -Infinity,
	nan: Number.NaN,
	"+nan": Number.NaN,
	"-nan": Number.NaN,
};

interface Key {
	readonly name: string;
	readonly nameSpan: Span;
}

/** Where a value hangs: its name, and its segment in the key path. */
interface Place {
	readonly name: string;
	readonly nameSpan: Span | undefined;
	readonly pathSegment: string;
}

export const readToml = (text: string): Steps<ReadDocument> => new Toml(text).read();

class Toml {
	private at = 0;
	private depth = 0;
	private readonly comments: Comment[] = [];
	private readonly skipped: string[] = [];
	/** Tables by their name, below the one they stand in: headers and dotted keys add to them from anywhere. */
	private readonly tables = new Map<Scope, Map<string, Scope>>();

	constructor(private readonly text: string) {}

	*read(): Steps<ReadDocument> {
		const { text, comments, skipped } = this;
		const root = openScope("document", undefined, { span: { start: 0, end: text.length } });
		let table = root;
		for (this.gap(); this.at < text.length; this.gap()) {
			const start = this.at;
			if (text[start] === "[") table = this.header(root) ?? table;
			else this.entry(table);
			endAt(table, this.at);
			this.take(REST);
			yield;
		}
		return { language: "toml", text, documents: [root], comments, imports: [], skipped };
	}

	/** `[a.b]` or `[[a.b]]`. */
	private header(root: Scope): Scope | undefined {
		const start = this.at;
		const repeated = this.take(HEADER).startsWith("[[");
		const keys = this.keys();
		const last = keys.pop();
		if (!last) return undefined;
		const span = { start, end: this.at };
		const parent = this.below(root, keys);
		if (!repeated) return this.below(parent, [last]);
		const known = this.tables.get(parent)?.get(last.name);
		const list =
			known?.kind === "sequence" ? known : this.open("sequence", parent, { ...last, pathSegment: last.name }, start);
		const pathSegment = String(list.children.length);
		return openScope("mapping", list, { pathSegment, span });
	}

	/** The table that keys lead to from a scope; those that are new are made. */
	private below(scope: Scope, keys: readonly Key[]): Scope {
		return keys.reduce((from, { name, nameSpan }) => {
			const known = this.tables.get(from)?.get(name);
			// Of a list of tables the last one is meant.
			if (known?.kind === "sequence") return known.children.at(-1) ?? known;
			return known ?? this.open("mapping", from, { name, nameSpan, pathSegment: name }, nameSpan.start);
		}, scope);
	}

	/** `a.b = value`. */
	private entry(table: Scope): void {
		const keys = this.keys();
		const last = keys.pop();
		if (last && this.take(EQUALS) !== "") this.value(this.below(table, keys), { ...last, pathSegment: last.name });
	}

	private keys(): Key[] {
		const keys: Key[] = [];
		do {
			const start = this.at;
			const written = this.take(KEY);
			if (written !== "") keys.push({ name: unquoted(written), nameSpan: { start, end: this.at } });
		} while (this.take(DOT) !== "");
		// A key path of thousands of parts serves nobody, and building it takes the square of its length.
		return keys.length > DEEPEST ? [] : keys;
	}

	private value(scope: Scope, place: Place): void {
		const sign = this.text[this.at];
		if (sign === "[" || sign === "{") {
			if (this.depth++ < DEEPEST) sign === "[" ? this.list(scope, place) : this.inlineTable(scope, place);
			else if (this.skipped.length === 0)
				this.skipped.push(phrase("nesting too deep to read: more than {levels} levels", { levels: DEEPEST }));
			this.depth--;
			return;
		}
		const start = this.at;
		const scalar = sign === '"' || sign === "'" ? this.string() : bare(this.take(BARE).trimEnd());
		const text = scalar.text;
		this.at = start + text.length;
		if (text !== "") assign(scope, { ...scalar, span: { start, end: this.at } }, place);
	}

	private string(): Omit<Scalar, "span"> {
		const { text, at } = this;
		const quotes = text.slice(at, at + 3);
		const end = quotes === '"""' || quotes === "'''" ? closing(text, quotes, at + 3) : undefined;
		const written = end === undefined ? this.take(STRING) : text.slice(at, end);
		return { text: written, form: "quoted", value: unquoted(written) };
	}

	private list(scope: Scope, place: Place): void {
		const list = this.open("sequence", scope, place, this.at++);
		for (let index = 0; this.inside("]"); index++) {
			this.value(list, { name: "", nameSpan: undefined, pathSegment: String(index) });
			this.toEnd("]");
		}
		endAt(list, this.at);
	}

	private inlineTable(scope: Scope, place: Place): void {
		const table = this.open("mapping", scope, place, this.at++);
		this.take(BLANKS);
		// Only TOML 1.1 lets such a table go over several lines; a brace that is still to be closed must not take in what follows.
		const lines = /[\r\n#]/.test(this.text[this.at] ?? "");
		while (this.inside("}", lines)) {
			this.entry(table);
			this.toEnd("}");
		}
		endAt(table, this.at);
	}

	/** Goes to the next item, if there is one; else behind the bracket that closes, or before the line that shows that it is missing. */
	private inside(close: string, lines = true): boolean {
		let fresh = false;
		for (;;) {
			if (lines) fresh = this.gap() || fresh;
			else this.take(BLANKS);
			if (this.text[this.at] !== ",") break;
			this.at++;
		}
		const sign = this.text[this.at];
		if (sign === close) this.at++;
		if (sign === close || sign === undefined || (!lines && /[\n#]/.test(sign))) return false;
		if (!fresh || close !== "]" || !this.isHere(NEW_LINE)) return true;
		// That line is read as one of its own.
		this.at = this.text.lastIndexOf("\n", this.at);
		return false;
	}

	/** Goes over what is left of an item. */
	private toEnd(close: string): void {
		while (this.at < this.text.length && !`,\n#${close}`.includes(this.text[this.at] ?? "")) this.at++;
	}

	/** Goes over blanks, line ends and comments; tells whether there were any but blanks. */
	private gap(): boolean {
		const start = this.at;
		for (;;) {
			this.take(SPACE);
			const from = this.at;
			const comment = this.take(COMMENT);
			if (comment === "") return this.text.slice(start, this.at).includes("\n");
			this.comments.push({
				span: { start: from, end: from + comment.trimEnd().length },
				text: comment.slice(1).trim(),
			});
		}
	}

	private open(kind: ScopeKind, parent: Scope, place: Place, start: number): Scope {
		const scope = openScope(kind, parent, { ...place, span: { start, end: start } });
		const siblings = this.tables.get(parent) ?? new Map<string, Scope>();
		if (place.name !== "") this.tables.set(parent, siblings.set(place.name, scope));
		return scope;
	}

	private isHere(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		return pattern.test(this.text);
	}

	/** What stands here, and goes behind it. */
	private take(pattern: RegExp): string {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text)?.[0] ?? "";
		this.at += found.length;
		return found;
	}
}

/** A scope reaches as far as what was read of it. */
function endAt(scope: Scope, end: number): void {
	(scope.span as { end: number }).end = Math.max(end, scope.span.end);
}

/** Where a string of three quotes ends; undefined where it does not. */
function closing(text: string, quotes: string, from: number): number | undefined {
	let end = text.indexOf(quotes, from);
	while (end >= 0 && quotes === '"""' && /(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(Math.max(from, end - 20), end)))
		end = text.indexOf(quotes, end + 1);
	return end < 0 ? undefined : end + quotes.length;
}

/** A value without quotes: TOML's own numbers and truth values; dates, and what is none of its values, are text. */
function bare(text: string): Omit<Scalar, "span"> {
	if (DECIMAL.test(text) || OTHER_BASE.test(text))
		return { text, form: "number", value: Number(text.replaceAll("_", "")) };
	if (Object.hasOwn(SPECIAL, text)) return { text, form: "number", value: SPECIAL[text] };
	if (Object.hasOwn(CONSTANTS, text)) return { text, form: "constant", value: CONSTANTS[text] };
	return { text, form: "plain", value: numberFrom(text) ?? text };
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", e: "\x1b" };

/** What a key or a string says. */
function unquoted(written: string): string {
	const quote = /^(?:"""|'''|["'])/.exec(written)?.[0];
	if (!quote) return written;
	const body = written.slice(
		quote.length,
		written.endsWith(quote) ? Math.max(quote.length, written.length - quote.length) : undefined,
	);
	const text = quote.length > 1 ? body.replace(/^\r?\n/, "") : body;
	if (quote.startsWith("'")) return text;
	return text.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g, (_, x, u, long, sign) => {
		const code = x ?? u ?? long;
		return code === undefined
			? (ESCAPES[sign] ?? sign)
			: String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
	});
}
