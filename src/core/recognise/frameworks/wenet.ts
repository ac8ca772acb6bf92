import { type Framework, importing, keyed, paired } from "./framework.ts";

/** FunASR has the same names, and a `train_conf`. */
export const wenet: Framework = {
	id: "wenet",
	label: "WeNet",
	recognise: (document) =>
		(keyed(document, ["train_conf"]) ? undefined : paired(document, "dataset_conf", "optim_conf", "encoder_conf")) ??
		importing(document, "wenet"),
	exponentReading: "text",
	defaultOptimizer: "adam",
	trains: "speech-scratch",
};
