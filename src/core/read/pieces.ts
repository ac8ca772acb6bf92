/**
 * Reads an edited document again where it was edited. A document is a row of pieces, of which each begins where its parser is
 * as at the beginning of a text: so a stretch of them can be read by itself, and those around it stay as they were read before.
 */

import { type Tree, TreeFragment } from "@lezer/common";
import type { Assignment, Scope, Span } from "./model.ts";
import { ownCopy } from "./own-copy.ts";

/** A top-level statement or entry with what comes before the next one; what comes before the first is read with it. */
export interface Piece<Content> {
	readonly start: number;
	/** What was read, with places as they were then: they have moved by `moved` characters since. */
	readonly content: Content;
	readonly moved: number;
	/** The tree that it was read from, and where it begins there; undefined where nothing of it may be taken over. */
	readonly tree: Tree | undefined;
	readonly origin: number;
}

export interface Pieces<Content> {
	readonly text: string;
	readonly pieces: readonly Piece<Content>[];
}

/**
 * Reads a stretch of a document that begins where a piece does, as pieces with their places in the stretch; `before` or `behind`
 * where it can only be read with more of what stands there: where it is damaged at an end, or may reach into what comes next;
 * undefined where the document has no pieces.
 *
 * `known`: what is already parsed of it; `around`: whether something stands before and behind it.
 */
export type ReadStretch<Content> = (
	text: string,
	known: readonly TreeFragment[],
	around: { readonly before: boolean; readonly behind: boolean },
) => readonly Piece<Content>[] | "before" | "behind" | undefined;

/** How much is read around an edit where the edit alone cannot be, at first: a piece before it, or so many characters behind it. */
const MORE_BEHIND = 200;
const MORE_EACH_TIME = 8;

/** The pieces of a text; of what it has in common with a version before nothing is read again. */
export function piecesOf<Content>(
	text: string,
	readStretch: ReadStretch<Content>,
	before?: Pieces<Content>,
): Pieces<Content> | undefined {
	if (!before) {
		const pieces = readStretch(text, [], { before: false, behind: false });
		return typeof pieces === "object" ? { text, pieces } : undefined;
	}
	const { pieces } = before;
	const edit = editBetween(before.text, text);
	let first = firstTouched(pieces, before.text, edit.start);
	let next = firstAfter(pieces, edit.oldEnd);
	let moreBefore = 1;
	let moreBehind = MORE_BEHIND;
	for (;;) {
		// Blanks that stand before all pieces, once what began there was cut out, belong to the first.
		const start = first === 0 ? 0 : (pieces[first]?.start ?? 0);
		const end = pieces[next]?.start ?? before.text.length;
		const known = fragmentsOf(pieces.slice(first, next), start, end, edit);
		// What is read keeps its text alive: it shall not be that of every version in which something was typed.
		const read = readStretch(ownCopy(text.slice(start, end + edit.moved)), known, {
			before: first > 0,
			behind: next < pieces.length,
		});
		if (!read || (read === "before" && first === 0) || (read === "behind" && next === pieces.length)) return undefined;
		if (read === "before") {
			first = Math.max(0, first - moreBefore);
			moreBefore *= MORE_EACH_TIME;
		} else if (read === "behind") {
			next = firstAfter(pieces, end + moreBehind);
			moreBehind *= MORE_EACH_TIME;
		} else
			return {
				text,
				pieces: [
					...pieces.slice(0, first),
					...read.map((piece) => movedBy(piece, start)),
					...pieces.slice(next).map((piece) => movedBy(piece, edit.moved)),
				],
			};
	}
}

/** What stays of the trees of some pieces before and after an edit, for a stretch from `begin` to `end` of the text before. */
function fragmentsOf(pieces: readonly Piece<unknown>[], begin: number, end: number, edit: Edit): TreeFragment[] {
	const fragments: TreeFragment[] = [];
	pieces.forEach(({ start, tree, origin }, i) => {
		if (!tree) return;
		const stop = pieces[i + 1]?.start ?? end;
		const add = (from: number, to: number, moved: number): void => {
			if (from >= to) return;
			const at = from + moved - begin;
			const offset = origin + from - start - at;
			const last = fragments.at(-1);
			// At an end of a fragment something may be new, so that less of it is taken over: there shall be few.
			const goesOn = last?.tree === tree && last.offset === offset && last.to === at;
			if (goesOn) fragments.pop();
			fragments.push(new TreeFragment(goesOn ? last.from : at, to + moved - begin, tree, offset, true, true));
		};
		add(start, Math.min(stop, edit.start), 0);
		add(Math.max(start, edit.oldEnd), stop, edit.moved);
	});
	return fragments;
}

const movedBy = <Content>(piece: Piece<Content>, by: number): Piece<Content> =>
	by === 0 ? piece : { ...piece, start: piece.start + by, moved: piece.moved + by };

interface Edit {
	readonly start: number;
	/** Where it ends in the text before. */
	readonly oldEnd: number;
	/** How far it moves what comes after it. */
	readonly moved: number;
}

/** So many characters are compared at once, as long as they are the same. */
const STRIDE = 4096;

/** What differs between two texts: everything between what they begin and what they end with in common. */
function editBetween(before: string, after: string): Edit {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start + STRIDE < shorter && before.startsWith(after.slice(start, start + STRIDE), start)) start += STRIDE;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	const moved = after.length - before.length;
	let oldEnd = before.length;
	const leastEnd = start + Math.max(0, -moved);
	const isSameBelow = (end: number): boolean =>
		before.startsWith(after.slice(end - STRIDE + moved, end + moved), end - STRIDE);
	while (oldEnd - STRIDE > leastEnd && isSameBelow(oldEnd)) oldEnd -= STRIDE;
	while (oldEnd > leastEnd && before.charCodeAt(oldEnd - 1) === after.charCodeAt(oldEnd + moved - 1)) oldEnd--;
	return { start, oldEnd, moved };
}

/** The first piece that an edit may change: that it begins in, or the one before where it touches what makes it a beginning. */
function firstTouched(pieces: readonly Piece<unknown>[], text: string, at: number): number {
	const index = Math.max(0, firstAfter(pieces, at) - 1);
	const start = pieces[index]?.start ?? 0;
	const isInFirstLine = text.lastIndexOf("\n", at - 1) < start;
	return isInFirstLine ? Math.max(0, index - 1) : index;
}

/** The first piece that begins after an offset. */
function firstAfter(pieces: readonly Piece<unknown>[], offset: number): number {
	let low = 0;
	let high = pieces.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return low;
}

export const movedSpan = (span: Span, by: number): Span =>
	by === 0 ? span : { start: span.start + by, end: span.end + by };

/** An assignment of a piece as one of the document, of which later stages may change what it says. */
export function copyAssignment(one: Assignment, scope: Scope, moved: number): Assignment {
	const { name, nameSpan, path, value, declared, refersTo } = one;
	const copied: Assignment = {
		name,
		nameSpan: nameSpan && movedSpan(nameSpan, moved),
		path,
		value: moved === 0 ? value : { ...value, span: movedSpan(value.span, moved) },
		scope,
		declared,
		refersTo,
	};
	scope.assignments.push(copied);
	return copied;
}

/** A scope of a piece as one of the document, without what stands in it. */
export function copyScope(scope: Scope, parent: Scope, moved: number): Scope {
	const { kind, name, nameSpan, callee, language, span, path } = scope;
	const copied: Scope = {
		kind,
		name,
		nameSpan: nameSpan && movedSpan(nameSpan, moved),
		callee,
		language,
		span: movedSpan(span, moved),
		path,
		parent,
		assignments: [],
		children: [],
	};
	parent.children.push(copied);
	return copied;
}

/** What stands in a scope of a piece, in a scope of the document. */
export function copyInto(into: Scope, from: Scope, moved: number): void {
	for (const one of from.assignments) copyAssignment(one, into, moved);
	for (const child of from.children) copyInto(copyScope(child, into, moved), child, moved);
}
