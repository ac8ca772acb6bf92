import { type Framework, importing, keyed, paired } from "./framework.ts";

export const espnet: Framework = {
	id: "espnet",
	label: "ESPnet",
	recognise: (document) =>
		(keyed(document, ["dataset_conf"])
			? undefined
			: paired(document, "optim_conf", "batch_bins", "accum_grad", "batch_type")) ??
		importing(document, "espnet", "espnet2", "espnetez"),
	exponentReading: "unsure",
	trains: "speech-scratch",
};
