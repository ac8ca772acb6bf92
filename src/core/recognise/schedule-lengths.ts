/** Where a schedule says how long it is: the period of a cosine, the steps of a cycle, the milestones at which a rate is reduced. */

import type { Assignment, Scope, Span } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { argument } from "./numbers-beside.ts";

/** PyTorch's schedules by the argument that holds their length, and its place. */
const ARGUMENTS: readonly (readonly [callee: string, name: string, place: number])[] = [
	["CosineAnnealingLR", "T_max", 1],
	["StepLR", "step_size", 1],
	["OneCycleLR", "total_steps", 2],
	["OneCycleLR", "epochs", 3],
];

export const isScheduleWithLength = (callee: string): boolean => ARGUMENTS.some(([name]) => name === callee);

export function scheduleLengths(document: DocumentIndex): Assignment[] {
	const ofCalls = ARGUMENTS.flatMap(([callee, name, place]) =>
		document.called(callee).flatMap((call) => argumentOf(call, name, place, document) ?? []),
	);
	return [...ofCalls, ...milestones(document)];
}

/** The argument under its name; a call in its place is an expression. */
function argumentOf(call: Scope, name: string, place: number, { text }: DocumentIndex): Assignment | undefined {
	if (call.kind !== "call") return undefined;
	const given = argument(call, name, place);
	if (given) {
		// Its unit is in the name that is written, not in the number that the name stands for.
		const { refersTo: _, ...written } = given;
		return { ...written, name, path: [...call.path, name] };
	}
	const nested = call.children.find((one) => one.kind === "call" && one.name === name);
	return (
		nested && {
			name,
			nameSpan: nested.nameSpan,
			path: nested.path,
			value: expression(nested.span, text),
			scope: call,
		}
	);
}

const expression = (span: Span, text: string): Assignment["value"] => ({
	span,
	text: text.slice(span.start, span.end),
	form: "expression",
	value: undefined,
});

/** Of several milestones the first: where it is never reached none is. */
function milestones(document: DocumentIndex): Assignment[] {
	const single = ["step", "steps", "milestones"].flatMap((name) => document.named(name));
	const lists = ["step", "steps", "milestones"]
		.flatMap((name) => document.scopesNamed(name))
		.flatMap(({ kind, assignments: [first] }) => (kind === "sequence" && first ? [first] : []));
	return [...single, ...lists].filter(({ scope }) => isOfSchedule(scope.kind === "sequence" ? scope.parent : scope));
}

const isOfSchedule = (scope: Scope | undefined): boolean =>
	scope !== undefined &&
	(scope.name === "SOLVER" ||
		scope.name === "lr_config" ||
		scope.assignments.some(({ name, value }) => name === "type" && value.value === "MultiStepLR"));

/** The milestones as numbers; undefined where one of them is none. */
export function milestonesOf({ scope, value }: Assignment): readonly number[] | undefined {
	const numbers =
		scope.kind === "sequence"
			? scope.children.length > 0
				? []
				: scope.assignments.map((one) => one.value.value)
			: typeof value.value === "string"
				? listed(value.value)
				: [value.value];
	return numbers.length > 0 && numbers.every((one) => typeof one === "number") ? (numbers as number[]) : undefined;
}

/** yacs reads `(60000, 80000)` of a YAML file as a tuple. */
const listed = (text: string): number[] =>
	/^\(\s*\d+\s*(?:,\s*\d+\s*)*,?\s*\)$/.test(text) ? (text.match(/\d+/g) ?? []).map(Number) : [];
