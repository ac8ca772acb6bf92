/**
 * Reads an edited document again where it was edited. A document is a row of pieces, of which each begins where its parser is
 * as at the beginning of a text: so a stretch of them can be read by itself, and those around it stay as they were read before.
 */

import { type Tree, TreeFragment } from "@lezer/common";
import type { Steps } from "../work/slices.ts";
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
	/** What it is a row of in turn, at the places that its content has. */
	readonly inner?: Row<Content> | undefined;
}

/** Pieces that stand one behind the other, and how a stretch of them is read. */
export interface Row<Content> {
	readonly pieces: readonly Piece<Content>[];
	readonly read: ReadStretch<Content>;
}

export interface Pieces<Content> {
	readonly text: string;
	readonly pieces: readonly Piece<Content>[];
}

/** Whether something stands before and behind a stretch. */
export interface Around {
	readonly before: boolean;
	readonly behind: boolean;
}

/**
 * Reads a stretch of a document that begins where a piece does, as pieces with their places in the stretch; `before` or `behind`
 * where it can only be read with more of what stands there: where it is damaged at an end, or may reach into what comes next;
 * undefined where it has no pieces. `known`: what is already parsed of it.
 */
export type ReadStretch<Content> = (
	text: string,
	known: readonly TreeFragment[],
	around: Around,
) => Steps<readonly Piece<Content>[] | "before" | "behind" | undefined>;

/** So many pieces are put together before others have their turn: some hundred lines. */
export const PIECES_A_STEP = 32;

/** How much is read around an edit where the edit alone cannot be, at first: a piece before it, or so many characters behind it. */
const MORE_BEHIND = 200;
const MORE_EACH_TIME = 8;
/** So many characters are read in no time, however often. */
const LITTLE = 2000;

/** The pieces of a text; of what it has in common with a version before nothing is read again. */
export function* piecesOf<Content>(
	text: string,
	readStretch: ReadStretch<Content>,
	before?: Pieces<Content>,
): Steps<Pieces<Content> | undefined> {
	if (!before) {
		const pieces = yield* readStretch(text, [], { before: false, behind: false });
		return typeof pieces === "object" ? { text, pieces } : undefined;
	}
	const row = { pieces: before.pieces, read: readStretch };
	const pieces = yield* rowAfter(row, 0, before.text.length, {
		before: before.text,
		after: text,
		edit: editBetween(before.text, text),
		left: Math.max(LITTLE, text.length / 2),
	});
	return pieces && { text, pieces };
}

interface Versions {
	readonly before: string;
	readonly after: string;
	readonly edit: Edit;
	/** How many characters may still be read in vain: where row after row around an edit cannot be read by itself, all is read instead. */
	left: number;
}

/**
 * The pieces of a row after an edit; undefined where they have to be read with what holds them.
 *
 * `by`: how far the text has moved against the places of the row; `end`: where it ends in them; `holder`: the piece that is the row.
 */
function* rowAfter<Content>(
	{ pieces, read }: Row<Content>,
	by: number,
	end: number,
	versions: Versions,
	holder?: Piece<Content>,
): Steps<readonly Piece<Content>[] | undefined> {
	const edit = { start: versions.edit.start - by, oldEnd: versions.edit.oldEnd - by, moved: versions.edit.moved };
	let first = firstTouched(pieces, versions.before, edit.start, by);
	let next = firstAfter(pieces, edit.oldEnd);
	// What stands before the first, or begins it, makes the holder what it is.
	if (first < 0 && holder) return undefined;
	first = Math.max(0, first);
	const endAt = (index: number): number => pieces[index]?.start ?? end;
	const withRead = (between: readonly Piece<Content>[]): readonly Piece<Content>[] => [
		...pieces.slice(0, first),
		...between,
		...pieces.slice(next).map((piece) => movedBy(piece, edit.moved)),
	];
	const only = next === first + 1 ? pieces[first] : undefined;
	if (only?.inner) {
		const inner = yield* rowAfter(only.inner, by + only.moved, endAt(next) - only.moved, versions, only);
		if (inner) return withRead([{ ...only, inner: { ...only.inner, pieces: inner } }]);
	}
	let moreBefore = 1;
	let moreBehind = MORE_BEHIND;
	for (;;) {
		// Blanks that stand before all pieces, once what began there was cut out, belong to the first.
		const start = first === 0 && !holder ? 0 : endAt(first);
		const stop = endAt(next);
		const known = fragmentsOf(pieces.slice(first, next), start, stop, edit);
		// What is read keeps its text alive: it shall not be that of every version in which something was typed.
		const stretch = ownCopy(versions.after.slice(start + by, stop + by + edit.moved));
		if (versions.left < 0) return undefined;
		versions.left -= stretch.length;
		const between = yield* read(stretch, known, { before: first > 0, behind: next < pieces.length });
		if (typeof between === "object") return withRead(between.map((piece) => movedBy(piece, start)));
		if (between === "before" && first > 0) {
			first = Math.max(0, first - moreBefore);
			moreBefore *= MORE_EACH_TIME;
		} else if (between === "behind" && next < pieces.length) {
			next = firstAfter(pieces, stop + moreBehind);
			moreBehind *= MORE_EACH_TIME;
		} else return undefined;
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

/** A piece that stands further on by some characters. */
export function movedBy<Content>(piece: Piece<Content>, by: number): Piece<Content> {
	if (by === 0) return piece;
	const { start, content, moved, tree, origin, inner } = piece;
	return { start: start + by, content, moved: moved + by, tree, origin, inner };
}

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
	const isSameAt = (at: number, later: number): boolean =>
		before.slice(at, at + STRIDE) === after.slice(later, later + STRIDE);
	while (start + STRIDE < shorter && isSameAt(start, start)) start += STRIDE;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	const moved = after.length - before.length;
	let oldEnd = before.length;
	const leastEnd = start + Math.max(0, -moved);
	while (oldEnd - STRIDE > leastEnd && isSameAt(oldEnd - STRIDE, oldEnd - STRIDE + moved)) oldEnd -= STRIDE;
	while (oldEnd > leastEnd && before.charCodeAt(oldEnd - 1) === after.charCodeAt(oldEnd + moved - 1)) oldEnd--;
	return { start, oldEnd, moved };
}

/** The first piece that an edit may change: that it begins in, or the one before where it touches what makes it a beginning; -1 before all. */
function firstTouched(pieces: readonly Piece<unknown>[], text: string, at: number, by: number): number {
	const index = firstAfter(pieces, at) - 1;
	const start = pieces[index]?.start ?? 0;
	const isInFirstLine = text.lastIndexOf("\n", at + by - 1) < start + by;
	return isInFirstLine ? index - 1 : index;
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

function assignmentOf(one: Assignment, scope: Scope, moved: number): Assignment {
	const { name, nameSpan, path, value, declared, refersTo } = one;
	return {
		name,
		nameSpan: nameSpan && movedSpan(nameSpan, moved),
		path,
		value: moved === 0 ? value : { ...value, span: movedSpan(value.span, moved) },
		scope,
		declared,
		refersTo,
	};
}

function scopeOf(scope: Scope, parent: Scope, moved: number, assignments: Assignment[], children: Scope[]): Scope {
	const { kind, name, nameSpan, callee, language, span, path } = scope;
	return {
		kind,
		name,
		nameSpan: nameSpan && movedSpan(nameSpan, moved),
		callee,
		language,
		span: movedSpan(span, moved),
		path,
		parent,
		assignments,
		children,
	};
}

/** An assignment of a piece as one of the document, of which later stages may change what it says. */
export function copyAssignment(one: Assignment, scope: Scope, moved: number): Assignment {
	const copied = assignmentOf(one, scope, moved);
	scope.assignments.push(copied);
	return copied;
}

/** A scope of a piece as one of the document, without what stands in it. */
export function copyScope(scope: Scope, parent: Scope, moved: number): Scope {
	const copied = scopeOf(scope, parent, moved, [], []);
	parent.children.push(copied);
	return copied;
}

/** What stands in a scope of a piece, in a scope of the document. */
export function copyInto(into: Scope, from: Scope, moved: number): void {
	for (const one of from.assignments) into.assignments.push(assignmentOf(one, into, moved));
	for (const child of from.children) into.children.push(wholeScopeOf(child, into, moved));
}

/** With all that stands in it. Its lists are made at their length: one that grows takes several times as much. */
function wholeScopeOf(scope: Scope, parent: Scope, moved: number): Scope {
	const assignments = scope.assignments.slice();
	const children = scope.children.slice();
	const copied = scopeOf(scope, parent, moved, assignments, children);
	for (let i = 0; i < assignments.length; i++)
		assignments[i] = assignmentOf(assignments[i] as Assignment, copied, moved);
	for (let i = 0; i < children.length; i++) children[i] = wholeScopeOf(children[i] as Scope, copied, moved);
	return copied;
}
