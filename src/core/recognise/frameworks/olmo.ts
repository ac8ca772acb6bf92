import { type Framework, importing, isAuto, keyed } from "./framework.ts";

export const olmo: Framework = {
	id: "olmo",
	label: "OLMo",
	recognise: (document) =>
		keyed(
			document,
			["global_train_batch_size", "device_train_microbatch_size", "max_duration"],
			["global_train_batch_size", "save_interval_unsharded"],
		) ?? importing(document, "olmo", "olmo_core"),
	exponentReading: "number",
	learningRate: "final",
	batchSentinel: isAuto,
};
