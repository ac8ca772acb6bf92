/** Python scripts; half-typed ones yield every value outside the damage. */

import { NodeType, Tree, type TreeFragment } from "@lezer/common";
import { phrase } from "../words/phrase.ts";
import { BOUNDARY, cellsOf } from "./cells.ts";
import { type Cell, cellOf } from "./ipython.ts";
import { Located } from "./located.ts";
import type { ReadDocument, Reader, Span } from "./model.ts";
import { type Piece, type Pieces, piecesOf, type ReadStretch } from "./pieces.ts";
import { parser } from "./python-parser.ts";
import { Script } from "./python-script.ts";
import { Statements } from "./python-statements.ts";

export const readPython: Reader = (text) => {
	const cells = cellsOf(text).map((span) => ({ ...span, ...cellOf(text.slice(span.start, span.end)) }));
	const script = new Script(text);
	let tree: Tree | undefined;
	try {
		tree = treeOf(cells, text.length);
		new Statements(tree.cursor(), script).children(script.root);
		script.names.resolve();
	} catch (error) {
		// What was read before the stack ran out stays.
		if (!(error instanceof RangeError)) throw error;
		script.skipped.push(phrase("nesting too deep for the Python reader; what comes after it was not read"));
	}
	return {
		...documentOf(script),
		...(cells.length > 1 && { cells }),
		hereDocuments: cells.flatMap(({ start, handed }) =>
			handed.map(({ target, ...span }) => ({
				body: new Located(text.slice(start + span.start, start + span.end), start + span.start),
				target,
			})),
		),
		again: (later) => (tree && isPlain(text, cells) ? readEdited(later) : readPython(later)),
	};
};

/** A script of which at the next edit only the statements that it touches are read; of damaged ones, with what comes before and after. */
function readEdited(text: string, before?: Pieces<Script>): ReadDocument {
	const pieces = piecesOf(text, statementsOf, before);
	if (!pieces) return { ...readPython(text), ...(before && editOf(before)) };
	const script = new Script(text);
	for (const { content, moved } of pieces.pieces) script.take(content, moved);
	script.names.resolve();
	return { ...documentOf(script), hereDocuments: [], holders: script.holders, ...editOf(pieces) };
}

/** By itself: a function keeps all alive that those beside it use, which would be the version before as well. */
const editOf = (before: Pieces<Script>): Pick<ReadDocument, "again"> => ({
	again: (later) => readEdited(later, before),
});

const documentOf = ({ text, root, comments, imports, blocks, skipped }: Script): ReadDocument => ({
	language: "python",
	text,
	documents: [root],
	comments,
	imports,
	blocks,
	skipped,
});

/** A line that goes on behind a backslash, whatever comes next. */
const GOES_ON = /\\\s*$/;

/** What stands before a statement that belongs to the block above, though a comment at the margin parts them. */
const IS_INDENTED = /^[ \t\f]+$/;

/** The statements of a stretch of a script; none for what is no plain Python or too deep. */
const statementsOf: ReadStretch<Script> = (text, known, around) => {
	if (text.includes(BOUNDARY) || !isPlain(text, [cellOf(text)])) return undefined;
	if (GOES_ON.test(text)) return "more";
	const pieces: Piece<Script>[] = [];
	try {
		const tree = treeOfCell(text, known);
		const damage = damageIn(tree);
		if (damage && (known.length > 0 || (around.behind && damage.end > text.length))) return "more";
		const isInDamage = (at: number): boolean => damage !== undefined && at >= damage.start && at < damage.end;
		let isFirst = true;
		const at = tree.cursor();
		if (at.firstChild())
			do {
				const isComment = at.name === "Comment";
				const before = text.slice(text.lastIndexOf("\n", at.from - 1) + 1, at.from);
				// Behind another statement an indented one is out of place, and where its block ends is told by all before it.
				if (!isComment && IS_INDENTED.test(before)) return isFirst && around.before ? "more" : undefined;
				isFirst &&= isComment;
				// What begins inside of a line is of one piece with what begins the line, which may become a comment.
				const begins = before === "" && !isInDamage(at.from);
				let content = begins ? undefined : pieces.at(-1)?.content;
				if (!content) {
					content = new Script(text);
					const start = pieces.length === 0 ? 0 : at.from;
					pieces.push({ start, content, moved: 0, tree: damage ? undefined : tree, origin: start });
				}
				new Statements(at, content).visit(content.root);
			} while (at.nextSibling());
		if (damage && around.before && damage.start <= (pieces[1]?.start ?? text.length)) return "more";
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return undefined;
	}
	return pieces.some(({ content }) => content.skipped.length > 0) ? undefined : pieces;
};

/** Whether a text is one script, with nothing in it that only IPython understands. */
const isPlain = (text: string, [cell, ...more]: readonly Cell[]): boolean =>
	more.length === 0 && cell?.python === text && cell.handed.length === 0;

/** So many nodes behind its last mark of damage the parser is long on one way again: it looks ahead for some tokens. */
const NODES_TO_SETTLE = 100;

/** From the first mark of damage to where its last one has no effect on what comes after it, which may be nowhere. */
function damageIn(tree: Tree): Span | undefined {
	let start: number | undefined;
	let end = 0;
	let behind = 0;
	// Not `tree.iterate`, which loses nodes after some comments.
	const cursor = tree.cursor();
	do {
		if (cursor.type.isError) {
			start ??= cursor.from;
			behind = 0;
			end = Number.POSITIVE_INFINITY;
		} else if (start !== undefined && ++behind === NODES_TO_SETTLE) end = cursor.from;
	} while (cursor.next());
	return start === undefined ? undefined : { start, end };
}

/** One tree of all cells. Each is parsed by itself, so that damage in one does not reach the next. */
function treeOf(cells: readonly (Cell & Span)[], length: number): Tree {
	const trees = cells.map(({ python }) => treeOfCell(python));
	const starts = cells.map(({ start }) => start);
	return new Tree(NodeType.none, trees, starts, length);
}

const treeOfCell = (python: string, known?: readonly TreeFragment[]): Tree => parser.parse(parseable(python), known);

/** The text with what the grammar stumbles over replaced by as many characters that it takes. */
function parseable(text: string): string {
	return (
		text
			.replace(/^\ufeff/, "\n")
			// The grammar takes `1.` for the beginning of an attribute.
			.replace(/(?<![\w.\u0080-\uffff])(\d[\d_]*)\.(?![\d_])/g, "$10")
			// A value that is still to be typed would cost all entries of a dictionary that come after it.
			.replace(/:[ \t]+(?![ \t])(?=\s*[,}])/g, (gap) => `:${"_".repeat(gap.length - 1)}`)
	);
}
