import { atTop, type Framework } from "./framework.ts";

/** LAVIS, BLIP-2 and what is built on them: everything of the run stands under `run`. */
export const lavis: Framework = {
	id: "lavis",
	label: "LAVIS",
	recognise: (document) =>
		document.at("run", "lr_sched") || document.at("run", "batch_size_train") ? atTop(document, "run") : undefined,
	exponentReading: "number",
};
