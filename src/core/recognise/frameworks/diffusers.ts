import { type Framework, importing } from "./framework.ts";

export const diffusers: Framework = {
	id: "diffusers",
	label: "Diffusers",
	recognise: (document) => importing(document, "diffusers"),
	exponentReading: "unsure",
	defaultOptimizer: "adamw",
	trains: "diffusion-finetune",
};
