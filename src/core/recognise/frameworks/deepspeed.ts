import { atTop, type Framework, importing, isAuto, keyed } from "./framework.ts";

export const deepspeed: Framework = {
	id: "deepspeed",
	label: "DeepSpeed",
	recognise: (document) =>
		atTop(document, "train_micro_batch_size_per_gpu") ??
		atTop(document, "zero_optimization") ??
		(atTop(document, "train_batch_size") &&
			keyed(document, ["steps_per_print"], ["gradient_clipping", "fp16"], ["zero_allow_untested_optimizer"])) ??
		importing(document, "deepspeed"),
	exponentReading: "unsure",
	learningRate: "final",
	batchSentinel: isAuto,
	rateSentinel: isAuto,
	batchMustBeWhole: true,
};
