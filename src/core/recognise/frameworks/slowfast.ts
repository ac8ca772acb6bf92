import { type Framework, importing, spelled } from "./framework.ts";

/** `BASE_LR` is for one machine where `BASE_LR_SCALE_NUM_SHARDS` is set, else final. */
export const slowfast: Framework = {
	id: "slowfast",
	label: "SlowFast",
	recognise: (document) =>
		(document.at("SOLVER", "BASE_LR") && spelled(document, "SLOWFAST", "NUM_SHARDS", "NUM_FRAMES", "SAMPLING_RATE")) ??
		importing(document, "slowfast"),
	exponentReading: "number",
	defaultOptimizer: "sgd",
};
