import { type Framework, importing, keyed, spelled } from "./framework.ts";

export const kohya: Framework = {
	id: "kohya",
	label: "kohya sd-scripts",
	recognise: (document) =>
		keyed(
			document,
			["network_dim", "network_alpha"],
			["network_module", "network_dim"],
			["enable_bucket", "lr_warmup"],
		) ??
		spelled(document, "LoRA_type") ??
		importing(document, "library.train_util", "library.sdxl_train_util"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
	trains: "diffusion-finetune",
};
