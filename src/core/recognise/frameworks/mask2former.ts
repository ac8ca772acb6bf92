import { type Framework, saying, spelled } from "./framework.ts";

/** Built on Detectron2. */
export const mask2former: Framework = {
	id: "mask2former",
	label: "Mask2Former",
	recognise: (document) =>
		spelled(document, "MASK_FORMER", "MaskFormer") ?? saying(document, "dataset_mapper_name", /^mask_?former/),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	trains: "detection",
};
