import { type Framework, importing, keyed } from "./framework.ts";

export const llamaFactory: Framework = {
	id: "llama-factory",
	label: "LLaMA-Factory",
	recognise: (document) =>
		keyed(
			document,
			["finetuning_type", "stage"],
			["finetuning_type", "template"],
			["finetuning_type", "cutoff_len"],
			["cutoff_len", "model_class"],
			["cutoff_len", "train_dataset"],
		) ?? importing(document, "llamafactory"),
	exponentReading: "number",
	learningRate: "final",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
};
