import { allNamed, type Framework } from "./framework.ts";

/** Its configs are bare assignments in Python. */
export const nanogpt: Framework = {
	id: "nanogpt",
	label: "nanoGPT",
	recognise: (document) =>
		document.language === "python"
			? (allNamed(document, "decay_lr", "max_iters") ??
				allNamed(document, "lr_decay_iters", "max_iters", "eval_iters") ??
				allNamed(document, "init_from", "max_iters", "eval_iters"))
			: undefined,
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
