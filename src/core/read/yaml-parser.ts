/** The YAML grammar, what has to be done to a text before it takes it, and what a tree says at once. */

import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";
import { parser } from "@lezer/yaml";
import type { Steps } from "../work/slices.ts";
import type { Comment, Span } from "./model.ts";
import { treeOf } from "./parse.ts";
import { maskTemplates } from "./yaml-templates.ts";

/** The parser's time grows with the square of the brackets that stand open, and it recurses into them: a web worker's stack is small. */
const MOST_OPEN = 250;
const MOST_MARKS = 500;

const NEWLINE = 10;
const SPACE = 32;
const DASH = 45;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

export const parseYaml = (text: string): Steps<Tree> => treeOf(parser.startParse(maskFlagKeys(maskTemplates(text))));

/**
 * How much of the text the parser can take: its time grows with the square of the brackets that stand open, and of the
 * `: `, `- ` and leading spaces of one line.
 */
export function readableLength(text: string): number {
	let open = 0;
	let marks = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === NEWLINE) marks = 0;
		else if (code === SPACE) {
			const before = text.charCodeAt(i - 1);
			if (before === COLON || before === DASH || before === SPACE || before === NEWLINE) marks++;
		} else if (code === OPEN_BRACKET || code === OPEN_BRACE) open++;
		else if ((code === CLOSE_BRACKET || code === CLOSE_BRACE) && open > 0) open--;
		// Inside brackets a line may hold a whole document, which costs no more than its length.
		if (open > MOST_OPEN || (open === 0 && marks > MOST_MARKS)) return i;
	}
	return text.length;
}

/** The grammar takes a key such as `--lr` for a list item: it is given other characters there, at the same places. */
function maskFlagKeys(text: string): string {
	return text.includes("--")
		? text.replace(/^([ \t]*(?:- +)?)-{1,2}(?=\w[\w.-]*[ \t]*:(?:\s|$))/gm, (dashes, indent: string) =>
				indent.padEnd(dashes.length, "_"),
			)
		: text;
}

export function commentsIn(tree: Tree, text: string): Comment[] {
	const comments: Comment[] = [];
	// Not `tree.iterate`, which loses nodes after some comments.
	const cursor = tree.cursor();
	do {
		if (cursor.name === "Comment") comments.push(commentAt(cursor, text));
	} while (cursor.next());
	return comments;
}

export const commentAt = ({ from, to }: SyntaxNodeRef, text: string): Comment => ({
	span: { start: from, end: to },
	text: text.slice(from + 1, to).trim(),
});

/** The parser keeps places in 16 bits, and what begins with a comment may begin before what it is kept with. */
export const spanOf = ({ from, to }: SyntaxNode): Span => ({ start: from > to ? from - 0x10000 : from, end: to });
