/** A document as it is read with another number in one place, made of what was read of it: a reader would only say the rest again. */

import { type Assignment, type ReadDocument, type Scope, type Span, scopesIn } from "./model.ts";

/** Written in this way, each reader takes it for a number wherever it takes another one for it. */
const NUMBER = /^(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?$/i;

/** Undefined where more than the number and the places behind it may change, or may not be known. */
export function withNumber(document: ReadDocument, at: Span, number: string): ReadDocument | undefined {
	const { text, documents, comments, cells, blocks } = document;
	const written = text.slice(at.start, at.end);
	if (!NUMBER.test(written) || !NUMBER.test(number) || !isOnlyItself(document, at, written)) return undefined;
	const by = number.length - written.length;
	const moved = (span: Span): Span =>
		span.end < at.end
			? span
			: { ...span, start: span.start < at.end ? span.start : span.start + by, end: span.end + by };
	const copies = new Map<Assignment, Assignment>();
	const copy = (scope: Scope, parent: Scope | undefined): Scope => {
		const copied: Scope = {
			...scope,
			span: moved(scope.span),
			nameSpan: scope.nameSpan && moved(scope.nameSpan),
			parent,
			assignments: [],
			children: [],
		};
		for (const one of scope.assignments) {
			const { span } = one.value;
			const value =
				span.end < at.end
					? one.value
					: {
							...one.value,
							span: moved(span),
							...(one.value.inner && { inner: moved(one.value.inner) }),
							...(span.start === at.start && { text: number, value: Number(number) }),
						};
			const assignment = { ...one, nameSpan: one.nameSpan && moved(one.nameSpan), value, scope: copied };
			copies.set(one, assignment);
			copied.assignments.push(assignment);
		}
		for (const child of scope.children) copied.children.push(copy(child, copied));
		return copied;
	};
	const copied = documents.map((root) => copy(root, undefined));
	for (const one of copies.values())
		if (one.refersTo) Object.assign(one, { refersTo: copies.get(one.refersTo) ?? one.refersTo });
	const { again: _, ...rest } = document;
	return {
		...rest,
		text: text.slice(0, at.start) + number + text.slice(at.end),
		documents: copied,
		comments: comments.map((one) => ({ ...one, span: moved(one.span) })),
		...(cells && { cells: cells.map(moved) }),
		...(blocks && { blocks: blocks.map((one) => ({ ...one, span: moved(one.span) })) }),
	};
}

/** Whether nothing else that was read is made of the number that stands at a place. */
function isOnlyItself(document: ReadDocument, at: Span, written: string): boolean {
	const { documents, skipped, origin, hereDocuments = [], blocks = [] } = document;
	if (origin || hereDocuments.length > 0 || skipped.length > 0 || document.language === "shell") return false;
	let own: Assignment | undefined;
	const literals = new Set<Assignment>();
	const formulas: string[] = [];
	for (const root of documents) {
		// What stands in a text of another language, which holds the number as well.
		if (root.parent || root.language) return false;
		for (const { span, callee, assignments } of scopesIn(root)) {
			// What another file adds.
			if (span.file !== undefined) return false;
			// `f(0.1).g(…)`
			if (span.start <= at.start && span.end >= at.end && callee?.includes(written)) return false;
			for (const one of assignments) {
				const { span, form, value, text } = one.value;
				if (span.file !== undefined) return false;
				if (span.start < at.end && span.end > at.start) {
					if (own || span.start !== at.start || span.end !== at.end || typeof value !== "number") return false;
					own = one;
				}
				if (one.refersTo) literals.add(one.refersTo);
				if (form === "expression" && typeof value === "number") formulas.push(text);
			}
		}
	}
	if (!own || own.refersTo || literals.has(own)) return false;
	const { name } = own;
	return formulas.every((one) => !one.includes(name)) && blocks.every(({ over = "" }) => !over.includes(written));
}
