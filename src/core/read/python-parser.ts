/** The grammar of Python, without a guard of its runtime that takes long scripts for deep ones; and where what it read is damaged. */

import { NodeSet, NodeType, type PartialParse, type Tree, type TreeFragment } from "@lezer/common";
import { ContextTracker, type LRParser } from "@lezer/lr";
import { parser as grammar } from "@lezer/python";
import type { Steps } from "../work/slices.ts";
import type { Span } from "./model.ts";
import { treeOf } from "./parse.ts";

/** By the runtime's own account, which its types do not tell. */
const { maxTerm, context } = grammar as LRParser & {
	readonly maxTerm: number;
	readonly context: Required<ConstructorParameters<typeof ContextTracker<{ readonly flags: number }>>[0]>;
};

/** No more states lie below what a statement begins with that stands in no other. */
const OUTERMOST = 6;

/**
 * Half-typed code may take the parser out of a block without its end. What comes next would all be read as if it stood in that
 * block, to the end of the script: the indentation is that of the script again where a statement of the script begins.
 */
const contextTracker = new ContextTracker({
	...context,
	shift: (around, term, stack, input) => {
		const { length } = (stack as typeof stack & { readonly stack: readonly number[] }).stack;
		// Other than 0 for brackets and strings.
		const isLeft = around.flags === 0 && length <= OUTERMOST;
		return context.shift(isLeft ? context.start : around, term, stack, input);
	},
});

/**
 * The runtime breaks off what it has reduced hundreds of times from one place on: a tree too deep to recurse through. But it counts
 * in what leaves no node in the tree, such as the row of statements that grows with each blank line of a script, and then finds
 * damage in the middle of sound code. Types without a name for what has none tell it so.
 */
const { types } = grammar.nodeSet;
const unnamed = Array.from({ length: maxTerm + 1 - types.length }, (_, i) => NodeType.define({ id: types.length + i }));

// A copy: the grammar is whoever's else imports it.
export const parser: LRParser = Object.assign(grammar.configure({ contextTracker }), {
	nodeSet: new NodeSet([...types, ...unnamed]),
});

/** Of nodes of so many characters each is kept by itself and can be taken over: by default those of functions of some thirty lines. */
const rereading = parser.configure({ bufferLength: 256 });

/** A parse as the runtime's own account has it, which its types do not tell. */
interface Parse extends PartialParse {
	/** The ways on that are followed, at the beginning one. In which brackets and blocks one is, its context says. */
	readonly stacks: readonly [Stack, ...Stack[]];
	/** Other than 0 for some steps after something was out of place. */
	readonly recovering: number;
	/** What is taken over of other trees. */
	fragments: unknown;
	runRecovery(...args: unknown[]): unknown;
}

interface Stack {
	readonly pos: number;
	readonly curContext: { readonly context: unknown };
}

export interface Parsed {
	readonly tree: Tree;
	/**
	 * From where something is out of place to where the parser has one way on again, and is as at the beginning of a statement that
	 * stands in no other; or nowhere, which is Infinity.
	 */
	readonly damage: readonly Span[];
	/**
	 * Whether what is not damaged may be taken over. By what it stands in at its end the runtime knows where a row of statements belongs;
	 * where a text ends inside of a block, it would take rows from outside for some of the block.
	 */
	readonly isReusable: boolean;
}

/** Parses a text; `known`: what is already parsed of it, and not damaged. */
export function* parsed(text: string, known: readonly TreeFragment[] = []): Steps<Parsed> {
	const parse = rereading.startParse(text, known) as unknown as Parse;
	const { fragments, runRecovery } = parse;
	const { context: outside } = parse.stacks[0].curContext;
	const isOutside = ({ curContext }: Stack): boolean => curContext.context === outside;
	const damage: Span[] = [];
	let start: number | undefined;
	// What is damaged is parsed without what is known: how the parser finds its way out may depend on it.
	parse.runRecovery = (...args) => {
		parse.fragments = null;
		start ??= parse.parsedPos;
		return runRecovery.apply(parse, args);
	};
	let { stacks } = parse;
	const advance = (): Tree | null => {
		({ stacks } = parse);
		if (start !== undefined && parse.recovering === 0 && stacks.length === 1) {
			parse.fragments = fragments;
			const [stack] = stacks;
			if (isOutside(stack)) {
				damage.push({ start, end: stack.pos });
				start = undefined;
			}
		}
		return parse.advance();
	};
	const tree = yield* treeOf({ advance });
	const isSettled = parse.recovering === 0 && stacks.length === 1 && isOutside(stacks[0]);
	if (start !== undefined) damage.push({ start, end: isSettled ? text.length : Infinity });
	return { tree, damage, isReusable: isSettled };
}
