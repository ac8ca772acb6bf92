import { atTop, type Framework, importing, keyed, spelled } from "./framework.ts";

export const paddleseg: Framework = {
	id: "paddleseg",
	label: "PaddleSeg",
	recognise: (document) =>
		(atTop(document, "iters") &&
			(keyed(document, ["train_dataset"]) || document.at("_base_") || keyed(document, ["loss", "coef"])) &&
			spelled(document, "iters")) ??
		importing(document, "paddleseg"),
	exponentReading: "text",
	learningRate: "final",
	kind: "image segmentation",
};
