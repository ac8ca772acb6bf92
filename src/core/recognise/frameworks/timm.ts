import { type Framework, importing, keyed } from "./framework.ts";

/** A config sets the defaults of its argument parser, which turns text into numbers. */
export const timm: Framework = {
	id: "timm",
	label: "timm",
	recognise: (document) =>
		keyed(document, ["opt", "sched", "warmup_epochs"], ["opt", "sched", "model_ema"], ["opt", "sched", "reprob"]) ??
		importing(document, "timm.optim", "timm.scheduler"),
	exponentReading: "number",
	defaultOptimizer: "sgd",
	batchMustBeWhole: true,
};
