/** The entries of a mapping as pieces, each of which can be read without the others, and the document that they make. */

import type { Steps } from "../work/slices.ts";
import { mayHoldEmbedded } from "./embedded.ts";
import { type Comment, openScope, type ReadDocument, type Scope, type Span } from "./model.ts";
import { copyInto, copyScope, movedSpan, PIECES_A_STEP, type Piece } from "./pieces.ts";
import { followReferences, mayHoldReference } from "./references.ts";

/** What is read of an entry. */
export interface Entry {
	/** The mapping that it is in, with nothing else in it. Of a row it holds the scope of that, which holds nothing. */
	readonly root: Scope;
	readonly comments: readonly Comment[];
	readonly end: number;
	/** Whether a text of another language, or a reference, may stand in it. */
	readonly mayHoldEmbedded: boolean;
	readonly mayHoldReference: boolean;
	/** How damaged it is, by the count of its reader; 0 for what is sound. */
	readonly damage: number;
}

/** Makes pieces of the entries of a text, which come in its order. */
export class EntryPieces {
	private taken = 0;

	constructor(
		private readonly text: string,
		private readonly comments: readonly Comment[],
	) {}

	/** What stands from `start` to `stop`, where the next one begins; `end`: where its value ends. */
	piece(start: number, stop: number, root: Scope, end: number, damage = 0): Piece<Entry> {
		const before = this.taken;
		while (this.taken < this.comments.length && (this.comments[this.taken] as Comment).span.start < stop) this.taken++;
		return {
			start,
			content: {
				root,
				comments: this.comments.slice(before, this.taken),
				end,
				mayHoldEmbedded: mayHoldEmbedded(root),
				mayHoldReference: mayHoldReference(this.text.slice(start, stop)),
				damage,
			},
			moved: 0,
			tree: undefined,
			origin: start,
		};
	}
}

/** The document that pieces make. */
export function* documentOfEntries(
	pieces: readonly Piece<Entry>[],
	span: Span,
): Steps<Pick<ReadDocument, "documents" | "comments" | "holders">> {
	const root = openScope("document", undefined, { span });
	const comments: Comment[] = [];
	const holders = new Set<Scope>();
	const referring: Scope[] = [];
	for (const [i, piece] of pieces.entries()) {
		if (i % PIECES_A_STEP === 0) yield;
		const known = root.children.length;
		take(piece, root, comments);
		const isHolder = mayHold(piece, "mayHoldEmbedded");
		const refers = mayHold(piece, "mayHoldReference");
		for (const scope of root.children.slice(known)) {
			if (isHolder) holders.add(scope);
			if (refers) referring.push(scope);
		}
	}
	yield;
	followReferences(root, referring);
	return { documents: [root], comments, holders };
}

/** Adds what stands in a piece to a mapping of the document. `by`: how far the row that the piece is in has moved. */
function take(piece: Piece<Entry>, into: Scope, comments: Comment[], by = 0): void {
	const { content, inner } = piece;
	const moved = by + piece.moved;
	for (const one of content.comments) comments.push({ ...one, span: movedSpan(one.span, moved) });
	const [row] = content.root.children;
	const last = inner?.pieces.at(-1);
	if (inner && row && last) {
		const span = { start: row.span.start, end: endOf(last) };
		const scope = copyScope({ ...row, span }, into, moved);
		for (const one of inner.pieces) take(one, scope, comments, moved);
	} else copyInto(into, content.root, moved);
}

/** Where a piece's value ends, at the places of the row that it is in. */
export function endOf({ content, inner, moved }: Piece<Entry>): number {
	const last = inner?.pieces.at(-1);
	return (last ? endOf(last) : content.end) + moved;
}

/** How damaged pieces are, all together. */
export const damageOf = (pieces: readonly Piece<Entry>[]): number =>
	pieces.reduce((sum, { content, inner }) => sum + (inner ? damageOf(inner.pieces) : content.damage), 0);

const mayHold = (piece: Piece<Entry>, what: "mayHoldEmbedded" | "mayHoldReference"): boolean =>
	piece.content[what] || (piece.inner?.pieces.some((one) => mayHold(one, what)) ?? false);
