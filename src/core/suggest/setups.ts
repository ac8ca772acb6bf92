/** The setups of a document that are known well enough to be spoken of, each with the values that belong to it. */

import type { Setup } from "../recognise/facts.ts";
import { isForTraining, isMainRate } from "../recognise/main-rate.ts";
import { eachOnce, type Parameter } from "../recognise/setup.ts";

export interface KnownSetup {
	readonly setup: Setup;
	/** Its main rates and training batches, in the order of the text. */
	readonly parameters: readonly [Parameter, ...Parameter[]];
}

/** What a run is known by. A number of examples or a schedule alone tells nobody what is trained. */
const TELLING = ["framework", "optimizer", "task", "regime", "linearModel", "globalBatch"] as const;
const ENOUGH = 2;

/** One for each document of a text and optimizer in it, in the order of the text: the two networks of a GAN are one setup. */
export function setupsIn(parameters: readonly Parameter[]): KnownSetup[] {
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
			// A batch may know less of what surrounds it than the rate does.
			const { setup } = [first, ...others].find(isMainRate) ?? first;
			return TELLING.filter((name) => setup[name]).length < ENOUGH
				? []
				: [{ setup, parameters: [first, ...others] satisfies [Parameter, ...Parameter[]] }];
		});
}

const isBatch = (one: Parameter): boolean => one.parameter === "batch_size" && isForTraining(one);
