import { type Framework, importing, keyed, running, saying } from "./framework.ts";

export const litgpt: Framework = {
	id: "litgpt",
	label: "LitGPT",
	recognise: (document) =>
		running(document, /^litgpt\./) ??
		saying(document, "class_path", /^litgpt\./) ??
		keyed(document, ["train", "global_batch_size", "micro_batch_size", "precision", "out_dir"]) ??
		importing(document, "litgpt"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
