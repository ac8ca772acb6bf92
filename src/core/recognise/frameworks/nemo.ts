import { type Framework, importing, keyed, paired, saying } from "./framework.ts";

export const nemo: Framework = {
	id: "nemo",
	label: "NeMo",
	recognise: (document) =>
		paired(document, "exp_manager", "trainer", "model") ??
		keyed(document, ["trainer", "num_nodes", "tensor_model_parallel_size", "global_batch_size"]) ??
		saying(document, "_target_", /^nemo\./) ??
		importing(document, "nemo", "nemo_run"),
	exponentReading: "number",
};
