/** Numbers that a script keeps under a name: `N_ENVS = 5`, then `n_envs=N_ENVS`. */

import type { Assignment, Scope } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { normalised } from "./words.ts";

/** The number that a value is; the default of a flag in its place is not given. */
export const numberOf = (assignment: Assignment | undefined): number | undefined =>
	typeof assignment?.value.value === "number" && !assignment.refersTo?.declared ? assignment.value.value : undefined;

/** The number that is written, or of a name that is bound once in a script: beside its use, or at the top where it is spelled as a constant. */
export function constantOf(name: string, use: Scope, document: DocumentIndex): number | undefined {
	if (/^\d+$/.test(name)) return Number(name);
	const bound = document
		.named(normalised(name))
		.filter((one) => one.name === name && one.scope.kind !== "call" && one.scope.kind !== "mapping");
	const [only] = bound;
	if (!only || bound.length > 1 || only.declared || typeof only.value.value !== "number") return undefined;
	const isBeside = only.scope === blockOf(use);
	return isBeside || (only.scope === document.root && /^[A-Z][A-Z\d_]*$/.test(name)) ? only.value.value : undefined;
}

/** The document, function or class that a scope stands in. */
function blockOf(from: Scope): Scope {
	let scope = from;
	while (scope.parent && scope.kind !== "function" && scope.kind !== "class") scope = scope.parent;
	return scope;
}
