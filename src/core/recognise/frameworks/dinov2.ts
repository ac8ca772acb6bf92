import { type Framework, keyed } from "./framework.ts";

/** `base_lr` is for a batch of 1,024, scaled with the square root (E8.13). */
export const dinov2: Framework = {
	id: "dinov2",
	label: "DINOv2",
	recognise: (document) => keyed(document, ["scaling_rule", "base_lr"], ["student", "teacher", "ibot"]),
	exponentReading: "number",
	learningRate: "scaled",
	// Filled in once the rule has been applied.
	rateSentinel: (value) => value === 0,
	defaultOptimizer: "adamw",
};
