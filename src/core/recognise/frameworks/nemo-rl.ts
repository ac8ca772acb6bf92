import { type Framework, importing, keyed } from "./framework.ts";

/** Its configurations are read with OmegaConf. */
export const nemoRl: Framework = {
	id: "nemo-rl",
	label: "NeMo RL",
	recognise: (document) =>
		keyed(document, ["policy", "cluster", "train_global_batch_size", "train_micro_batch_size"]) ??
		importing(document, "nemo_rl"),
	exponentReading: "number",
	trains: "language-model",
};
