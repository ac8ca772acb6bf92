/** The values of a YAML tree, as scopes and assignments. */

import type { SyntaxNode } from "@lezer/common";
import { phrase } from "../words/phrase.ts";
import { finish, type Steps } from "../work/slices.ts";
import {
	assign,
	type Held,
	openScope,
	type Scalar,
	type ScalarForm,
	type ScalarValue,
	type Scope,
	type Span,
} from "./model.ts";
import { numberFrom, plainValue } from "./numbers.ts";
import type { Alias, Anchors, Place } from "./yaml-anchors.ts";
import { spanOf } from "./yaml-parser.ts";

/** Deeper nesting than any config has; the guard keeps a hostile document from exhausting the stack. */
const DEEPEST = 100;

/**
 * Tags that make what they name of the mapping below: HyperPyYAML's `!new:torch.optim.Adam`, PyYAML's `!!python/object:…`,
 * a program's own `!AdamTrainer`.
 */
const CONSTRUCTOR = /^!(?:(?:new|name|apply|!python\/[a-z/]+):)?([A-Za-z_][\w.]*)$/;

const MERGE = "<<";

const ROOT: Place = { name: "", nameSpan: undefined, pathSegment: "" };

export class YamlStream {
	constructor(
		private readonly text: string,
		private readonly anchors: Anchors,
		private readonly skipped: string[],
	) {}

	/** Reads what a document holds, of a mapping one entry after the other. */
	*document(node: SyntaxNode, scope: Scope): Steps<void> {
		for (let part = node.firstChild; part; part = part.nextSibling)
			if (part.name === "BlockMapping") yield* this.entries(part, scope, 0);
			else this.value(part, scope, ROOT, 0, undefined);
	}

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
		const { name, nameSpan, pathSegment } = place;
		const callee = tag === undefined ? undefined : CONSTRUCTOR.exec(tag)?.[1];
		return openScope(kind, parent, { name, nameSpan, pathSegment, callee, span: spanOf(node) });
	}

	private mapping(node: SyntaxNode, scope: Scope, depth: number): Scope {
		return finish(this.entries(node, scope, depth));
	}

	private *entries(node: SyntaxNode, scope: Scope, depth: number): Steps<Scope> {
		const bases: Alias[] = [];
		for (let pair = node.firstChild; pair; pair = pair.nextSibling) {
			if (pair.name !== "Pair") continue;
			this.pair(pair, scope, depth, bases);
			yield;
		}
		if (bases.length > 0) this.anchors.merge(bases, scope);
		return scope;
	}

	/** Reads one entry of a mapping; `bases` is given what it says is to be merged. */
	pair(pair: SyntaxNode, scope: Scope, depth: number, bases: Alias[]): void {
		const key = pair.getChild("Key");
		if (!key) return;
		const place = this.placeOf(key);
		let end = key.to;
		let empty = true;
		for (let child = key.nextSibling; child; child = child.nextSibling) {
			if (child.name === ":") end = child.to;
			else if (child.name !== "Comment") empty = false;
			if (place.name === MERGE) this.bases(child, scope, depth, bases);
			else this.value(child, scope, place, depth + 1, undefined);
		}
		if (empty && place.nameSpan)
			assign(scope, { span: { start: end, end }, text: "", form: "plain", value: null }, place);
	}

	/** Opens the scope of the mapping that is an entry's value, for its entries to be read by themselves; undefined where they are merged. */
	opened(pair: SyntaxNode, mapping: SyntaxNode, scope: Scope): Scope | undefined {
		const key = pair.getChild("Key");
		const place = key && this.placeOf(key);
		return place && place.name !== MERGE ? this.open("mapping", mapping, scope, place) : undefined;
	}

	private placeOf(key: SyntaxNode): Place {
		const literal = keyLiteral(key);
		const nameSpan = literal ? { start: literal.from, end: literal.to } : undefined;
		const name = literal ? unquote(this.text.slice(literal.from, literal.to)) : "";
		return { name, nameSpan, pathSegment: name };
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
		const span: Span = { start: node.from, end: node.to };
		// Not by spreading what they have in common: every one would be of a shape of its own, and slow for all who look at it.
		const as = (form: ScalarForm, value: ScalarValue): Scalar =>
			tag === undefined ? { span, text, form, value } : { span, text, form, value, tag };
		// A tag makes a number of any text that is one, whatever the loader's own grammar.
		const number = tag === "!!float" || tag === "!!int" ? numberFrom(unquote(text)) : undefined;
		if (number !== undefined) return as("number", number);
		if (node.name === "Literal") return as("plain", plainValue(text));
		if (node.name === "QuotedLiteral") return as("quoted", unquote(text));
		return as("block", text);
	}
}

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
