import { type Framework, importing, isAuto, keyed, saying } from "./framework.ts";

export const llmFoundry: Framework = {
	id: "llm-foundry",
	label: "LLM Foundry",
	recognise: (document) =>
		keyed(
			document,
			["train_loader", "device_train_microbatch_size"],
			["train_loader", "global_train_batch_size"],
			["train_loader", "max_duration"],
			["global_train_batch_size", "max_seq_len"],
			["icl_tasks", "device_eval_batch_size"],
			["models", "device_eval_batch_size"],
		) ??
		saying(document, "name", /^(?:mpt|hf)_causal_lm$/) ??
		importing(document, "llmfoundry", "composer"),
	exponentReading: "number",
	batchSentinel: isAuto,
	batchMustBeWhole: true,
	trains: "language-model",
};
