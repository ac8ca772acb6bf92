import { type Framework, spelled } from "./framework.ts";

/** `TRAIN.BASE_LR` is for a batch of 512 (E8.13). */
export const swin: Framework = {
	id: "swin",
	label: "Swin Transformer",
	recognise: (document) =>
		document.language === "python" || spelled(document, "SOLVER") || !document.at("MODEL", "TYPE")
			? undefined
			: (spelled(document, "SWIN", "SWINV2", "SWIN_MLP", "SWIN_MOE") ??
				(document.at("TRAIN", "BASE_LR") && spelled(document, "BASE_LR"))),
	exponentReading: "number",
	learningRate: "scaled",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
};
