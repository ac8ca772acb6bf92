import { type Framework, importing, keyed } from "./framework.ts";

export const espnet: Framework = {
	id: "espnet",
	label: "ESPnet",
	recognise: (document) =>
		(keyed(document, ["dataset_conf"])
			? undefined
			: keyed(document, ["optim_conf", "batch_bins"], ["optim_conf", "accum_grad"], ["optim_conf", "batch_type"])) ??
		importing(document, "espnet", "espnet2", "espnetez"),
	exponentReading: "unsure",
	learningRate: "final",
	kind: "speech",
};
