import { type Framework, importing, keyed, spelled } from "./framework.ts";

export const megatronLm: Framework = {
	id: "megatron-lm",
	label: "Megatron-LM",
	recognise: (document) =>
		(document.language === "python"
			? undefined
			: spelled(
					document,
					"--tensor-model-parallel-size",
					"--num-attention-heads",
					"--micro-batch-size",
					"tensor-model-parallel-size",
					"num-attention-heads",
				)) ??
		keyed(document, ["language_model", "model_parallel", "micro_batch_size"]) ??
		importing(document, "megatron"),
	exponentReading: "unsure",
	defaultOptimizer: "adam",
	batchMustBeWhole: true,
	trains: "language-model",
};
