import type { Assignment, ReadDocument, Scope } from "../../src/core/read/model.ts";

/** Everything that a document says, without what holds it together. As text, which is quicker to compare than to walk. */
export function said({ again: _, documents, ...rest }: ReadDocument): string {
	const ofAssignment = ({ scope: _, refersTo, ...one }: Assignment): unknown => ({
		...one,
		refersTo: refersTo && [refersTo.path, refersTo.value.span],
	});
	const ofScope = ({ parent: _, assignments, children, ...one }: Scope): unknown => ({
		...one,
		assignments: assignments.map(ofAssignment),
		children: children.map(ofScope),
	});
	const shown = (_: string, value: unknown): unknown => (Number.isNaN(value) ? "NaN" : value);
	return JSON.stringify({ ...rest, documents: documents.map(ofScope) }, shown, 1);
}
