import { type Framework, keyed, onlyImporting, paired } from "./framework.ts";

export const lightgbm: Framework = {
	id: "lightgbm",
	label: "LightGBM",
	recognise: (document) =>
		(keyed(document, ["min_child_weight"])
			? undefined
			: paired(document, "num_leaves", "learning_rate", "min_child_samples")) ?? onlyImporting(document, "lightgbm"),
	exponentReading: "unsure",
};
