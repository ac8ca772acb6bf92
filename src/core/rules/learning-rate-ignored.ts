import { rateOverride } from "../recognise/overrides.ts";
import { ignored } from "./ignored.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A learning rate that another setting silently overrides.",
	severities: ["warning", "information"],
	explanation: `Ultralytics' \`optimizer: auto\` (also its default in a training config that names no optimizer) picks optimizer and rate itself and ignores
\`lr0\`. scikit-learn's \`learning_rate="optimal"\` (the default of SGDClassifier) does not use \`eta0\`, and \`solver="lbfgs"\` no
\`learning_rate_init\`. In MAE's scripts \`lr\` stands before \`blr\`, in timm's before \`lr-base\`; in LightGBM \`learning_rate\` before its alias
\`eta\`, and a random forest (\`boosting: rf\`) uses neither. Transformers' Trainer keeps the rate of an optimizer that it is given, and its
\`AdafactorSchedule\` sets it to the schedule's initial rate. DeepSpeed's warmup schedules climb to \`warmup_max_lr\`, MLX LM's to the first argument
of \`lr_schedule\`. An Adafactor of Kohya's scripts with \`relative_step=True\` drops \`unet_lr\` and \`text_encoder_lr\` (information where it is
the default). In Keras \`compile(optimizer="rmsprop")\` builds a new optimizer, whatever was built before.

Information where the value is commonly left in: PyTorch's OneCycleLR and CyclicLR set the optimizer's rate from their own, nanoGPT's
\`decay_lr = False\` needs no \`min_lr\`, Prodigy and D-Adaptation know one rate and not one for each part.`,
};

export const learningRateIgnored: Rule = {
	name: "learning-rate-ignored",
	parameter: "learning_rate",
	sources: [
		"ultralytics-trainer",
		"sklearn-sgd",
		"sklearn-mlp",
		"mae",
		"timm",
		"lightgbm",
		"lightgbm-forest",
		"transformers-arguments",
		"torch-one-cycle",
		"torch-cyclic",
		"nanogpt-train",
		"kohya-sd-scripts",
		"keras-compile",
		"deepspeed-schedules",
		"transformers-optimization",
		"mlx-lm",
	],
	check: (parameter) => ignored(parameter, rateOverride(parameter)),
};
