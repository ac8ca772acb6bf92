/** One string for all names that are the same. */

import { ownCopy } from "./own-copy.ts";

/** More names than most documents have. */
const MOST = 4_000;
/** Characters of what may be a name: what is longer is a text, of which nobody keeps anything. */
export const LONGEST_NAME = 200;

const known = new Map<string, string>();

/** A name as it was first met: what is one string is looked up without a look at its characters, thousands of times for a document. */
export function interned(name: string): string {
	const same = known.get(name);
	if (same !== undefined || name.length > LONGEST_NAME) return same ?? name;
	if (known.size >= MOST) known.clear();
	const own = ownCopy(name);
	known.set(own, own);
	return own;
}
