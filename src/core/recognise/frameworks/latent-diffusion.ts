import { type Framework, keyed, saying } from "./framework.ts";

/** `--scale_lr` is on by default: the rate is for one example (E8.13). */
export const latentDiffusion: Framework = {
	id: "latent-diffusion",
	label: "latent-diffusion",
	recognise: (document) =>
		keyed(document, ["model", "base_learning_rate"]) && saying(document, "target", /^(?:ldm|taming|cldm)\./),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	learningRate: "scaled",
};
