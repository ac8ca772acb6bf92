import type { Parameter } from "../recognise/setup.ts";
import { isEvaluation, meaningOf } from "../recognise/vocabulary.ts";
import { normalised, words } from "../recognise/words.ts";
import { rateFixes } from "../suggest/recommend.ts";
import type { Page, Rule } from "./rule.ts";

/** Names beside a zero rate that say it is filled in later, or set for each group of parameters (E7.1). */
const FILLED_LATER = [
	"base_lr",
	"blr",
	"base_learning_rate",
	"scaling_rule",
	"lr_base",
	"lr_scale",
	"param_groups",
	"lr_groups",
	"groups",
];

export const page: Page = {
	summary: "A learning rate that is negative, or zero with nothing else that trains.",
	severities: ["error", "warning"],
	explanation: `A negative learning rate climbs the loss: PyTorch's optimizers refuse it. With a rate of zero nothing is learned.

Zero is often meant: as the floor or start of a schedule, in smoke tests, or where a base rate beside it is scaled and filled in
before training. Those stay silent.`,
};

export const learningRateNotPositive: Rule = {
	name: "learning-rate-not-positive",
	parameter: "learning_rate",
	sources: ["torch-optimizers"],
	check(parameter, context) {
		const { value, setup, role } = parameter;
		if (typeof value !== "number" || value > 0 || Number.isNaN(value)) return undefined;
		if (setup.framework?.value.rateSentinel?.(value, parameter.name)) return undefined;
		if (value < 0) {
			// Bounds of a log-uniform search are exponents, and -1 under a floor means "not used" (E7.1, E8.2).
			// The highest rate that was seen begins at -1, too, where an optimizer keeps it (Schedule-Free's `lr_max`).
			if (role === "search" || role === "min" || role === "start" || (role === "max" && value === -1)) return undefined;
			return {
				severity: "error",
				message: { id: "learning-rate-negative", params: { value: parameter.text } },
				sources: this.sources,
				fixes: () => rateFixes(parameter, context),
			};
		}
		if (role !== "base" || zeroIsMeant(parameter)) return undefined;
		return {
			severity: "warning",
			message: { id: "learning-rate-zero", params: { name: parameter.name } },
			sources: this.sources,
			fixes: () => rateFixes(parameter, context),
		};
	},
};

function zeroIsMeant({ assignment, document, keyPath, setup }: Parameter): boolean {
	// A list holds one rate a group or epoch; a declared default or a script's variable is set before use.
	if (assignment.scope.kind === "sequence" || assignment.declared || document.language === "python") return true;
	if (keyPath.some((name) => isEvaluation(name) || words(name).includes("frozen"))) return true;
	if (setup.schedule?.value === "noam") return true;
	// Where anything else learns, a zero freezes a part on purpose.
	return document.assignments.some(({ name, value }) => {
		if (FILLED_LATER.includes(normalised(name))) return true;
		return meaningOf(name)?.parameter === "learning_rate" && typeof value.value === "number" && value.value > 0;
	});
}
