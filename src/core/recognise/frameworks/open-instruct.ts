import { type Framework, importing, keyed, paired, running } from "./framework.ts";

export const openInstruct: Framework = {
	id: "open-instruct",
	label: "open-instruct",
	recognise: (document) =>
		running(document, /^open_instruct\./) ??
		(keyed(document, ["per_device_train_batch_size"]) &&
			paired(
				document,
				"with_tracking",
				"checkpointing_steps",
				"use_slow_tokenizer",
				"preprocessing_num_workers",
				"dataset_mixer_list",
			)) ??
		importing(document, "open_instruct"),
	exponentReading: "unsure",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
