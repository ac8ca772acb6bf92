import { type Framework, keyed, onlyImporting } from "./framework.ts";

export const lightgbm: Framework = {
	id: "lightgbm",
	label: "LightGBM",
	recognise: (document) =>
		(keyed(document, ["min_child_weight"])
			? undefined
			: keyed(document, ["num_leaves", "learning_rate"], ["num_leaves", "min_child_samples"])) ??
		onlyImporting(document, "lightgbm"),
	exponentReading: "unsure",
	learningRate: "final",
	kind: "gradient boosting",
};
