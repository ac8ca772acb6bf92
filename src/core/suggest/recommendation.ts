/** A value worth trying, with its reason and source. */

import type { Cell } from "../evidence/bands.ts";
import { practiceOf } from "../evidence/practice.ts";
import type { SourceId } from "../evidence/sources.ts";
import type { ParameterName } from "../recognise/vocabulary.ts";
import type { Message } from "../rules/rule.ts";

export interface Recommendation {
	readonly value: number;
	readonly reason: Message;
	readonly sources: readonly SourceId[];
}

/** What public configs of this kind have in the middle: no law, but what works for many. */
export function practice(cell: Cell, regime: string, parameter: ParameterName): Recommendation[] {
	const seen = practiceOf(cell, parameter);
	if (!seen) return [];
	const { median, configs } = seen;
	return [
		{
			value: median,
			reason: { id: "reason-practice", params: { configs, regime, makes: "" } },
			sources: [],
		},
	];
}

/** Each value once, with the reason that came first. */
export function distinct(recommendations: readonly Recommendation[]): Recommendation[] {
	return recommendations.filter(({ value }, i) => recommendations.findIndex((other) => other.value === value) === i);
}
