import type { DocumentIndex } from "../index-document.ts";
import { type Framework, importing, type Mark, running } from "./framework.ts";

/** Its example scripts, told by name and by the weights they begin with. With `--scale_lr` the rate is for one picture (E5.10). */
const EXAMPLES =
	/^train_(?:text_to_image|dreambooth|controlnet|t2i_adapter|instruct_pix2pix)(?:_lora)?(?:_(?:sd3|sdxl|flux|sana|lumina2|hidream|qwen_image))?$/;

function example(document: DocumentIndex): Mark | undefined {
	if (document.named("pretrained_model_name_or_path").length === 0 || document.named("scale_lr").length > 0)
		return undefined;
	return running(document, EXAMPLES);
}

export const diffusers: Framework = {
	id: "diffusers",
	label: "Diffusers",
	recognise: (document) => importing(document, "diffusers") ?? example(document),
	exponentReading: "unsure",
	defaultOptimizer: "adamw",
	trains: "diffusion-finetune",
};
