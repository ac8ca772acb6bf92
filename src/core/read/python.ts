/** Python scripts; half-typed ones yield every value outside the damage. */

import { NodeType, Tree, TreeFragment } from "@lezer/common";
import { phrase } from "../words/phrase.ts";
import type { Steps } from "../work/slices.ts";
import { BOUNDARY, cellsOf } from "./cells.ts";
import { type Cell, cellOf, MAY_MATTER } from "./ipython.ts";
import { Located } from "./located.ts";
import type { ReadDocument, Reader, Span } from "./model.ts";
import { treeOf } from "./parse.ts";
import { PIECES_A_STEP, type Piece, type Pieces, piecesOf, type ReadStretch } from "./pieces.ts";
import { Names } from "./python-names.ts";
import { parsed, parser } from "./python-parser.ts";
import { Script } from "./python-script.ts";
import { Statements } from "./python-statements.ts";

export const readPython: Reader = function* (text) {
	const cells = cellsOf(text).map((span) => ({ ...span, ...cellOf(text.slice(span.start, span.end)) }));
	const script = new Script(text);
	let tree: Tree | undefined;
	try {
		tree = yield* treeOfCells(cells, text.length);
		yield* read(tree, script);
		yield;
		script.names.resolve();
	} catch (error) {
		// What was read before the stack ran out stays.
		if (!(error instanceof RangeError)) throw error;
		script.skipped.push(phrase("nesting too deep for the Python reader; what comes after it was not read"));
	}
	// Not asked at the edit: what is asked there is kept until then, which would be the tree.
	const mayBeEdited = tree !== undefined && isPlain(text, cells);
	return {
		...documentOf(script),
		...(cells.length > 1 && { cells }),
		hereDocuments: cells.flatMap(({ start, handed }) =>
			handed.map(({ target, ...span }) => ({
				body: new Located(text.slice(start + span.start, start + span.end), start + span.start),
				target,
			})),
		),
		again: (later) => (mayBeEdited ? readEdited(later) : readPython(later)),
	};
};

/** A script of which at the next edit only the statements that it touches are read; of damaged ones, with what comes before and after. */
function* readEdited(text: string, before?: Pieces<Script>): Steps<ReadDocument> {
	const pieces = yield* piecesOf(text, statementsOf, before);
	if (!pieces) return { ...(yield* readPython(text)), ...(before && editOf(before)) };
	const script = new Script(text);
	const constants = Names.constantsOf(pieces.pieces.map(({ content }) => content.names));
	for (const [i, { content, moved }] of pieces.pieces.entries()) {
		if (i % PIECES_A_STEP === 0) yield;
		script.take(content, moved, constants);
	}
	yield;
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

/** The statements of a stretch of a script; none for what is no plain Python or too deep. */
const statementsOf: ReadStretch<Script> = function* (text, known, around) {
	// A line that only IPython understands is one of Python while a bracket before it is open, and none once that is closed.
	if (text.includes(BOUNDARY) || MAY_MATTER.test(text)) return undefined;
	if (GOES_ON.test(text)) return "behind";
	const { tree, damage, isReusable } = yield* parsed(
		parseable(text),
		known.map((one) => withoutCommentAtEnd(one, text)),
	);
	if (around.behind && damage.at(-1)?.end === Infinity) return "behind";
	const starts = startsOf(tree, damage, text);
	// The parser finds another way out of a first statement than out of one behind others.
	if (around.before && (damage[0]?.start ?? Infinity) <= (starts[1] ?? text.length)) return "before";
	const isDamaged = touching(damage);
	const pieces = starts.map((start, i) => ({
		start,
		content: new Script(text),
		moved: 0,
		tree: isReusable && !isDamaged(start, starts[i + 1] ?? text.length) ? tree : undefined,
		origin: start,
	}));
	try {
		let next = 0;
		const at = tree.cursor();
		if (at.firstChild())
			do {
				for (; at.from >= (starts[next] ?? Infinity); next++) yield;
				const content = (pieces[next - 1] as Piece<Script>).content;
				new Statements(at, content).visit(content.root);
			} while (at.nextSibling());
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return undefined;
	}
	return pieces.some(({ content }) => content.skipped.length > 0) ? undefined : pieces;
};

/** What is taken over of a tree, without what the parser saw over a comment that it was at an end: over them it looks farther than it notes. */
function withoutCommentAtEnd({ from, to, tree, offset }: TreeFragment, text: string): TreeFragment {
	let end = to;
	for (let comment = to; comment >= 0; ) {
		end = comment;
		while (end > from && /\s/.test(text[end - 1] ?? "")) end--;
		const line = text.lastIndexOf("\n", end - 1) + 1;
		comment = text.slice(line, end).indexOf("#");
		if (comment >= 0) comment += line;
	}
	return new TreeFragment(from, Math.max(from, end), tree, offset, true, true);
}

const GOES_ON_ABOVE: ReadonlySet<string> = new Set(["Comment", "PrintStatement"]);

/**
 * Where the pieces begin: at statements at the margin. What begins inside of a line is of one piece with what begins the line, which may
 * become a comment; behind a comment the block above may go on, and with a `print` of Python 2 it does; and what is out of place is so behind what stands before it.
 */
function startsOf(tree: Tree, damage: readonly Span[], text: string): number[] {
	const starts: number[] = [];
	const isOutOfPlace = touching(damage);
	const at = tree.cursor();
	if (at.firstChild())
		do {
			const begins = text[at.from - 1] === "\n" && !GOES_ON_ABOVE.has(at.name) && !isOutOfPlace(at.from, at.from + 1);
			if (starts.length === 0) starts.push(0);
			else if (begins) starts.push(at.from);
		} while (at.nextSibling());
	return starts;
}

/** Whether a stretch touches one of some spans; both are asked for and given in their order in the text. */
function touching(spans: readonly Span[]): (from: number, to: number) => boolean {
	let next = 0;
	return (from, to) => {
		while (next < spans.length && (spans[next] as Span).end <= from) next++;
		return (spans[next]?.start ?? Infinity) < to;
	};
}

/** Whether a text is one script, with nothing in it that only IPython understands. */
const isPlain = (text: string, [cell, ...more]: readonly Cell[]): boolean =>
	more.length === 0 && cell?.python === text && cell.handed.length === 0;

/** One tree of all cells. Each is parsed by itself, so that damage in one does not reach the next. */
function* treeOfCells(cells: readonly (Cell & Span)[], length: number): Steps<Tree> {
	const trees: Tree[] = [];
	for (const { python } of cells) trees.push(yield* treeOf(parser.startParse(parseable(python))));
	const starts = cells.map(({ start }) => start);
	return new Tree(NodeType.none, trees, starts, length);
}

/** Reads what stands in a tree of cells, one statement after the other. */
function* read(tree: Tree, script: Script): Steps<void> {
	const at = tree.cursor();
	const statements = new Statements(at, script);
	if (!at.firstChild()) return;
	do {
		if (!at.firstChild()) continue;
		do {
			statements.visit(script.root);
			yield;
		} while (at.nextSibling());
		at.parent();
	} while (at.nextSibling());
}

/** The text with what the grammar stumbles over replaced by as many characters that it takes. */
function parseable(text: string): string {
	return (
		text
			.replace(/^\ufeff/, "\n")
			// The grammar lets a string that is half typed go on behind a line that ends with both.
			.replace(/(?<!\\)\r(?=\n)/g, " ")
			// The grammar takes `1.` for the beginning of an attribute.
			.replace(/(?<![\w.\u0080-\uffff])(\d[\d_]*)\.(?![\d_])/g, "$10")
			// A value that is still to be typed would cost all entries of a dictionary that come after it.
			.replace(/:[ \t]+(?![ \t])(?=\s*[,}])/g, (gap) => `:${"_".repeat(gap.length - 1)}`)
	);
}
