import { LOWEST_NOAM, NOAM_RECIPES } from "../evidence/limits.ts";
import { showNumber } from "../present/numbers.ts";
import { isFinalRate, ownBandOf, rateBandOf, recipeOf } from "../recognise/cell.ts";
import { isMainRate, isOfNothing, isSureKind } from "../recognise/main-rate.ts";
import { beside } from "../recognise/numbers-beside.ts";
import { isSetByCycle, rateOverride } from "../recognise/overrides.ts";
import type { Parameter } from "../recognise/setup.ts";
import { rateFixes } from "../suggest/recommend.ts";
import type { Page, Rule, Verdict } from "./rule.ts";
import { shortRegime, usualElsewhere } from "./usual-elsewhere.ts";

export const page: Page = {
	summary: "A learning rate below everything published for this optimizer and kind of training.",
	severities: ["warning", "information"],
	explanation: `A rate far below the optimizer's scale spends the run without learning: Adadelta and the learning-rate-free optimizers want about 1,
LARS whole units, and a rate copied from Adam is a thousand times too small for them.

Under NeMo's \`NoamAnnealing\` the number is multiplied by 1/√d_model and falls with the warmup's length: its recipes have 1 to 5, and
below 0.1 information says so.

Silent where a script seeks the rate by a range test, which begins far below it. The same exclusions as for \`learning-rate-too-high\` hold, and a rate of zero is \`learning-rate-not-positive\`.`,
};

export const learningRateTooLow: Rule = {
	name: "learning-rate-too-low",
	parameter: "learning_rate",
	sources: ["tuning-playbook", "nemo-noam", "nemo-asr"],
	check(parameter, context) {
		const { value, setup } = parameter;
		const multiplier = context.profile === "auto" ? lowMultiplier(parameter) : undefined;
		if (multiplier) return multiplier;
		const own = ownBandOf(setup, "learning_rate");
		if (typeof value !== "number" || value <= 0 || (context.profile !== "auto" && !own)) return undefined;
		const known = rateBandOf(setup, parameter.assignment.scope);
		const { lowInfo, lowWarn, typicalLow, typicalHigh } = known.learningRate;
		if (!(value < lowInfo)) return undefined;
		if (
			!isMainRate(parameter) ||
			(!own && isOfNothing(parameter)) ||
			rateOverride(parameter) ||
			isSetByCycle(parameter) ||
			(!own && isSoughtFrom(parameter)) ||
			(!own && (!isFinalRate(setup) || recipeOf(setup, parameter.assignment.scope)))
		)
			return undefined;
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
			fixes: () => rateFixes(parameter, context),
		};
	},
};

/** A rate in the place of NeMo's multiplier. A width of 1 switches the scaling off. */
function lowMultiplier({ value, text, role, assignment: { scope }, setup }: Parameter): Verdict | undefined {
	const schedule = scope.children.find(({ name }) => name === "sched");
	const width = schedule && beside(schedule, "d_model");
	if (typeof value !== "number" || role !== "base" || setup.framework?.value.id !== "nemo" || !schedule)
		return undefined;
	if (beside(schedule, "name")?.value.value !== "NoamAnnealing" || !width || width.value.value === 1) return undefined;
	if (value <= 0 || value >= LOWEST_NOAM) return undefined;
	return {
		severity: "information",
		message: { id: "noam-multiplier-low", params: { value: text, low: NOAM_RECIPES[0], high: NOAM_RECIPES[1] } },
		sources: ["nemo-noam", "nemo-asr"],
		...(schedule.nameSpan && { related: { span: schedule.nameSpan, message: { id: "related-decides", params: {} } } }),
	};
}

/** A range test begins far below any rate that trains (E3.5). */
const isSoughtFrom = ({ document }: Parameter): boolean =>
	document.importsFrom("torch_lr_finder") ||
	["LRFinder", "LearningRateFinder", "lr_find", "range_test"].some((name) => document.called(name).length > 0);
