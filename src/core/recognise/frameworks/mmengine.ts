import { allNamed, type Framework, importing, spelled } from "./framework.ts";

/** MMEngine and what is built on it: MMDetection, MMSegmentation, MMPreTrain … */
export const mmengine: Framework = {
	id: "mmengine",
	label: "OpenMMLab",
	recognise: (document) =>
		allNamed(document, "optim_wrapper") ??
		allNamed(document, "lr_config", "optimizer_config") ??
		allNamed(document, "samples_per_gpu", "workers_per_gpu") ??
		(document.language === "python" ? spelled(document, "_base_") : undefined) ??
		importing(document, "mmengine.config", "mmengine.runner", "mmengine.optim", "mmcv.runner"),
	exponentReading: "text",
	batchMustBeWhole: true,
};
