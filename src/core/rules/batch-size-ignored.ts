import { batchOverride } from "../recognise/overrides.ts";
import { ignored } from "./ignored.ts";
import type { Rule } from "./rule.ts";

export const batchSizeIgnored: Rule = {
	name: "batch-size-ignored",
	summary: "A batch size that another setting silently overrides.",
	explanation: `scikit-learn's MLPClassifier and MLPRegressor use no batches with \`solver="lbfgs"\`: every step sees all the data.`,
	parameter: "batch_size",
	severities: ["warning"],
	sources: ["sklearn-mlp"],
	check: (parameter) => ignored(parameter, batchOverride(parameter)),
};
