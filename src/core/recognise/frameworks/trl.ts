import { type Framework, importing, paired, running } from "./framework.ts";

export const trl: Framework = {
	id: "trl",
	label: "TRL",
	recognise: (document) =>
		running(document, /^trl\.(?:sft|dpo|grpo|kto|rloo|reward)$/) ??
		paired(
			document,
			"per_device_train_batch_size",
			"reward_funcs",
			"num_generations",
			"dataset_train_split",
			"max_completion_length",
			"desirable_weight",
		) ??
		importing(document, "trl"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
