/** YAML 1.1 and 1.2, through an error-tolerant grammar: a broken document yields what can still be read. */

import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/yaml";
import { phrase } from "../words/phrase.ts";
import { mayHoldEmbedded } from "./embedded.ts";
import {
	assign,
	type Comment,
	type Held,
	openScope,
	type ReadDocument,
	type Scalar,
	type Scope,
	type Span,
} from "./model.ts";
import { numberFrom, plainValue } from "./numbers.ts";
import { copyInto, movedSpan, type Piece, type Pieces, piecesOf } from "./pieces.ts";
import { followReferences, mayHoldReference } from "./references.ts";
import { type Alias, Anchors, type Place } from "./yaml-anchors.ts";
import { maskTemplates } from "./yaml-templates.ts";

/** Deeper nesting than any config has; the guard keeps a hostile document from exhausting the stack. */
const DEEPEST = 100;

/** The parser's time grows with the square of the brackets that stand open, and it recurses into them: a web worker's stack is small. */
const MOST_OPEN = 250;
const MOST_MARKS = 500;

const NEWLINE = 10;
const SPACE = 32;
const DASH = 45;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Tags that make what they name of the mapping below: HyperPyYAML's `!new:torch.optim.Adam`, PyYAML's `!!python/object:…`,
 * a program's own `!AdamTrainer`.
 */
const CONSTRUCTOR = /^!(?:(?:new|name|apply|!python\/[a-z/]+):)?([A-Za-z_][\w.]*)$/;

const MERGE = "<<";

const ROOT: Place = { name: "", nameSpan: undefined, pathSegment: "" };

export function readYaml(text: string): ReadDocument {
	const documents: Scope[] = [];
	const skipped: string[] = [];
	const readable = readableLength(text);
	if (readable < text.length)
		skipped.push(phrase("brackets or marks in a number that no config has; what comes after them was not read"));
	const tree = parser.parse(parseable(readable < text.length ? text.slice(0, readable) : text));
	const anchors = new Anchors(text.length);
	const stream = new YamlStream(text, anchors, skipped);
	for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
		if (node.name !== "Document") continue;
		const scope = openScope("document", undefined, { span: spanOf(node) });
		documents.push(scope);
		for (let part = node.firstChild; part; part = part.nextSibling) stream.value(part, scope, ROOT, 0, undefined);
		anchors.endDocument();
		followReferences(scope);
	}
	if (anchors.exhausted) skipped.push(phrase("aliases of more than a config has; some were not read"));
	if (documents.length === 0)
		documents.push(openScope("document", undefined, { span: { start: 0, end: text.length } }));
	const comments = text.includes("#") ? commentsIn(tree, text) : [];
	return {
		...documentOf(text, documents, comments),
		skipped,
		again: (later) => (mappingIn(tree, text) ? readEdited(later) : readYaml(later)),
	};
}

const documentOf = (text: string, documents: readonly Scope[], comments: readonly Comment[]): ReadDocument => ({
	language: "yaml",
	text,
	documents,
	comments,
	imports: [],
	skipped: [],
});

function commentsIn(tree: Tree, text: string): Comment[] {
	const comments: Comment[] = [];
	// Not `tree.iterate`, which loses nodes after some comments.
	const cursor = tree.cursor();
	do {
		const { from, to } = cursor;
		if (cursor.name === "Comment")
			comments.push({ span: { start: from, end: to }, text: text.slice(from + 1, to).trim() });
	} while (cursor.next());
	return comments;
}

/** What is read of a top-level entry. */
interface Entry {
	readonly root: Scope;
	readonly comments: readonly Comment[];
	readonly end: number;
	/** Whether a text of another language, or a reference, may stand in it. */
	readonly mayHoldEmbedded: boolean;
	readonly mayHoldReference: boolean;
}

/** A config of which at the next edit only the entries that it touches are read. While they are damaged, all is. */
function readEdited(text: string, before?: Pieces<Entry>): ReadDocument {
	const read = piecesOf(text, entriesOf, before);
	if (!read) return { ...readYaml(text), ...(before && editOf(before)) };
	const last = read.pieces.at(-1);
	const root = openScope("document", undefined, { span: { start: 0, end: last ? last.content.end + last.moved : 0 } });
	const comments: Comment[] = [];
	const holders = new Set<Scope>();
	const referring: Scope[] = [];
	for (const { content, moved } of read.pieces) {
		const known = root.children.length;
		copyInto(root, content.root, moved);
		for (const scope of root.children.slice(known)) {
			if (content.mayHoldEmbedded) holders.add(scope);
			if (content.mayHoldReference) referring.push(scope);
		}
		for (const one of content.comments) comments.push({ ...one, span: movedSpan(one.span, moved) });
	}
	followReferences(root, referring);
	return { ...documentOf(text, [root], comments), holders, ...editOf(read) };
}

/** By itself: a function keeps all alive that those beside it use, which would be the version before as well. */
const editOf = (before: Pieces<Entry>): Pick<ReadDocument, "again"> => ({
	again: (later) => readEdited(later, before),
});

/** The entries of a stretch of a config; undefined for what is no plain mapping, is damaged or too deep. */
function entriesOf(text: string): Piece<Entry>[] | undefined {
	if (COMMENT_OF_TEMPLATE.test(text) || readableLength(text) < text.length) return undefined;
	// Nothing of a tree is taken over, or kept for it: the parser would lose comments there, and misplace what is around them.
	const tree = parser.parse(parseable(text));
	const mapping = mappingIn(tree, text);
	if (!mapping) return undefined;
	const skipped: string[] = [];
	const stream = new YamlStream(text, new Anchors(text.length), skipped);
	const comments = commentsIn(tree, text);
	let taken = 0;
	const pairs = mapping.getChildren("Pair");
	const pieces = pairs.map((pair, i) => {
		const start = i === 0 ? 0 : pair.from;
		const stop = pairs[i + 1]?.from ?? text.length;
		const root = openScope("document", undefined, { span: { start, end: stop } });
		stream.pair(pair, root, 0, []);
		const before = taken;
		while (taken < comments.length && (comments[taken] as Comment).span.start < stop) taken++;
		return {
			start,
			content: {
				root,
				comments: comments.slice(before, taken),
				end: pair.to,
				mayHoldEmbedded: mayHoldEmbedded(root),
				mayHoldReference: mayHoldReference(text.slice(start, stop)),
			},
			moved: 0,
			tree: undefined,
			origin: start,
		};
	});
	return skipped.length > 0 ? undefined : pieces;
}

/** The mapping that a whole text is, if each of its entries can be read without the others. */
function mappingIn(tree: Tree, text: string): SyntaxNode | undefined {
	if (COMMENT_OF_TEMPLATE.test(text)) return undefined;
	// Not `tree.iterate`, which loses nodes after some comments.
	const cursor = tree.cursor();
	do {
		const { type, name, from, to } = cursor;
		// What an alias stands for may be in any entry before, and a quote without an end has it in one that comes after.
		if (type.isError || name === "Alias" || (name === "QuotedLiteral" && text[from] !== text[to - 1])) return undefined;
	} while (cursor.next());
	const [document, ...more] = childrenBesideComments(tree.topNode);
	if (document?.name !== "Document" || more.length > 0) return undefined;
	const [mapping, ...others] = childrenBesideComments(document).filter(
		({ name, from }) => name !== "DirectiveEnd" || from > 0,
	);
	if (mapping?.name !== "BlockMapping" || others.length > 0) return undefined;
	const pairs = childrenBesideComments(mapping);
	const isAtMargin = ({ name, from }: SyntaxNode): boolean =>
		name === "Pair" && (from === 0 || text[from - 1] === "\n");
	return pairs.length > 0 && pairs.every(isAtMargin) ? mapping : undefined;
}

function childrenBesideComments(node: SyntaxNode): SyntaxNode[] {
	const children: SyntaxNode[] = [];
	for (let child = node.firstChild; child; child = child.nextSibling)
		if (child.name !== "Comment") children.push(child);
	return children;
}

/** It may begin in one entry and end in another. */
const COMMENT_OF_TEMPLATE = /\{#|#\}/;

const parseable = (text: string): string => maskFlagKeys(maskTemplates(text));

/**
 * How much of the text the parser can take: its time grows with the square of the brackets that stand open, and of the
 * `: `, `- ` and leading spaces of one line.
 */
function readableLength(text: string): number {
	let open = 0;
	let marks = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === NEWLINE) marks = 0;
		else if (code === SPACE) {
			const before = text.charCodeAt(i - 1);
			if (before === COLON || before === DASH || before === SPACE || before === NEWLINE) marks++;
		} else if (code === OPEN_BRACKET || code === OPEN_BRACE) open++;
		else if ((code === CLOSE_BRACKET || code === CLOSE_BRACE) && open > 0) open--;
		// Inside brackets a line may hold a whole document, which costs no more than its length.
		if (open > MOST_OPEN || (open === 0 && marks > MOST_MARKS)) return i;
	}
	return text.length;
}

/** The grammar takes a key such as `--lr` for a list item: it is given other characters there, at the same places. */
function maskFlagKeys(text: string): string {
	return text.includes("--")
		? text.replace(/^([ \t]*(?:- +)?)-{1,2}(?=\w[\w.-]*[ \t]*:(?:\s|$))/gm, (dashes, indent: string) =>
				indent.padEnd(dashes.length, "_"),
			)
		: text;
}

class YamlStream {
	constructor(
		private readonly text: string,
		private readonly anchors: Anchors,
		private readonly skipped: string[],
	) {}

	/** Reads one value node into `scope`: a scalar becomes an assignment, a collection a child scope. */
	value(node: SyntaxNode, scope: Scope, place: Place, depth: number, tag: string | undefined): Held | undefined {
		if (depth > DEEPEST) {
			if (this.skipped.length === 0)
				this.skipped.push(phrase("nesting too deep to read: more than {levels} levels", { levels: DEEPEST }));
			return undefined;
		}
		switch (node.name) {
			case "BlockMapping":
			case "FlowMapping":
				return this.mapping(node, place === ROOT ? scope : this.open("mapping", node, scope, place, tag), depth);
			case "BlockSequence":
			case "FlowSequence":
				return this.sequence(node, this.open("sequence", node, scope, place), depth);
			case "Anchored":
			case "Tagged":
				return this.marked(node, scope, place, depth, tag);
			case "Alias":
				return this.anchors.use(this.alias(node), scope, place);
			case "Literal":
			case "QuotedLiteral":
			case "BlockLiteral":
				return place === ROOT ? undefined : assign(scope, this.scalar(node, tag), place);
			default:
				return undefined;
		}
	}

	/** A value behind an anchor or a tag. */
	private marked(node: SyntaxNode, scope: Scope, place: Place, depth: number, tag: string | undefined) {
		let anchor: string | undefined;
		let held: Held | undefined;
		for (let child = node.firstChild; child; child = child.nextSibling) {
			if (child.name === "Tag") tag = this.text.slice(child.from, child.to);
			else if (child.name === "Anchor") anchor = this.text.slice(child.from, child.to);
			else held = this.value(child, scope, place, depth + 1, tag) ?? held;
		}
		if (anchor !== undefined && held) this.anchors.set(anchor, held);
		return held;
	}

	private alias(node: SyntaxNode): Alias {
		return { span: { start: node.from, end: node.to }, text: this.text.slice(node.from, node.to) };
	}

	private open(kind: "mapping" | "sequence", node: SyntaxNode, parent: Scope, place: Place, tag?: string): Scope {
		const callee = CONSTRUCTOR.exec(tag ?? "")?.[1];
		return openScope(kind, parent, { ...place, ...(callee === undefined ? {} : { callee }), span: spanOf(node) });
	}

	private mapping(node: SyntaxNode, scope: Scope, depth: number): Scope {
		const bases: Alias[] = [];
		for (let pair = node.firstChild; pair; pair = pair.nextSibling)
			if (pair.name === "Pair") this.pair(pair, scope, depth, bases);
		if (bases.length > 0) this.anchors.merge(bases, scope);
		return scope;
	}

	/** Reads one entry of a mapping; `bases` is given what it says is to be merged. */
	pair(pair: SyntaxNode, scope: Scope, depth: number, bases: Alias[]): void {
		const key = pair.getChild("Key");
		if (!key) return;
		const literal = keyLiteral(key);
		const nameSpan = literal ? { start: literal.from, end: literal.to } : undefined;
		const name = literal ? unquote(this.text.slice(literal.from, literal.to)) : "";
		const place: Place = { name, nameSpan, pathSegment: name };
		let end = key.to;
		let empty = true;
		for (let child = key.nextSibling; child; child = child.nextSibling) {
			if (child.name === ":") end = child.to;
			else if (child.name !== "Comment") empty = false;
			if (name === MERGE) this.bases(child, scope, depth, bases);
			else this.value(child, scope, place, depth + 1, undefined);
		}
		if (empty && nameSpan) assign(scope, { span: { start: end, end }, text: "", form: "plain", value: null }, place);
	}

	/** What a merge key names, in the order of their rank; a mapping written out there is part of the one that merges it. */
	private bases(node: SyntaxNode, scope: Scope, depth: number, bases: Alias[]): void {
		if (depth > DEEPEST) return;
		if (node.name === "Alias") bases.push(this.alias(node));
		else if (node.name === "FlowMapping" || node.name === "BlockMapping") this.mapping(node, scope, depth + 1);
		else if (node.name === "FlowSequence" || node.name === "BlockSequence")
			for (const item of node.getChildren("Item"))
				for (let child = item.firstChild; child; child = child.nextSibling) this.bases(child, scope, depth + 1, bases);
	}

	private sequence(node: SyntaxNode, scope: Scope, depth: number): Scope {
		let index = 0;
		for (let item = node.firstChild; item; item = item.nextSibling) {
			if (item.name !== "Item") continue;
			const place: Place = { name: "", nameSpan: undefined, pathSegment: String(index++) };
			for (let child = item.firstChild; child; child = child.nextSibling) {
				// `[a: 1]` is a mapping of one pair
				if (child.name === "Pair") this.mapping(item, this.open("mapping", item, scope, place), depth + 1);
				else this.value(child, scope, place, depth + 1, undefined);
			}
		}
		return scope;
	}

	private scalar(node: SyntaxNode, tag: string | undefined): Scalar {
		const text = this.text.slice(node.from, node.to);
		const base = { span: { start: node.from, end: node.to }, text, ...(tag === undefined ? {} : { tag }) };
		// A tag makes a number of any text that is one, whatever the loader's own grammar.
		const number = tag === "!!float" || tag === "!!int" ? numberFrom(unquote(text)) : undefined;
		if (number !== undefined) return { ...base, form: "number", value: number };
		if (node.name === "Literal") return { ...base, form: "plain", value: plainValue(text) };
		if (node.name === "QuotedLiteral") return { ...base, form: "quoted", value: unquote(text) };
		return { ...base, form: "block", value: text };
	}
}

/** The parser keeps places in 16 bits, and what begins with a comment may begin before what it is kept with. */
const spanOf = ({ from, to }: SyntaxNode): Span => ({ start: from > to ? from - 0x10000 : from, end: to });

/** The scalar of a key, below any anchor and tag. */
function keyLiteral(key: SyntaxNode): SyntaxNode | undefined {
	let node = key.firstChild;
	while (node && (node.name === "Anchored" || node.name === "Tagged")) node = node.lastChild;
	return node && (node.name === "Literal" || node.name === "QuotedLiteral") ? node : undefined;
}

function unquote(text: string): string {
	if (text.startsWith("'"))
		return text.slice(1, text.endsWith("'") && text.length > 1 ? -1 : undefined).replaceAll("''", "'");
	if (!text.startsWith('"')) return text;
	const body = text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined);
	return body.replace(/\\(["\\/])/g, "$1");
}
