import { type Framework, importing, paired, saying } from "./framework.ts";

export const nemo: Framework = {
	id: "nemo",
	label: "NeMo",
	recognise: (document) =>
		paired(document, "exp_manager", "trainer", "model") ??
		saying(document, "_target_", /^nemo\./) ??
		importing(document, "nemo", "nemo_run"),
	exponentReading: "number",
};
