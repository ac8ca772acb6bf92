import { allNamed, type Framework } from "./framework.ts";

/** `blr` is for a batch of 256 (E8.13). */
export const mae: Framework = {
	id: "mae",
	label: "MAE",
	recognise: (document) => allNamed(document, "blr", "accum_iter") ?? allNamed(document, "blr", "warmup_epochs"),
	exponentReading: "unsure",
	learningRate: "scaled",
	defaultOptimizer: "adamw",
};
