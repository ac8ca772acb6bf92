import { type Framework, importing, keyed } from "./framework.ts";

/**
 * A config sets the defaults of its argument parser, which turns text into numbers. Its names stand at the top: a file that keeps
 * them in sections (ALBEF, BLIP) hands the values on as they were read.
 */
export const timm: Framework = {
	id: "timm",
	label: "timm",
	recognise: (document) =>
		(document.named("opt").some(({ scope }) => scope === document.root)
			? keyed(document, ["opt", "sched", "warmup_epochs"], ["opt", "sched", "model_ema"], ["opt", "sched", "reprob"])
			: undefined) ?? importing(document, "timm.optim", "timm.scheduler"),
	exponentReading: "number",
	defaultOptimizer: "sgd",
	batchMustBeWhole: true,
};
