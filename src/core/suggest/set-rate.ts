/** What else has to be written when a rate is given another value, so that the way out of one finding is no way into the next. */

import { writeNumber } from "../present/numbers.ts";
import { literalOf } from "../read/model.ts";
import { ratesOf } from "../recognise/rates-together.ts";
import { saidAgain } from "../recognise/said-again.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Edit, Fix, Message } from "../rules/rule.ts";
import { phrase } from "../words/phrase.ts";

/** A rate that is written along with the one that trains. */
export interface Along {
	readonly name: string;
	readonly text: string;
	readonly edit: Edit;
}

/** Ends and beginnings of the schedule that would lie above the new rate, scaled as it is. */
export function ratesAlong({ assignment, document, value: old }: Parameter, value: number): Along[] {
	if (typeof old !== "number" || !(old > 0)) return [];
	const places = new Set<number>();
	return ratesOf(assignment, document).flatMap((one) => {
		const { span } = literalOf(one.assignment);
		// What was above it before is another mistake, and what another file says is not changed from here.
		if (one.value > old || one.value < value || span.file !== undefined || places.has(span.start)) return [];
		places.add(span.start);
		const text = writeNumber(Number((one.value * (value / old)).toPrecision(3)), document.language);
		return [{ name: one.assignment.name, text, edit: { span, text } }];
	});
}

/** A new rate in words, with the rates that are written along: `2.0e-4 and end_lr to 2.0e-4`. */
export const sayAlong = (value: string, along: readonly Along[]): string =>
	along.length === 0
		? value
		: phrase("{value} and {others}", {
				value,
				others: along.map(({ name, text }) => phrase("{name} to {value}", { name, value: text })).join(", "),
			});

/** The fix that gives a rate another value, with all that has to change along. `why`: the title, to which name and value are added. */
export function setRate(parameter: Parameter, value: number, preferred: boolean, why: Message): Fix {
	const { name, editSpan, document, assignment } = parameter;
	const text = writeNumber(value, document.language);
	const along = ratesAlong(parameter, value);
	// Said twice alike, the two stay alike.
	const again = saidAgain(assignment, document)
		.filter((one) => one.value.value === assignment.value.value)
		.map((one) => literalOf(one).span)
		.filter(({ start }) => start !== literalOf(assignment).span.start);
	return {
		title: { id: why.id, params: { ...why.params, name, value: sayAlong(text, along) } },
		preferred,
		safe: false,
		edits: [{ span: editSpan, text }, ...again.map((span) => ({ span, text })), ...along.map(({ edit }) => edit)],
	};
}
