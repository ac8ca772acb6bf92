import { type Framework, keyed, saying } from "./framework.ts";

/** latent-diffusion's successor, where `--scale_lr` is off by default. */
export const generativeModels: Framework = {
	id: "generative-models",
	label: "Stability generative-models",
	recognise: (document) => keyed(document, ["model", "base_learning_rate"]) && saying(document, "target", /^sgm\./),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	trains: "diffusion-scratch",
};
