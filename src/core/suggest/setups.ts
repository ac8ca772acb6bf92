/** The setups of a document that are known well enough to be spoken of, each with the values that belong to it. */

import type { Setup } from "../recognise/facts.ts";
import { isForTraining, isMainRate } from "../recognise/main-rate.ts";
import { eachOnce, type Parameter } from "../recognise/setup.ts";
import type { Profile } from "../rules/rule.ts";
import { recommendBatches } from "./batches.ts";
import { recommendRates } from "./recommend.ts";

export interface KnownSetup {
	readonly setup: Setup;
	/** Its main rates and training batches, in the order of the text. */
	readonly parameters: readonly [Parameter, ...Parameter[]];
}

/** What tells how a rate trains what. */
const KIND = ["optimizer", "task", "regime", "linearModel"] as const;
/** What a run is known by. A number of examples or a schedule alone tells nobody what is trained. */
const TELLING = ["framework", "globalBatch", ...KIND] as const;
/** Of these where nothing but a batch is given: whoever has one may do other things than train. */
const ENOUGH = 2;

/**
 * One for each document of a text and optimizer in it, in the order of the text: the two networks of a GAN are one setup. Only
 * those for which anything is recommended.
 */
export function setupsIn(parameters: readonly Parameter[], profile: Profile): KnownSetup[] {
	const groups = new Map<object, Map<string, Parameter[]>>();
	for (const one of eachOnce(parameters)) {
		if (one.span.file !== undefined || one.role === "search" || !(isMainRate(one) || isBatch(one))) continue;
		const ofDocument = groups.get(one.document) ?? new Map<string, Parameter[]>();
		groups.set(one.document, ofDocument);
		const key = one.setup.optimizer?.value.name ?? "";
		const known = ofDocument.get(key);
		if (known) known.push(one);
		else ofDocument.set(key, [one]);
	}
	return [...groups.values()]
		.flatMap((ofDocument) => [...ofDocument.values()])
		.flatMap(([first, ...others]) => {
			if (!first) return [];
			const all = [first, ...others] satisfies [Parameter, ...Parameter[]];
			const rate = all.find(isMainRate);
			// A batch may know less of what surrounds it than the rate does.
			const { setup } = rate ?? first;
			const isKnown =
				(rate && KIND.some((name) => setup[name])) || TELLING.filter((name) => setup[name]).length >= ENOUGH;
			return isKnown && all.some((one) => isRecommended(one, profile)) ? [{ setup, parameters: all }] : [];
		});
}

const isBatch = (one: Parameter): boolean => one.parameter === "batch_size" && isForTraining(one);

/** Of a multiplier or a base that the framework scales nothing is. */
const isRecommended = ({ parameter, setup, role, assignment: { scope } }: Parameter, profile: Profile): boolean =>
	(parameter === "learning_rate"
		? recommendRates(setup, profile, scope)
		: recommendBatches(setup, profile, role, scope)
	).length > 0;
