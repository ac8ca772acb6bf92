/** Numbers that stand beside a value: the other parts of an identity that a framework enforces. */

import type { Assignment, Scope } from "../read/model.ts";
import { onceOf } from "./remembered.ts";
import { normalised } from "./words.ts";

/** A place with more values than any config has is data: looking through it for each of its values would take the square. */
const MOST_SIBLINGS = 500;

/** The first assignment of each name in a scope. */
const firstNamed = onceOf((scope: Scope): ReadonlyMap<string, Assignment> => {
	const first = new Map<string, Assignment>();
	for (const one of siblings(scope)) {
		const name = normalised(one.name);
		if (!first.has(name)) first.set(name, one);
	}
	return first;
});

export const siblings = ({ assignments }: Scope): readonly Assignment[] =>
	assignments.length > MOST_SIBLINGS ? [] : assignments;

export interface Beside {
	readonly value: number;
	readonly assignment: Assignment;
}

/** The number of the first of these names in the same scope; undefined where none is a plain number. */
export function numberBeside(scope: Scope, ...names: string[]): Beside | undefined {
	for (const name of names) {
		const assignment = firstNamed(scope).get(name);
		const value = assignment?.value.value;
		if (assignment && typeof value === "number") return { value, assignment };
	}
	return undefined;
}

/** Any assignment of one of these names in the same scope. */
export function beside(scope: Scope, ...names: string[]): Assignment | undefined {
	const found = names.flatMap((name) => firstNamed(scope).get(name) ?? []);
	return found.length < 2 ? found[0] : siblings(scope).find((one) => found.includes(one));
}

/** An argument of a call by its name or place. */
export const argument = (call: Scope, name: string, place: number): Assignment | undefined =>
	call.assignments.find((one) => one.name === name || (one.name === "" && one.path.at(-1) === String(place)));
