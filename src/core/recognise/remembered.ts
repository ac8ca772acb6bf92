/** Answers that are asked for over and over: of a name, and of a document. */

/** More names than a long document has. */
const MOST = 10_000;

/** A function that remembers what it answered. */
export function remembered<T>(answer: (name: string) => T): (name: string) => T {
	// The keys of an object are copies; those of a map would keep the whole text alive that they were cut out of.
	let known: Record<string, T> = Object.create(null);
	let count = 0;
	return (name) => {
		const old = known[name];
		if (old !== undefined || name in known) return old as T;
		if (++count > MOST) {
			known = Object.create(null);
			count = 1;
		}
		const result = answer(name);
		known[name] = result;
		return result;
	};
}

/** A question about a whole that is asked for each of its parts, answered once. */
export function onceOf<W extends object, T>(answer: (whole: W) => T): (whole: W) => T {
	const known = new WeakMap<W, { readonly answer: T }>();
	return (whole) => {
		const found = known.get(whole) ?? { answer: answer(whole) };
		known.set(whole, found);
		return found.answer;
	};
}
