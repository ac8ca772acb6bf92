import { type Framework, importing, paired, running } from "./framework.ts";

export const llamaFactory: Framework = {
	id: "llama-factory",
	label: "LLaMA-Factory",
	recognise: (document) =>
		running(document, /^llamafactory-cli(?:\.|$)/) ??
		paired(document, "finetuning_type", "stage", "template", "cutoff_len") ??
		paired(document, "cutoff_len", "model_class", "train_dataset") ??
		importing(document, "llamafactory"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
