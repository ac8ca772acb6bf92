import { type Framework, importing, keyed } from "./framework.ts";

export const openInstruct: Framework = {
	id: "open-instruct",
	label: "open-instruct",
	recognise: (document) =>
		keyed(
			document,
			["with_tracking", "per_device_train_batch_size", "checkpointing_steps"],
			["with_tracking", "per_device_train_batch_size", "use_slow_tokenizer"],
			["with_tracking", "per_device_train_batch_size", "preprocessing_num_workers"],
			["with_tracking", "per_device_train_batch_size", "dataset_mixer_list"],
		) ?? importing(document, "open_instruct"),
	exponentReading: "unsure",
	learningRate: "final",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
};
