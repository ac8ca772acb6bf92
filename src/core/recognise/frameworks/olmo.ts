import { type Framework, importing, isAuto, paired } from "./framework.ts";

export const olmo: Framework = {
	id: "olmo",
	label: "OLMo",
	recognise: (document) =>
		paired(document, "global_train_batch_size", "max_sequence_length", "save_interval_unsharded") ??
		importing(document, "olmo", "olmo_core"),
	exponentReading: "number",
	batchSentinel: isAuto,
	trains: "language-model",
};
