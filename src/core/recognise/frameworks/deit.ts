import { allNamed, type Framework } from "./framework.ts";

/** DeiT's script and what was made from it: the rate is for 512 images and scaled to the batch (E8.13). */
export const deit: Framework = {
	id: "deit",
	label: "DeiT",
	recognise: (document) => allNamed(document, "linear_scaled_lr"),
	exponentReading: "number",
	learningRate: "scaled",
};
