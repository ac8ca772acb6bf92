import { type Framework, keyed, onlyImporting } from "./framework.ts";

export const catboost: Framework = {
	id: "catboost",
	label: "CatBoost",
	recognise: (document) =>
		keyed(document, ["l2_leaf_reg"], ["bagging_temperature"]) ?? onlyImporting(document, "catboost"),
	exponentReading: "unsure",
};
