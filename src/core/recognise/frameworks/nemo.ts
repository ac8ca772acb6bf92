import { type Framework, importing, keyed, saying } from "./framework.ts";

export const nemo: Framework = {
	id: "nemo",
	label: "NeMo",
	recognise: (document) =>
		keyed(document, ["exp_manager", "trainer"], ["exp_manager", "model"]) ??
		saying(document, "_target_", /^nemo\./) ??
		importing(document, "nemo", "nemo_run"),
	exponentReading: "number",
	learningRate: "final",
};
