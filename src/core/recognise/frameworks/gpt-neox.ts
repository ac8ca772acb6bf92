import { type Framework, importing, paired } from "./framework.ts";

export const gptNeox: Framework = {
	id: "gpt-neox",
	label: "GPT-NeoX",
	recognise: (document) =>
		paired(
			document,
			"train_micro_batch_size_per_gpu",
			"pipe_parallel_size",
			"model_parallel_size",
			"train_iters",
			"lr_decay_iters",
		) ?? importing(document, "megatron.neox_arguments"),
	exponentReading: "text",
	batchMustBeWhole: true,
	trains: "language-model",
};
