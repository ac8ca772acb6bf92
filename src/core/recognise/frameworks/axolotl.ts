import { type Framework, importing, keyed, running } from "./framework.ts";

export const axolotl: Framework = {
	id: "axolotl",
	label: "axolotl",
	recognise: (document) =>
		running(document, /^axolotl(?:\.|$)/) ??
		keyed(
			document,
			["base_model", "sequence_len"],
			["base_model", "micro_batch_size", "datasets"],
			["base_model", "micro_batch_size", "val_set_size"],
		) ??
		importing(document, "axolotl"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
