/** YAML 1.1 and 1.2, through an error-tolerant grammar: a broken document yields what can still be read. */

import { phrase } from "../words/phrase.ts";
import type { Steps } from "../work/slices.ts";
import { documentOfEntries, type Entry, endOf } from "./entries.ts";
import { type Comment, openScope, type ReadDocument, type Scope } from "./model.ts";
import { type Pieces, piecesOf } from "./pieces.ts";
import { followReferences } from "./references.ts";
import { Anchors } from "./yaml-anchors.ts";
import { entriesOf, hasEntries, isTooDamaged } from "./yaml-entries.ts";
import { commentsIn, parseYaml, readableLength, spanOf } from "./yaml-parser.ts";
import { YamlStream } from "./yaml-values.ts";

export function* readYaml(text: string): Steps<ReadDocument> {
	const documents: Scope[] = [];
	const skipped: string[] = [];
	const readable = readableLength(text);
	if (readable < text.length)
		skipped.push(phrase("brackets or marks in a number that no config has; what comes after them was not read"));
	const tree = yield* parseYaml(readable < text.length ? text.slice(0, readable) : text);
	const anchors = new Anchors(text.length);
	const stream = new YamlStream(text, anchors, skipped);
	for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
		if (node.name !== "Document") continue;
		const scope = openScope("document", undefined, { span: spanOf(node) });
		documents.push(scope);
		yield* stream.document(node, scope);
		anchors.endDocument();
		followReferences(scope);
	}
	if (anchors.exhausted) skipped.push(phrase("aliases of more than a config has; some were not read"));
	if (documents.length === 0)
		documents.push(openScope("document", undefined, { span: { start: 0, end: text.length } }));
	yield;
	const comments = text.includes("#") ? commentsIn(tree, text) : [];
	return {
		...documentOf(text, documents, comments),
		skipped,
		*again(later) {
			return hasEntries(tree, text) ? yield* readEdited(later) : yield* readYaml(later);
		},
	};
}

const documentOf = (text: string, documents: readonly Scope[], comments: readonly Comment[]): ReadDocument => ({
	language: "yaml",
	text,
	documents,
	comments,
	imports: [],
	skipped: [],
});

/** A config of which at the next edit only the entries that it touches are read. While they are damaged, all is. */
function* readEdited(text: string, before?: Pieces<Entry>): Steps<ReadDocument> {
	const read = yield* piecesOf(text, entriesOf, before);
	if (!read || isTooDamaged(read.pieces)) return { ...(yield* readYaml(text)), ...(before && editOf(before)) };
	const last = read.pieces.at(-1);
	const span = { start: 0, end: last ? endOf(last) : 0 };
	return { ...documentOf(text, [], []), ...(yield* documentOfEntries(read.pieces, span)), ...editOf(read) };
}

/** By itself: a function keeps all alive that those beside it use, which would be the version before as well. */
const editOf = (before: Pieces<Entry>): Pick<ReadDocument, "again"> => ({
	again: (later) => readEdited(later, before),
});
