import { isForest } from "../recognise/boosting.ts";
import type { Page, Rule } from "./rule.ts";
import { setTo } from "./set-value.ts";

export const page: Page = {
	summary: "A learning rate other than 1 for a random forest of XGBoost.",
	severities: ["warning"],
	explanation: `A random forest is one round of many trees whose mean is the prediction. A rate of 0.1 leaves a tenth of it, and no later round makes up
for the rest: XGBoost's documentation says that \`eta\` must be 1 here. Seen by the classes \`XGBRFClassifier\` and \`XGBRFRegressor\`, or
by \`num_parallel_tree\` above 1 with a single round, beside it or in\nthe call of \`train\`. Forests that are boosted over several rounds keep a rate of their own.`,
};

export const learningRateShrinksForest: Rule = {
	name: "learning-rate-shrinks-forest",
	parameter: "learning_rate",
	sources: ["xgboost-rf"],
	check(parameter) {
		const { value, text, editSpan, name, role, assignment, document } = parameter;
		if (typeof value !== "number" || value === 1 || role !== "base" || assignment.declared) return undefined;
		if (!isForest(assignment, document)) return undefined;
		return {
			severity: "warning",
			message: { id: "rate-shrinks-forest", params: { value: text } },
			sources: this.sources,
			fixes: () => [setTo(name, 1, editSpan, true, { id: "fix-whole-trees", params: {} })],
		};
	},
};
