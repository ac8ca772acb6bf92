import { atTop, type Framework, importing, keyed } from "./framework.ts";

export const paddleseg: Framework = {
	id: "paddleseg",
	label: "PaddleSeg",
	recognise: (document) =>
		((document.at("lr_scheduler", "learning_rate") || keyed(document, ["train_dataset"], ["loss", "coef"])) &&
			(atTop(document, "iters") ?? atTop(document, "_base_"))) ||
		(atTop(document, "_base_") && atTop(document, "iters")) ||
		importing(document, "paddleseg"),
	exponentReading: "text",
	trains: "segmentation",
};
