import { type Framework, importing, keyed } from "./framework.ts";

export const opennmt: Framework = {
	id: "opennmt",
	label: "OpenNMT",
	recognise: (document) =>
		(keyed(document, ["training"])
			? undefined
			: keyed(
					document,
					["src_vocab", "train_steps"],
					["src_vocab", "tgt_vocab", "save_model"],
					["decay_method", "batch_type"],
					["path_src", "path_tgt", "batch_size"],
				)) ?? importing(document, "onmt"),
	exponentReading: "number",
	defaultOptimizer: "sgd",
	trains: "nmt-scratch",
};
