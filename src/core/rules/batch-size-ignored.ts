import { batchOverride } from "../recognise/overrides.ts";
import { ignored } from "./ignored.ts";
import type { Rule } from "./rule.ts";

export const explanation = `scikit-learn's MLPClassifier and MLPRegressor use no batches with \`solver="lbfgs"\`: every step sees all the data. Keras' \`fit\` takes no
batch size for data that comes in batches already (tf.data, \`image_dataset_from_directory\`, generators): Keras 2 stops, Keras 3 ignores it.`;

export const batchSizeIgnored: Rule = {
	name: "batch-size-ignored",
	summary: "A batch size that another setting silently overrides.",
	parameter: "batch_size",
	severities: ["warning"],
	sources: ["sklearn-mlp", "keras-fit"],
	check: (parameter) => ignored(parameter, batchOverride(parameter)),
};
