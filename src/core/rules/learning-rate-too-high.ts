import { bandOf } from "../evidence/bands.ts";
import { HIGHEST_OF_CYCLE } from "../evidence/limits.ts";
import { showNumber } from "../present/numbers.ts";
import { takesWholeTrees } from "../recognise/boosting.ts";
import { cellOf, isFinalRate, ownBandOf, rateBandOf, recipeOf } from "../recognise/cell.ts";
import { isMainRate, isOfNothing, isSureKind } from "../recognise/main-rate.ts";
import { isSetByCycle, rateOverride } from "../recognise/overrides.ts";
import type { Parameter } from "../recognise/setup.ts";
import { rateFixes } from "../suggest/recommend.ts";
import type { Page, Rule } from "./rule.ts";
import { shortRegime, usualElsewhere } from "./usual-elsewhere.ts";

export const page: Page = {
	summary: "A learning rate above everything published for this optimizer and kind of training.",
	severities: ["warning", "information"],
	explanation: `Each optimizer has its own scale: Adam moves every weight by about the rate itself, plain SGD by the rate times the gradient, LARS and
Adadelta rescale. The band of the most specific kind of training that was recognised is applied: a warning far outside
everything published, information where published uses are rare.

Silent in scripts where a bare rate meets no known optimizer, for the top of a cycle of SGD up to 3, for Noam schedules (there the number is a multiplier), for multipliers and rates of single parameter groups, for search
spaces, and where the framework scales the number by the batch before use.`,
};

export const learningRateTooHigh: Rule = {
	name: "learning-rate-too-high",
	parameter: "learning_rate",
	sources: ["tuning-playbook"],
	check(parameter, context) {
		const { value, setup } = parameter;
		const own = ownBandOf(setup, "learning_rate");
		if (typeof value !== "number" || (context.profile !== "auto" && !own)) return undefined;
		const known = rateBandOf(setup, parameter.assignment.scope);
		const { highInfo, highWarn, typicalLow, typicalHigh } = known.learningRate;
		// Most rates are where they should be: this comes before all that costs more to ask.
		if (!(value > highInfo)) return undefined;
		if (
			!isMainRate(parameter) ||
			(!own && (isOfNothing(parameter) || isTopOfCycle(parameter, value))) ||
			rateOverride(parameter) ||
			isSetByCycle(parameter) ||
			(!own && (!isFinalRate(setup) || recipeOf(setup, parameter.assignment.scope) || isInPlace(parameter, value)))
		)
			return undefined;
		const other = own ? undefined : usualElsewhere(value, setup);
		return {
			severity: value > highWarn && (own || isSureKind(parameter)) ? "warning" : "information",
			message: {
				id: own ? "rate-outside-own-band" : other ? "rate-too-high-usual-elsewhere" : "rate-too-high",
				params: {
					value: parameter.text,
					times: showNumber(value / typicalHigh),
					regime: known.regime,
					low: showNumber(typicalLow),
					high: showNumber(typicalHigh),
					because: setup.optimizer?.because ?? "",
					...(own && { low: own.low, high: own.high, file: own.file, reason: own.reason }),
					...(other && { other: shortRegime(other) }),
				},
			},
			sources: other ? [...new Set([...known.sources, ...other.sources])] : known.sources,
			fixes: () => rateFixes(parameter, context),
		};
	},
};

/** A whole step of boosting where nothing is to be shrunk, or a head on frozen features, which SGD trains at rates of tens (E5.4), as a
 * recurrent language model whose gradients are clipped (E2.1): PyTorch's own example adds them by hand. */
function isInPlace({ assignment, document, setup }: Parameter, value: number): boolean {
	if (!setup.optimizer && setup.regime?.value === "linear-probe") return true;
	if (!setup.optimizer && setup.task?.value === "rnn-lm") return value <= bandOf("rnn-lm/sgd").learningRate.highInfo;
	return value <= 1 && cellOf(setup, assignment.scope) === "gbdt/-" && takesWholeTrees(assignment, document);
}

/** `OneCycleLR(optimizer, max_lr=3)`: with SGD a cycle climbs higher than any rate that is held. */
const isTopOfCycle = ({ role, assignment: { scope }, setup }: Parameter, value: number): boolean =>
	role === "max" &&
	/(?:^|\.)(?:OneCycleLR|CyclicLR)$/.test(scope.callee ?? "") &&
	setup.optimizer?.value.family === "sgd" &&
	value <= HIGHEST_OF_CYCLE;
