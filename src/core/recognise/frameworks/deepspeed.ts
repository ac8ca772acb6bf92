import { atTop, type Framework, importing, isAuto } from "./framework.ts";

export const deepspeed: Framework = {
	id: "deepspeed",
	label: "DeepSpeed",
	recognise: (document) =>
		atTop(document, "train_micro_batch_size_per_gpu") ??
		atTop(document, "zero_optimization") ??
		(atTop(document, "train_batch_size") &&
			(atTop(document, "steps_per_print") ?? atTop(document, "gradient_clipping"))) ??
		importing(document, "deepspeed"),
	exponentReading: "unsure",
	batchSentinel: isAuto,
	rateSentinel: isAuto,
	batchMustBeWhole: true,
};
