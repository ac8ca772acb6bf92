import { type Framework, importing, keyed } from "./framework.ts";

export const gptNeox: Framework = {
	id: "gpt-neox",
	label: "GPT-NeoX",
	recognise: (document) =>
		keyed(
			document,
			["train_micro_batch_size_per_gpu", "pipe_parallel_size"],
			["train_micro_batch_size_per_gpu", "model_parallel_size"],
			["train_micro_batch_size_per_gpu", "train_iters"],
			["train_micro_batch_size_per_gpu", "lr_decay_iters"],
		) ?? importing(document, "megatron.neox_arguments"),
	exponentReading: "text",
	learningRate: "final",
	batchMustBeWhole: true,
};
