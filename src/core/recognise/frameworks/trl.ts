import { type Framework, importing, keyed } from "./framework.ts";

export const trl: Framework = {
	id: "trl",
	label: "TRL",
	recognise: (document) =>
		keyed(
			document,
			["reward_funcs", "per_device_train_batch_size"],
			["num_generations", "per_device_train_batch_size"],
			["dataset_train_split", "per_device_train_batch_size"],
			["max_completion_length", "per_device_train_batch_size"],
		) ?? importing(document, "trl"),
	exponentReading: "number",
	learningRate: "final",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
};
