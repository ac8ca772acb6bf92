/** The grammar of Python, without a guard of its runtime that takes long scripts for deep ones. */

import { NodeSet, NodeType } from "@lezer/common";
import type { LRParser } from "@lezer/lr";
import { parser as grammar } from "@lezer/python";

/** By the runtime's own account, which its types do not tell. */
const { maxTerm } = grammar as LRParser & { readonly maxTerm: number };

/**
 * The runtime breaks off what it has reduced hundreds of times from one place on: a tree too deep to recurse through. But it counts
 * in what leaves no node in the tree, such as the row of statements that grows with each blank line of a script, and then finds
 * damage in the middle of sound code. Types without a name for what has none tell it so.
 */
const { types } = grammar.nodeSet;
const unnamed = Array.from({ length: maxTerm + 1 - types.length }, (_, i) => NodeType.define({ id: types.length + i }));

// A copy: the grammar is whoever's else imports it.
export const parser: LRParser = Object.assign(grammar.configure({}), { nodeSet: new NodeSet([...types, ...unnamed]) });
