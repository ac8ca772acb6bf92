/**
 * JSON, with comments and in its wider forms: JSON5, and of Jsonnet what is written out. Broken documents yield every value up to
 * and after the damage.
 */

import { phrase } from "../words/phrase.ts";
import {
	type Assignment,
	assign,
	type Comment,
	openScope,
	type ReadDocument,
	refer,
	type Scalar,
	type ScalarValue,
	type Scope,
	type Span,
} from "./model.ts";
import { followReferences } from "./references.ts";
import { textOf } from "./strings.ts";

/** Deeper nesting than any config has; the guard keeps a hostile document from exhausting the stack. */
const DEEPEST = 500;
/** A key path of hundreds of parts serves nobody, and building it takes the square of the depth. */
const DEEPEST_PATH = 100;

const GAP = /[\s\ufeff]+/y;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n\r]*/y;
const STRING = /"(?:[^"\\\n\r]|\\(?:\r\n|[\s\S]))*"?|'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S]))*'?/y;
const NUMBER = /[-+]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|Infinity\b|NaN\b)/y;
const WORD = /[A-Za-z_$\u0080-\uffff][\w$.\u0080-\uffff-]*/y;
/** Behind a name: an entry's sign. Jsonnet adds to what it inherits with `+:`, and hides with `::`. */
const BINDS = /\s*\+?:{1,3}/y;
const EQUALS = /\s*=(?!=)/y;
const CONSTANTS: Readonly<Record<string, ScalarValue>> = { true: true, false: false, null: null };

type Close = "}" | "]" | ")";
type Kind = "string" | "number" | "word" | "sign" | "end";

interface Place {
	readonly name: string;
	readonly nameSpan: Span | undefined;
	readonly pathSegment: string;
}

const ROOT: Place = { name: "", nameSpan: undefined, pathSegment: "" };

export const readJson = (text: string): ReadDocument => new Json(text).read();

class Json {
	/** The token at hand. */
	private kind: Kind = "end";
	private start = 0;
	private end = 0;
	private depth = 0;
	/** How many brackets are open. */
	private readonly open: Record<Close, number> = { "}": 0, "]": 0, ")": 0 };
	private readonly documents: Scope[] = [];
	private readonly comments: Comment[] = [];
	private readonly skipped: string[] = [];
	/** Jsonnet's `local` names, and the values that are one. */
	private readonly locals = new Map<string, Assignment[]>();
	private readonly uses: Assignment[] = [];

	constructor(private readonly text: string) {}

	read(): ReadDocument {
		const { text, documents, comments, skipped } = this;
		// The names before a document of Jsonnet belong to it; several documents are lines of a log.
		let begun: Scope | undefined;
		this.next();
		while (this.kind !== "end") {
			if (this.isSign("{[")) {
				const document = begun ?? this.document(this.start);
				begun = undefined;
				if (this.isSign("{")) this.object(document);
				else this.items("sequence", "]", document, ROOT);
			} else if (this.isWord("local")) {
				begun = begun ?? this.document(this.start);
				this.local(begun);
			} else this.next();
		}
		if (documents.length === 0) this.document(0);
		for (const use of this.uses) {
			const [literal, ...others] = this.locals.get(use.value.text) ?? [];
			if (literal && others.length === 0 && literal.value.value !== undefined) refer(use, literal);
		}
		for (const document of documents) followReferences(document);
		return { language: "json", text, documents, comments, imports: [], skipped };
	}

	private document(start: number): Scope {
		const scope = openScope("document", undefined, { span: { start, end: this.text.length } });
		this.documents.push(scope);
		return scope;
	}

	/** `local a = 1, b = 2;` */
	private local(scope: Scope): void {
		do {
			this.next();
			if (this.kind !== "word" || !this.follows(EQUALS)) return;
			const place = this.place();
			this.next();
			this.next();
			const given = this.value(scope, place);
			if (given) this.locals.set(place.name, [...(this.locals.get(place.name) ?? []), given]);
		} while (this.isSign(","));
	}

	/** Reads an object into a scope, and goes behind it. */
	private object(scope: Scope): void {
		this.within("}", scope, () => {
			if (this.isWord("local") && !this.follows(BINDS)) this.local(scope);
			else if (!this.isEntry()) this.next();
			else {
				const place = this.place();
				this.take(BINDS);
				this.next();
				this.value(scope, place);
			}
		});
	}

	/** A list, or what a function of Jsonnet is given. */
	private items(kind: "sequence" | "call", close: Close, parent: Scope, place: Place): void {
		const scope = openScope(kind, parent, { ...place, span: { start: this.start, end: this.end } });
		let index = 0;
		this.within(close, scope, () => {
			this.value(scope, { name: "", nameSpan: undefined, pathSegment: String(index++) });
			if (this.isSign(",;")) this.next();
		});
	}

	/** Reads what stands in brackets, item by item, and goes behind them. */
	private within(close: Close, scope: Scope, item: () => void): void {
		this.next();
		if (this.depth === DEEPEST) this.passOver();
		else {
			this.depth++;
			this.open[close]++;
			while (this.kind !== "end" && !this.isSign(close)) {
				// Where the closing bracket is missing, what closes something around, or names an entry of it, ends this too.
				if (this.isSign("}])") && this.open[this.text[this.start] as Close] > 0) break;
				if (close === "]" && this.open["}"] > 0 && this.isEntry()) break;
				if (this.isSign("}])")) this.next();
				else item();
			}
			this.open[close]--;
			this.depth--;
		}
		(scope.span as { end: number }).end = this.end;
		if (this.isSign(close)) this.next();
	}

	/** Goes to the bracket that closes, without recursion. */
	private passOver(): void {
		if (this.skipped.length === 0)
			this.skipped.push(phrase("nesting too deep to read: more than {levels} levels", { levels: DEEPEST }));
		for (let open = 1; this.kind !== "end"; this.next()) {
			if (this.isSign("{[(")) open++;
			else if (this.isSign("}])") && --open === 0) return;
		}
	}

	/** Reads a value up to what ends it: a literal, a name, an object, a list, or an expression, of which the objects and lists count. */
	private value(scope: Scope, { name, nameSpan, pathSegment }: Place): Assignment | undefined {
		const place = { name, nameSpan, pathSegment: this.depth > DEEPEST_PATH ? "" : pathSegment };
		let only: Scalar | undefined;
		for (let parts = 0; this.kind !== "end" && !this.isSign(",;}])"); parts++) {
			// The comma or the value before the next entry is missing.
			if (this.isEntry()) break;
			only = parts === 0 ? this.literal() : undefined;
			const span = { start: this.start, end: this.end };
			if (this.isSign("{")) this.object(openScope("mapping", scope, { ...place, span }));
			else if (this.isSign("[")) this.items("sequence", "]", scope, place);
			else if (this.isSign("(")) this.items("call", ")", scope, place);
			else this.next();
		}
		const given = only && assign(scope, only, place);
		if (given?.value.form === "name") this.uses.push(given);
		return given;
	}

	private literal(): Scalar | undefined {
		const span = { start: this.start, end: this.end };
		const text = this.text.slice(this.start, this.end);
		if (this.kind === "string") return { span, text, form: "quoted", value: this.unquoted() };
		if (this.kind === "number") return { span, text, form: "number", value: numberOf(text) };
		if (this.kind !== "word") return undefined;
		if (Object.hasOwn(CONSTANTS, text)) return { span, text, form: "constant", value: CONSTANTS[text] };
		return { span, text, form: "name", value: undefined };
	}

	/** Whether the token at hand names an entry of an object. */
	private isEntry(): boolean {
		return this.kind !== "sign" && this.kind !== "end" && this.follows(BINDS);
	}

	/** What the name at hand is the place of. */
	private place(): Place {
		const nameSpan = { start: this.start, end: this.end };
		const name = this.kind === "string" ? this.unquoted() : this.text.slice(this.start, this.end);
		return { name, nameSpan, pathSegment: name };
	}

	private unquoted(): string {
		const text = this.text.slice(this.start, this.end);
		const closed = text.length > 1 && text.endsWith(text[0] ?? "") ? text : text + text[0];
		if (!text.includes("\\")) return closed.slice(1, -1);
		return textOf({ text: closed, span: { start: 0, end: 0 }, form: "quoted", value: undefined }, "json").text;
	}

	private isSign(signs: string): boolean {
		return this.kind === "sign" && signs.includes(this.text[this.start] ?? "");
	}

	private isWord(word: string): boolean {
		return this.kind === "word" && this.text.slice(this.start, this.end) === word;
	}

	/** Whether something stands behind the token at hand. */
	private follows(pattern: RegExp): boolean {
		pattern.lastIndex = this.end;
		return pattern.test(this.text);
	}

	/** Goes on to the next token. */
	private next(): void {
		for (;;) {
			this.take(GAP);
			const from = this.end;
			const comment = this.take(COMMENT);
			if (comment === "") break;
			const body = comment.startsWith("#") ? comment.slice(1) : comment.slice(2).replace(/\*\/$/, "");
			this.comments.push({ span: { start: from, end: this.end }, text: body.trim() });
		}
		this.start = this.end;
		if (this.end >= this.text.length) this.kind = "end";
		else if (this.take(STRING) !== "") this.kind = "string";
		else if (this.take(NUMBER) !== "") this.kind = "number";
		else if (this.take(WORD) !== "") this.kind = "word";
		else {
			this.end++;
			this.kind = "sign";
		}
	}

	private take(pattern: RegExp): string {
		pattern.lastIndex = this.end;
		const found = pattern.exec(this.text)?.[0] ?? "";
		this.end += found.length;
		return found;
	}
}

function numberOf(written: string): number {
	const digits = written.replace(/^[-+]/, "");
	return written.startsWith("-") ? -Number(digits) : Number(digits);
}
