import { type Framework, importing, keyed, running } from "./framework.ts";

export const maxtext: Framework = {
	id: "maxtext",
	label: "MaxText",
	recognise: (document) =>
		running(document, /^(?:MaxText|maxtext)(?:\.\w+)*\.train$/) ??
		keyed(
			document,
			["base_emb_dim", "base_num_decoder_layers"],
			["per_device_batch_size", "max_target_length"],
			["per_device_batch_size", "base_config"],
			["max_target_length", "base_config"],
			["dataset_type", "base_config"],
		) ??
		importing(document, "MaxText", "maxtext"),
	exponentReading: "unsure",
	// A batch for each device may be a fraction, and 0 for evaluation means the same as for training.
	batchSentinel: (value) => typeof value === "number" && value >= 0,
	defaultOptimizer: "adamw",
};
