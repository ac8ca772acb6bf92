/** Numbers that stand beside a value: the other parts of an identity that a framework enforces. */

import type { Assignment, Scope } from "../read/model.ts";
import { normalised } from "./words.ts";

export interface Beside {
	readonly value: number;
	readonly assignment: Assignment;
}

/** The number of the first of these names in the same scope; undefined where none is a plain number. */
export function numberBeside(scope: Scope, ...names: string[]): Beside | undefined {
	for (const name of names) {
		const assignment = scope.assignments.find((one) => normalised(one.name) === name);
		const value = assignment?.value.value;
		if (assignment && typeof value === "number") return { value, assignment };
	}
	return undefined;
}

/** Any assignment of one of these names in the same scope. */
export const beside = (scope: Scope, ...names: string[]): Assignment | undefined =>
	scope.assignments.find((one) => names.includes(normalised(one.name)));
