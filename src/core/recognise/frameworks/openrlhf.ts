import { type Framework, importing, keyed, running } from "./framework.ts";

export const openrlhf: Framework = {
	id: "openrlhf",
	label: "OpenRLHF",
	recognise: (document) =>
		running(document, /^openrlhf\.cli\.train_/) ??
		keyed(document, ["micro_train_batch_size", "micro_rollout_batch_size"]) ??
		importing(document, "openrlhf"),
	exponentReading: "number",
	trains: "language-model",
};
