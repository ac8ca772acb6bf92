import { showNumber } from "../present/numbers.ts";
import { isFinalRate, ownBandOf, rateBandOf, recipeOf } from "../recognise/cell.ts";
import { rateOverride } from "../recognise/overrides.ts";
import { rateFixes } from "../suggest/recommend.ts";
import { isMainRate, isSureKind, type Rule } from "./rule.ts";
import { shortRegime, usualElsewhere } from "./usual-elsewhere.ts";

export const learningRateTooLow: Rule = {
	name: "learning-rate-too-low",
	summary: "A learning rate below everything published for this optimizer and kind of training.",
	explanation: `A rate far below the optimizer's scale spends the run without learning: Adadelta and the learning-rate-free optimizers want about 1,
LARS whole units, and a rate copied from Adam is a thousand times too small for them.

The same exclusions as for \`learning-rate-too-high\` hold, and a rate of zero is \`learning-rate-not-positive\`.`,
	parameter: "learning_rate",
	severities: ["warning", "information"],
	sources: ["tuning-playbook"],
	check(parameter, context) {
		const { value, setup } = parameter;
		const own = ownBandOf(setup, "learning_rate");
		if (
			(context.profile !== "auto" && !own) ||
			typeof value !== "number" ||
			value <= 0 ||
			!isMainRate(parameter) ||
			rateOverride(parameter) ||
			(!own && (!isFinalRate(setup) || recipeOf(setup, parameter.assignment.scope)))
		)
			return undefined;
		const known = rateBandOf(setup, parameter.assignment.scope);
		const { lowInfo, lowWarn, typicalLow, typicalHigh } = known.learningRate;
		if (!(value < lowInfo)) return undefined;
		const other = own ? undefined : usualElsewhere(value, setup);
		return {
			severity: value < lowWarn && (own || isSureKind(parameter)) ? "warning" : "information",
			message: {
				id: own ? "rate-outside-own-band" : other ? "rate-too-low-usual-elsewhere" : "rate-too-low",
				params: {
					value: parameter.text,
					times: showNumber(typicalLow / value),
					regime: known.regime,
					low: showNumber(typicalLow),
					high: showNumber(typicalHigh),
					because: setup.optimizer?.because ?? "",
					...(own && { low: own.low, high: own.high, file: own.file, reason: own.reason }),
					...(other && { other: shortRegime(other) }),
				},
			},
			sources: other ? [...new Set([...known.sources, ...other.sources])] : known.sources,
			fixes: rateFixes(parameter, context),
		};
	},
};
