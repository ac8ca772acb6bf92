import { type Framework, spelled } from "./framework.ts";

/** Configs in the manner of maskrcnn-benchmark: Detectron2's names without Detectron2. */
export const yacs: Framework = {
	id: "yacs",
	label: "yacs",
	recognise: (document) =>
		document.language === "python"
			? undefined
			: spelled(document, "SOLVER") && spelled(document, "BASE_LR", "IMS_PER_BATCH"),
	exponentReading: "number",
};
