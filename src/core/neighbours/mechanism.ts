/** What a way of naming other files is: one file of this folder each, one line in `mechanisms.ts`. */

import type { Language, ReadDocument, Scope } from "../read/model.ts";

/** One file that a document names. */
export interface Reference {
	/** Where it may lie, the likeliest first; the first that is there is taken. */
	readonly candidates: readonly string[];
	/** Where what it holds counts as if it stood in the document; absent where the file is named and no more. */
	readonly joins?: Join;
}

/** The neighbour's values stand below these keys of a scope, wherever the document says nothing itself. */
export interface Join {
	readonly scope: Scope;
	readonly keys: readonly string[];
	/** The document's own keys that replace what stands in the neighbour instead of adding to it. */
	readonly replaces?: true;
}

export interface Mechanism {
	/** The languages in which documents name others in this way. */
	readonly languages: readonly Language[];
	/** A cheap test of a text. It may say yes too often, never no wrongly. */
	readonly mayRefer: RegExp;
	/** The files that a document names; of two that say the same, the first prevails. */
	references(document: ReadDocument, path: string): readonly Reference[];
}
