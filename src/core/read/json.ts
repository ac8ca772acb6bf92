/** JSON and JSON with comments; broken documents yield every value up to and after the damage. */

import { printParseErrorCode, visit } from "jsonc-parser";
import {
	assign,
	type Comment,
	openScope,
	type ReadDocument,
	type Scalar,
	type Scope,
	type ScopeKind,
	type Span,
} from "./model.ts";
import { followReferences } from "./references.ts";

interface Place {
	name: string;
	nameSpan: Span | undefined;
	pathSegment: string;
}

const DEEPEST_PATH = 100;

/** Number words that Python's `json` reads although JSON has none. */
const PYTHON_NUMBERS: Readonly<Record<string, number>> = {
	NaN: Number.NaN,
	Infinity: Infinity,
	"-Infinity": -Infinity,
};

export function readJson(text: string): ReadDocument {
	const documents: Scope[] = [];
	const comments: Comment[] = [];
	const skipped: string[] = [];
	// One frame a container: its scope, and how many items a list has had.
	const stack: { scope: Scope; items: number }[] = [];
	let key: Place | undefined;

	const root = (offset: number): Scope => {
		const scope = openScope("document", undefined, { span: { start: offset, end: text.length } });
		documents.push(scope);
		return scope;
	};
	const place = (): Place => {
		const top = stack.at(-1);
		// A key path of thousands of parts serves nobody, and building it takes the square of the depth.
		if (stack.length > DEEPEST_PATH) return { name: key?.name ?? "", nameSpan: key?.nameSpan, pathSegment: "" };
		if (top?.scope.kind === "sequence") return { name: "", nameSpan: undefined, pathSegment: String(top.items++) };
		return key ?? { name: "", nameSpan: undefined, pathSegment: "" };
	};
	const open = (kind: ScopeKind, offset: number): void => {
		const top = stack.at(-1);
		const span = { start: offset, end: offset };
		// The outermost object is the document itself, as in YAML.
		const scope =
			top || kind === "sequence" ? openScope(kind, top?.scope ?? root(offset), { ...place(), span }) : root(offset);
		stack.push({ scope, items: 0 });
		key = undefined;
	};
	const close = (offset: number, length: number): void => {
		const frame = stack.pop();
		if (frame) (frame.scope.span as { end: number }).end = offset + length;
	};
	const literal = (value: unknown, offset: number, length: number): void => {
		const top = stack.at(-1);
		if (!top) return;
		const scalar: Scalar = {
			span: { start: offset, end: offset + length },
			text: text.slice(offset, offset + length),
			form: typeof value === "string" ? "quoted" : typeof value === "number" ? "number" : "constant",
			value: value as Scalar["value"],
		};
		assign(top.scope, scalar, place());
		key = undefined;
	};

	// A file of several values (JSON lines, logs) is read value by value.
	let from = 0;
	try {
		for (let next = readFrom(from); next > from; next = readFrom(from)) from = next;
	} catch (error) {
		// The visitor recurses; a document nested tens of thousands deep exhausts the stack. What came before stays.
		if (!(error instanceof RangeError)) throw error;
		skipped.push("nesting too deep for the JSON reader; what comes after it was not read");
	}

	/** Visits the value that begins at `from`; returns where the next one begins, or -1. */
	function readFrom(from: number): number {
		let next = -1;
		visit(
			from === 0 ? text : text.slice(from),
			{
				onObjectBegin: (offset) => open("mapping", from + offset),
				onObjectEnd: (offset, length) => close(from + offset, length),
				onArrayBegin: (offset) => open("sequence", from + offset),
				onArrayEnd: (offset, length) => close(from + offset, length),
				onObjectProperty: (name, offset, length) => {
					key = { name, nameSpan: { start: from + offset, end: from + offset + length }, pathSegment: name };
				},
				onLiteralValue: (value, offset, length) => literal(value, from + offset, length),
				onComment: (offset, length) => {
					const span = { start: from + offset, end: from + offset + length };
					comments.push({
						span,
						text: text
							.slice(span.start + 2, span.end)
							.replace(/\*\/$/, "")
							.trim(),
					});
				},
				onError: (error, offset, length) => {
					const name = printParseErrorCode(error);
					if (name === "EndOfFileExpected") next = from + offset;
					if (name !== "InvalidSymbol") return;
					const number = PYTHON_NUMBERS[text.slice(from + offset, from + offset + length)];
					if (number !== undefined) literal(number, from + offset, length);
				},
			},
			{ allowTrailingComma: true },
		);
		stack.length = 0;
		return next;
	}
	if (documents.length === 0) root(0);
	for (const document of documents) followReferences(document);
	return { language: "json", text, documents, comments, imports: [], skipped };
}
