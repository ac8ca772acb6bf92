import { type Framework, isAuto, onlyImporting } from "./framework.ts";

export const scikitLearn: Framework = {
	id: "scikit-learn",
	label: "scikit-learn",
	recognise: (document) => onlyImporting(document, "sklearn"),
	exponentReading: "unsure",
	batchSentinel: isAuto,
	rateSentinel: (value) => typeof value === "string" && /^(?:auto|constant|optimal|invscaling|adaptive)$/.test(value),
};
