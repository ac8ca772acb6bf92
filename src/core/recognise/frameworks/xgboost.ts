import { type Framework, keyed, onlyImporting, saying } from "./framework.ts";

export const xgboost: Framework = {
	id: "xgboost",
	label: "XGBoost",
	recognise: (document) =>
		(keyed(document, ["num_leaves"])
			? undefined
			: (keyed(document, ["min_child_weight", "colsample_bytree"], ["tree_method", "max_depth"]) ??
				(keyed(document, ["max_depth"]) && saying(document, "objective", /^(?:reg|binary|multi|rank|survival):/)))) ??
		onlyImporting(document, "xgboost"),
	exponentReading: "unsure",
};
