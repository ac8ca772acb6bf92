/** Keras: a schedule in the place of an optimizer's rate, by the name it is bound to. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment } from "../read/model.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";

const SCHEDULES =
	/^(?:ExponentialDecay|PiecewiseConstantDecay|PolynomialDecay|InverseTimeDecay|CosineDecay|CosineDecayRestarts)$/;

/** `Adam(learning_rate=schedule)` after `schedule = ExponentialDecay(…)`. */
export function givenSchedules(document: DocumentIndex): Assignment[] {
	return ["learning_rate", "lr"]
		.flatMap((name) => document.named(name))
		.filter(({ scope, value }) => {
			if (scope.kind !== "call" || !optimizerFamily(scope.callee ?? "") || value.form !== "name") return false;
			const bound = document.bound(String(value.value));
			return bound.length === 1 && SCHEDULES.test(lastPart(bound[0]?.callee ?? ""));
		});
}
