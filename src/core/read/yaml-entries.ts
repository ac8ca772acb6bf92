/** The entries of a YAML mapping as pieces, each of which can be read without the others; a long one is a row of those below it. */

import type { SyntaxNode, Tree } from "@lezer/common";
import type { Steps } from "../work/slices.ts";
import { damageOf, type Entry, EntryPieces } from "./entries.ts";
import { type Comment, openScope, type Scope } from "./model.ts";
import { movedBy, type Piece, type ReadStretch } from "./pieces.ts";
import { Anchors } from "./yaml-anchors.ts";
import { commentAt, parseYaml, readableLength } from "./yaml-parser.ts";
import { YamlStream } from "./yaml-values.ts";

/** What a mapping stands below. */
interface Above {
	/** The mapping itself, without what stands in it. */
	readonly scope: Scope;
	/** A line of a key for each mapping around it, at the column of its keys: between these, a stretch is read as it is in the document. */
	readonly before: string;
	/** A line of a key for it and for each around it, as something comes next in the document. */
	readonly behind: string;
	readonly depth: number;
}

/** So many characters of an entry are read as quickly as what stands in it can be told apart. */
const LONG = 500;

/** It may begin in one entry and end in another. */
const COMMENT_OF_TEMPLATE = /\{#|#\}/;

/** Reads the entries of a stretch of a mapping; undefined for what is no plain mapping or too deep. */
const entriesBelow = (above: Above): ReadStretch<Entry> =>
	function* (stretch, _, around) {
		if (COMMENT_OF_TEMPLATE.test(stretch) || readableLength(stretch) < stretch.length) return undefined;
		const start = above.before.length;
		const end = start + stretch.length;
		const isWhole = above.depth === 0;
		// At the end of a document blanks without an end of line are no part of what stands before them.
		if (!isWhole && !stretch.endsWith("\n")) return undefined;
		const text = above.before + stretch + above.behind;
		// Nothing of a tree is taken over, or kept for it: the parser would lose comments there, and misplace what is around them.
		const tree = yield* parseYaml(text);
		yield;
		const survey = surveyOf(tree, text);
		if (!survey) return undefined;
		const { damage } = survey;
		const goesOn = around.behind || !isWhole;
		if (damage && damage.end > end && goesOn) return "behind";
		const pairs = pairsIn(tree, text, end, above.depth, damage);
		if (!pairs) return undefined;
		// Only another entry shows that the mappings are those that they would be without the damage.
		if (damage && goesOn && (pairs.at(-1)?.from ?? 0) < damage.end) return "behind";
		const entries = new Entries(text, survey);
		const pieces = yield* entries.in(pairs, start, end, above);
		// What is damaged may be read otherwise where it is the first than behind another.
		if (damage && around.before && damage.start <= (pieces[1]?.start ?? end)) return "before";
		return entries.skipped.length > 0 ? undefined : pieces.map((piece) => movedBy(piece, -start));
	};

/** Reads a stretch of a whole config. */
export const entriesOf = entriesBelow({
	scope: openScope("document", undefined, { span: { start: 0, end: 0 } }),
	before: "",
	behind: "",
	depth: 0,
});

class Entries {
	readonly skipped: string[] = [];
	private readonly stream: YamlStream;
	private readonly pieces: EntryPieces;

	constructor(
		private readonly text: string,
		private readonly survey: Survey,
	) {
		this.stream = new YamlStream(text, new Anchors(text.length), this.skipped);
		this.pieces = new EntryPieces(text, survey.comments);
	}

	/** A piece for each pair, but one for all that are damaged. */
	*in(pairs: readonly SyntaxNode[], start: number, end: number, above: Above): Steps<Piece<Entry>[]> {
		const { damage } = this.survey;
		const beginners = pairs.filter(({ from }, i) => i === 0 || !isIn(damage, from));
		const pieces: Piece<Entry>[] = [];
		let known = 0;
		for (const [i, pair] of beginners.entries()) {
			const next = beginners[i + 1];
			const own: SyntaxNode[] = [];
			for (; known < pairs.length && pairs[known] !== next; known++) own.push(pairs[known] as SyntaxNode);
			const begin = i === 0 ? start : lineStart(this.text, pair);
			pieces.push(yield* this.entry(own, begin, next ? lineStart(this.text, next) : end, above));
			yield;
		}
		return pieces;
	}

	private *entry(pairs: readonly SyntaxNode[], start: number, stop: number, above: Above): Steps<Piece<Entry>> {
		const root: Scope = { ...above.scope, assignments: [], children: [] };
		const { damage } = this.survey;
		const isSound = !damage || damage.end <= start || damage.start >= stop;
		const [pair] = pairs;
		const row = pair && isSound && stop - start > LONG ? rowOf(pair, this.text) : undefined;
		const [first] = row ?? [];
		const scope = pair && first?.parent && this.stream.opened(pair, first.parent, root);
		if (!row || !first || !scope) {
			for (const one of pairs) this.stream.pair(one, root, above.depth, []);
			return this.pieces.piece(start, stop, root, endOfPair(pairs.at(-1)), isSound ? 0 : damage.weight);
		}
		const indented = (one: SyntaxNode): string => `${" ".repeat(one.from - lineStart(this.text, one))}_:\n`;
		const below: Above = {
			scope,
			before: above.before + indented(pair),
			behind: indented(first) + (above.behind || indented(pair)),
			depth: above.depth + 1,
		};
		const rowStart = lineStart(this.text, first);
		const piece = this.pieces.piece(start, rowStart, root, endOfPair(pairs.at(-1)));
		return { ...piece, inner: { pieces: yield* this.in(row, rowStart, stop, below), read: entriesBelow(below) } };
	}
}

/** The entries of the mapping below a key, if they and the key begin lines. */
function rowOf(pair: SyntaxNode, text: string): SyntaxNode[] | undefined {
	const value = pair.lastChild;
	if (value?.name !== "BlockMapping" || !beginsLine(pair, text)) return undefined;
	const pairs = childrenBesideComments(value);
	return pairs.every((one) => one.name === "Pair" && beginsLine(one, text)) ? pairs : undefined;
}

/** Where a pair ends, with what is damaged behind it. */
function endOfPair(pair: SyntaxNode | undefined): number {
	let end = pair?.to ?? 0;
	for (let next = pair?.nextSibling; next && next.name !== "Pair"; next = next.nextSibling)
		if (next.type.isError) end = next.to;
	return end;
}

const lineStart = (text: string, { from }: SyntaxNode): number => text.lastIndexOf("\n", from - 1) + 1;

/** Whether nothing but its indentation stands before it. */
function beginsLine({ from }: SyntaxNode, text: string): boolean {
	let at = from;
	while (text[at - 1] === " ") at--;
	return at === 0 || text[at - 1] === "\n";
}

/** Whether pieces are so damaged that only as a whole they are read as they are in the document. */
export const isTooDamaged = (pieces: readonly Piece<Entry>[]): boolean => damageOf(pieces) > MOST_DAMAGE;

/** Whether each entry of a whole text can be read without the others. */
export function hasEntries(tree: Tree, text: string): boolean {
	const survey = COMMENT_OF_TEMPLATE.test(text) ? undefined : surveyOf(tree, text);
	return survey !== undefined && pairsIn(tree, text, text.length, 0, survey.damage) !== undefined;
}

interface Survey {
	readonly comments: readonly Comment[];
	readonly damage: Damage | undefined;
}

interface Damage {
	/** The first mark. */
	readonly start: number;
	/** Where the last mark has no effect on what comes after it, which may be nowhere. */
	readonly end: number;
	/** About how many tokens it took the parser to go on, in all. */
	readonly weight: number;
}

const isIn = (damage: Damage | undefined, at: number): boolean =>
	damage !== undefined && at >= damage.start && at < damage.end;

/** A mark is followed by so many tokens that are tried in several ways. */
const TRIED = 5;

/** The parser counts what it tries in a long document, and gives up what it is in the middle of after some hundred: ten at most for each token. */
const MOST_DAMAGE = 20;

/** So many nodes behind its last mark of damage the parser is long on one way again: it looks ahead for five tokens. */
const NODES_TO_SETTLE = 50;

/** In more than so many collections the parser tries less: how deep it is then depends on what stands before, far from the damage. */
const DEEPEST_DAMAGE = 5;
const COLLECTIONS: ReadonlySet<string> = new Set(["BlockMapping", "BlockSequence", "FlowMapping", "FlowSequence"]);

/** What stands anywhere in a tree; undefined where something reaches from one entry to another, or too much is damaged. */
function surveyOf(tree: Tree, text: string): Survey | undefined {
	const comments: Comment[] = [];
	let start: number | undefined;
	let end = 0;
	let behind = 0;
	let weight = 0;
	/** Where the collections end that are around what stands last. */
	const around: number[] = [];
	// Not `tree.iterate`, which loses nodes after some comments.
	const cursor = tree.cursor();
	do {
		const { type, name, from, to } = cursor;
		if (type.isError) {
			start ??= from;
			weight += TRIED + to - from;
			if (around.length > DEEPEST_DAMAGE) return undefined;
			behind = 0;
			end = Number.POSITIVE_INFINITY;
		} else if (start !== undefined && ++behind === NODES_TO_SETTLE) end = from;
		while ((around.at(-1) ?? to) < to) around.pop();
		if (COLLECTIONS.has(name)) around.push(to);
		if (name === "Comment") comments.push(commentAt(cursor, text));
		// What an alias stands for may be in any entry before, and a quote without an end has it in one that comes after.
		if (name === "Alias" || (name === "QuotedLiteral" && text[from] !== text[to - 1])) return undefined;
	} while (cursor.next());
	if (weight > MOST_DAMAGE) return undefined;
	return { comments, damage: start === undefined ? undefined : { start, end, weight } };
}

/**
 * The entries of the mapping that a text is, if each can be read without the others. At a depth of more than 0 it stands below the
 * keys at its head, and those behind `end` come next.
 */
function pairsIn(
	tree: Tree,
	text: string,
	end: number,
	depth: number,
	damage: Damage | undefined,
): SyntaxNode[] | undefined {
	const [document, ...more] = childrenBesideComments(tree.topNode);
	if (document?.name !== "Document" || more.length > 0) return undefined;
	const [whole, ...others] = childrenBesideComments(document).filter(
		({ name, from }) => name !== "DirectiveEnd" || from > 0,
	);
	if (others.length > 0) return undefined;
	let mapping = whole;
	for (let i = 0; i < depth; i++) {
		const [pair, next] = mapping?.name === "BlockMapping" ? childrenBesideComments(mapping) : [];
		if (!next || next.from < end) return undefined;
		mapping = pair?.lastChild ?? undefined;
	}
	if (mapping?.name !== "BlockMapping") return undefined;
	const pairs = childrenBesideComments(mapping).filter(({ type }) => !type.isError);
	if (depth > 0 && (pairs.pop()?.from ?? 0) < end) return undefined;
	const begins = (one: SyntaxNode): boolean =>
		beginsLine(one, text) && (depth > 0 || one.from === lineStart(text, one));
	const fits = (one: SyntaxNode): boolean =>
		one.name === "Pair" && one.from < end && (isIn(damage, one.from) || begins(one));
	return pairs.length > 0 && pairs.every(fits) ? pairs : undefined;
}

function childrenBesideComments(node: SyntaxNode): SyntaxNode[] {
	const children: SyntaxNode[] = [];
	for (let child = node.firstChild; child; child = child.nextSibling)
		if (child.name !== "Comment") children.push(child);
	return children;
}
