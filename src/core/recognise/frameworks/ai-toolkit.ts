import { type Framework, keyed, saying } from "./framework.ts";

export const aiToolkit: Framework = {
	id: "ai-toolkit",
	label: "ai-toolkit",
	recognise: (document) =>
		keyed(document, ["job", "process"]) &&
		saying(document, "type", /^(?:sd_trainer|diffusion_trainer|slider|textual_inversion_trainer)$/),
	exponentReading: "number",
	trains: "diffusion-finetune",
};
