import { ARTICLE_CAP } from "../evidence/article.ts";
import { featureCap } from "../evidence/formulas.ts";
import { showNumber } from "../present/numbers.ts";
import { cellOf, isFinalRate, ownBandOf } from "../recognise/cell.ts";
import { isMainRate } from "../recognise/main-rate.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { rateFixes } from "../suggest/recommend.ts";
import type { Message, Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A learning rate above the smaller of 0.2 and 1/√(number of features).",
	severities: ["warning", "information"],
	explanation: `TensorFlow's linear estimators bound their default rate by \`min(0.2, 1/√n)\`, n the number of feature columns: 100 features give 0.1. A
higher rate trains faster per step and may overshoot; a lower one trains slower. The number of features is read from the
document (\`num_features\`, \`n_features\`, \`input_dim\`, a list of feature columns), from the project file, or else only the cap of
0.2 is used.

In profile \`article\` this is a warning for every learning rate. In \`auto\` it is a warning only where the rule truly holds (a linear
or wide model with plain SGD or FTRL and a known number of features), information where nothing is known of the training, and
silent where better evidence covers it.`,
};

export const learningRateAboveRuleOfThumb: Rule = {
	name: "learning-rate-above-rule-of-thumb",
	parameter: "learning_rate",
	sources: ["tf-estimator-linear", "article-mlee"],
	check(parameter, context) {
		const { value, setup } = parameter;
		if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) return undefined;
		// The project's own band stands in its place.
		if (ownBandOf(setup, "learning_rate")) return undefined;
		const cap = featureCap(setup.features?.value ?? 1);
		if (!(value > cap)) return undefined;
		if (context.profile === "auto" && !(isMainRate(parameter) && isFinalRate(setup))) return undefined;
		const severity = context.profile === "article" ? "warning" : severityByEvidence(parameter);
		return (
			severity && {
				severity,
				message: calculation(parameter, cap),
				sources: this.sources,
				fixes: () => rateFixes(parameter, context),
			}
		);
	},
};

function severityByEvidence({ setup, assignment }: Parameter): "warning" | "information" | undefined {
	const { optimizer, framework, regime, task, linearModel, features } = setup;
	const linearOptimizer =
		optimizer === undefined || optimizer.value.family === "sgd" || optimizer.value.family === "ftrl";
	if (linearModel && linearOptimizer) return features && optimizer ? "warning" : "information";
	// A momentum beside the rate says SGD, whoever reads it.
	const known =
		optimizer ?? framework ?? regime ?? task ?? assignment.scope.callee ?? beside(assignment.scope, "momentum");
	return known === undefined && cellOf(setup, assignment.scope) === "any/unknown" ? "information" : undefined;
}

function calculation(parameter: Parameter, cap: number): Message {
	const { features } = parameter.setup;
	if (!features) return { id: "rate-above-cap", params: { value: parameter.text, cap: ARTICLE_CAP } };
	return {
		id: "rate-above-feature-cap",
		params: {
			value: parameter.text,
			features: features.value,
			root: showNumber(1 / Math.sqrt(features.value)),
			cap: showNumber(cap),
			because: features.because,
		},
	};
}
