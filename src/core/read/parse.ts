/** Parses a text in steps: a long one takes the grammar's runtime tenths of a second. */

import type { PartialParse, Tree } from "@lezer/common";
import type { Steps } from "../work/slices.ts";

/** So many tokens take a tenth of a millisecond. */
const TOKENS_A_STEP = 100;

export function* treeOf(parse: Pick<PartialParse, "advance">): Steps<Tree> {
	for (let token = 1; ; token++) {
		const tree = parse.advance();
		if (tree) return tree;
		if (token % TOKENS_A_STEP === 0) yield;
	}
}
