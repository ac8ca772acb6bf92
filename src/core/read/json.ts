/**
 * JSON, with comments and in its wider forms: JSON5, and of Jsonnet what is written out. Broken documents yield every value up to
 * and after the damage.
 */

import { phrase } from "../words/phrase.ts";
import type { Steps } from "../work/slices.ts";
import { documentOfEntries, type Entry, EntryPieces } from "./entries.ts";
import { Tokens } from "./json-tokens.ts";
import {
	type Assignment,
	assign,
	openScope,
	type ReadDocument,
	refer,
	type Scalar,
	type ScalarValue,
	type Scope,
	type ScopeKind,
	type Span,
} from "./model.ts";
import { type Around, type Piece, type Pieces, piecesOf, type ReadStretch } from "./pieces.ts";
import { followReferences } from "./references.ts";
import { textOf } from "./strings.ts";

/** Deeper nesting than any config has; the guard keeps a hostile document from exhausting the stack. */
const DEEPEST = 500;
/** A key path of hundreds of parts serves nobody, and building it takes the square of the depth. */
const DEEPEST_PATH = 100;

const EQUALS = /\s*=(?!=)/y;
const CONSTANTS: Readonly<Record<string, ScalarValue>> = { true: true, false: false, null: null };

type Close = "}" | "]" | ")";

interface Place {
	readonly name: string;
	readonly nameSpan: Span | undefined;
	readonly pathSegment: string;
}

const ROOT: Place = { name: "", nameSpan: undefined, pathSegment: "" };

export function* readJson(text: string): Steps<ReadDocument> {
	return { ...(yield* new Json(text).read()), again: (later) => readEdited(later) };
}

const entriesOf: ReadStretch<Entry> = function* (text, _, around) {
	yield;
	return new Json(text).entries(around);
};

/** A config of which at the next edit only the entries that it touches are read. While they are damaged, all is. */
function* readEdited(text: string, before?: Pieces<Entry>): Steps<ReadDocument> {
	const read = yield* piecesOf(text, entriesOf, before);
	if (!read) return { ...(yield* readJson(text)), ...(before && editOf(before)) };
	const [first, last] = [read.pieces[0], read.pieces.at(-1)];
	const start = first ? first.content.root.span.start + first.moved : 0;
	const end = last ? last.content.end + last.moved : 0;
	const entries = yield* documentOfEntries(read.pieces, { start, end });
	return { language: "json", text, ...entries, imports: [], skipped: [], ...editOf(read) };
}

/** By itself: a function keeps all alive that those beside it use, which would be the version before as well. */
const editOf = (before: Pieces<Entry>): Pick<ReadDocument, "again"> => ({
	again: (later) => readEdited(later, before),
});

class Json extends Tokens {
	private depth = 0;
	/** How many brackets are open. */
	private readonly open: Record<Close, number> = { "}": 0, "]": 0, ")": 0 };
	private readonly documents: Scope[] = [];
	private readonly skipped: string[] = [];
	/** Jsonnet's `local` names, and the values that are one. */
	private readonly locals = new Map<string, Assignment | "several">();
	private readonly uses: Assignment[] = [];

	*read(): Steps<ReadDocument> {
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
			const literal = this.locals.get(use.value.text);
			if (literal && literal !== "several" && literal.value.value !== undefined) refer(use, literal);
		}
		for (const document of documents) {
			yield;
			followReferences(document);
		}
		return { language: "json", text, documents, comments, imports: [], skipped };
	}

	/**
	 * The entries of the one object that a text is, or of a stretch of it that begins with the name of one; undefined where it is
	 * anything else, or does not end as an entry does: then what comes next may be read otherwise.
	 */
	entries({ before, behind }: Around): Piece<Entry>[] | undefined {
		this.next();
		const { start } = this;
		if (!before) {
			if (!this.isSign("{")) return undefined;
			this.next();
		}
		this.open["}"]++;
		this.depth++;
		const entries: { readonly root: Scope; readonly from: number; end: number }[] = [];
		while (!this.isAtEnd() && !this.isSign("}")) {
			const from = this.start;
			const sign = this.behindEntrySign();
			if (sign === undefined) return undefined;
			const root = openScope("document", undefined, { span: { start, end: from } });
			const place = this.place();
			this.next(sign);
			this.value(root, place);
			if (this.isSign(",")) this.next();
			else if (this.isAtEnd()) return undefined;
			entries.push({ root, from, end: this.end });
		}
		if (!behind) {
			if (!this.isSign("}")) return undefined;
			this.next();
		}
		if (!this.isAtEnd() || (behind && this.endsInComment())) return undefined;
		if (this.locals.size > 0 || this.skipped.length > 0 || entries.length === 0) return undefined;
		const pieces = new EntryPieces(this.text, this.comments);
		return entries.map(({ root, from, end }, i) =>
			pieces.piece(i === 0 ? 0 : from, entries[i + 1]?.from ?? this.text.length, root, end),
		);
	}

	/** Whether what came behind the text would belong to a comment of it. */
	private endsInComment(): boolean {
		const last = this.comments.at(-1);
		return last?.span.end === this.text.length && !/^\/\*[\s\S]*\*\/$/.test(this.text.slice(last.span.start));
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
			if (given) this.locals.set(place.name, this.locals.has(place.name) ? "several" : given);
		} while (this.isSign(","));
	}

	/** Reads an object into a scope, and goes behind it. */
	private object(scope: Scope): void {
		this.within("}", scope, () => {
			const behind = this.behindEntrySign();
			if (behind === undefined) {
				if (this.isWord("local")) this.local(scope);
				else this.next();
				return;
			}
			const place = this.place();
			this.next(behind);
			this.value(scope, place);
		});
	}

	/** A list, or what a function of Jsonnet is given. */
	private items(kind: "sequence" | "call", close: Close, parent: Scope, place: Place): void {
		const scope = this.scope(kind, parent, place);
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
				if (close !== "}" && this.open["}"] > 0 && this.behindEntrySign() !== undefined) break;
				const { start } = this;
				if (!this.isSign("}])")) item();
				// What is none of ours here, such as an entry outside of all objects.
				if (this.start === start) this.next();
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
	private value(scope: Scope, at: Place): Assignment | undefined {
		const place = this.depth > DEEPEST_PATH ? { name: at.name, nameSpan: at.nameSpan, pathSegment: "" } : at;
		let only: Scalar | undefined;
		for (let parts = 0; this.kind !== "end" && !this.isSign(",;}])"); parts++) {
			// The comma or the value before the next entry is missing.
			if (this.behindEntrySign() !== undefined) break;
			only = parts === 0 ? this.literal() : undefined;
			if (this.isSign("{")) this.object(this.scope("mapping", scope, place));
			else if (this.isSign("[")) this.items("sequence", "]", scope, place);
			else if (this.isSign("(")) this.items("call", ")", scope, place);
			else this.next();
		}
		const given = only && assign(scope, only, place);
		if (given?.value.form === "name") this.uses.push(given);
		return given;
	}

	/** A scope that begins with the bracket at hand. */
	private scope(kind: ScopeKind, parent: Scope, { name, nameSpan, pathSegment }: Place): Scope {
		return openScope(kind, parent, { name, nameSpan, pathSegment, span: { start: this.start, end: this.end } });
	}

	private literal(): Scalar | undefined {
		if (this.kind === "sign") return undefined;
		const span = { start: this.start, end: this.end };
		const text = this.text.slice(this.start, this.end);
		if (this.kind === "string") return { span, text, form: "quoted", value: unquoted(text) };
		if (this.kind === "number") return { span, text, form: "number", value: numberOf(text) };
		if (Object.hasOwn(CONSTANTS, text)) return { span, text, form: "constant", value: CONSTANTS[text] };
		return { span, text, form: "name", value: undefined };
	}

	/** What the name at hand is the place of. */
	private place(): Place {
		const text = this.text.slice(this.start, this.end);
		const name = this.kind === "string" ? unquoted(text) : text;
		return { name, nameSpan: { start: this.start, end: this.end }, pathSegment: name };
	}
}

function unquoted(text: string): string {
	const closed = text.length > 1 && text.at(-1) === text[0];
	if (!text.includes("\\")) return text.slice(1, closed ? -1 : undefined);
	const written = closed ? text : text + text[0];
	return textOf({ text: written, span: { start: 0, end: 0 }, form: "quoted", value: undefined }, "json").text;
}

function numberOf(written: string): number {
	const value = Number(written);
	if (!Number.isNaN(value)) return value;
	// JavaScript reads no sign before the digits of another base.
	const unsigned = Number(written.slice(1));
	return written.startsWith("-") ? -unsigned : unsigned;
}
