/** Answers that are asked for over and over: of a name, and of a document. */

import { interned, LONGEST_NAME } from "../read/interned.ts";

/** More names than a long document has. */
const MOST = 8_000;

/** Is remembered for what has no answer: to ask whether there is one takes as long as to get it. */
const NOTHING = Symbol();

/** A function that remembers what it answered. */
export function remembered<T>(answer: (name: string) => T): (name: string) => T {
	const known = new Map<string, T | typeof NOTHING>();
	return (name) => {
		const old = known.get(name);
		if (old !== undefined) return old === NOTHING ? (undefined as T) : old;
		if (known.size >= MOST) known.clear();
		const result = answer(name);
		if (name.length <= LONGEST_NAME) known.set(interned(name), result === undefined ? NOTHING : result);
		return result;
	};
}

/**
 * A question about a whole that is asked for each of its parts, answered once. The whole itself holds the answer: in a weak map, what
 * an answer refers to stays alive until the engine next collects everything, which may be a hundred versions of a document.
 */
export function onceOf<W extends object, T>(answer: (whole: W) => T): (whole: W) => T {
	const key = Symbol();
	return (whole: W & { readonly [key]?: { readonly answer: T } }) => {
		const known = whole[key];
		if (known) return known.answer;
		const value = { answer: answer(whole) };
		// Not to be taken along by a copy, which is another whole.
		Object.defineProperty(whole, key, { value, enumerable: false });
		return value.answer;
	};
}
