import { type Framework, importing, keyed } from "./framework.ts";

/** FunASR has the same names, and a `train_conf`. */
export const wenet: Framework = {
	id: "wenet",
	label: "WeNet",
	recognise: (document) =>
		(keyed(document, ["train_conf"])
			? undefined
			: keyed(document, ["dataset_conf", "optim_conf"], ["dataset_conf", "encoder_conf"])) ??
		importing(document, "wenet"),
	exponentReading: "text",
	learningRate: "final",
	defaultOptimizer: "adam",
	kind: "speech recognition",
};
