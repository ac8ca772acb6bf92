import { type Framework, keyed, spelled } from "./framework.ts";

/** The rate is for `base_lr_batch_size` and scaled to the batch (E8.13). */
export const vissl: Framework = {
	id: "vissl",
	label: "VISSL",
	recognise: (document) => keyed(document, ["auto_lr_scaling"]) ?? spelled(document, "BATCHSIZE_PER_REPLICA"),
	exponentReading: "number",
	learningRate: "scaled",
};
