import { anyNamed, type Framework, importing, keyed, running, saying } from "./framework.ts";

const TUNERS = /^(?:lora|full|longlora|adalora|llamapro|adapter|vera|boft|fourierft|reft|bone|lora_llm)$/;

export const msSwift: Framework = {
	id: "ms-swift",
	label: "ms-swift",
	recognise: (document) =>
		running(document, /^(?:swift|megatron)\.(?:sft|pt|rlhf)$/) ??
		(keyed(document, ["dataset"]) &&
			anyNamed(document, "per_device_train_batch_size", "micro_batch_size", "learning_rate") &&
			(saying(document, "rlhf_type", /^(?:dpo|kto|cpo|simpo|orpo|ppo|grpo|rm|gkd)$/) ??
				saying(document, "train_type", TUNERS) ??
				saying(document, "tuner_type", TUNERS) ??
				saying(document, "sft_type", TUNERS))) ??
		importing(document, "swift.llm", "swift.trainers", "swift.megatron"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "language-model",
};
