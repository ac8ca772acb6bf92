import { type Framework, keyed } from "./framework.ts";

export const alignmentHandbook: Framework = {
	id: "alignment-handbook",
	label: "alignment-handbook",
	recognise: (document) =>
		keyed(
			document,
			["dataset_mixture", "per_device_train_batch_size"],
			["dataset_mixer", "per_device_train_batch_size", "model_name_or_path"],
		),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
