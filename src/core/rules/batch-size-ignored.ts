import { batchOverride } from "../recognise/overrides.ts";
import { ignored } from "./ignored.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A batch size that another setting silently overrides.",
	severities: ["warning"],
	explanation: `scikit-learn's MLPClassifier and MLPRegressor use no batches with \`solver="lbfgs"\`: every step sees all the data. Keras' \`fit\` takes no
batch size for data that comes in batches already (tf.data, \`image_dataset_from_directory\`, generators): Keras 2 stops, Keras 3 ignores it.`,
};

export const batchSizeIgnored: Rule = {
	name: "batch-size-ignored",
	parameter: "batch_size",
	sources: ["sklearn-mlp", "keras-fit"],
	check: (parameter) => ignored(parameter, batchOverride(parameter)),
};
