import { articleBatchRanges, outsideArticleBatch } from "../evidence/article.ts";
import { ownBandOf } from "../recognise/cell.ts";
import type { OwnBand } from "../recognise/facts.ts";
import { isForTraining } from "../recognise/main-rate.ts";
import type { Parameter } from "../recognise/setup.ts";
import { batchFixes } from "../suggest/recommend.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A batch size outside 2 to 32 and 40 to 100.",
	severities: ["warning", "information"],
	explanation: `Two rules of thumb: 40 to 100 examples, beginning small, and 2 to 32, where Masters and Luschi found the best results for
convolutional networks. Small batches make the loss curve bounce, large ones cost time for each step. 33 to 39 counts as inside.

In profile \`article\` this is a warning for every batch size for training. In \`auto\` it is information, and only where nothing is known
of the training: language models, contrastive losses, reinforcement learning and large-batch recipes rightly lie outside.`,
};

export const batchSizeOutsideRuleOfThumb: Rule = {
	name: "batch-size-outside-rule-of-thumb",
	parameter: "batch_size",
	sources: ["masters-luschi-2018", "article-mlee"],
	check(parameter, context) {
		const { value } = parameter;
		if (typeof value !== "number" || !Number.isInteger(value) || value <= 0 || !isForTraining(parameter))
			return undefined;
		const own = ownBandOf(parameter.setup, "batch_size");
		if (own) return outsideOwn(parameter, value, own, this.sources);
		if (!outsideArticleBatch(value)) return undefined;
		if (context.profile === "auto" && !(parameter.role === "base" && isUnknownTraining(parameter))) return undefined;
		const { research, thumb } = articleBatchRanges;
		return {
			severity: context.profile === "article" ? "warning" : "information",
			message: {
				id: value > thumb.high ? "batch-above-thumb" : "batch-below-thumb",
				params: {
					value: parameter.text,
					researchLow: research.low,
					researchHigh: research.high,
					thumbLow: thumb.low,
					thumbHigh: thumb.high,
				},
			},
			sources: this.sources,
			fixes: () => batchFixes(parameter, context),
		};
	},
};

/** The project's own band replaces the rules of thumb. */
function outsideOwn(
	parameter: Parameter,
	value: number,
	{ low, high, file, reason }: OwnBand,
	sources: Rule["sources"],
): ReturnType<Rule["check"]> {
	if (parameter.role === "search" || (value >= low && value <= high)) return undefined;
	const params = { value: parameter.text, low, high, file, reason };
	return { severity: "warning", message: { id: "batch-outside-own-band", params }, sources };
}

/** Something is trained, and nothing more is known of it: a batch of database rows is none of ours. */
function isUnknownTraining({ setup, assignment, document }: Parameter): boolean {
	if (setup.optimizer || setup.framework || setup.regime || assignment.scope.callee !== undefined) return false;
	// Variables of a launch script are for a program that is not seen: a benchmark as often as a training.
	if (document.language === "shell") return false;
	const has = (name: string): boolean => document.named(name).length > 0 || document.scopesNamed(name).length > 0;
	return TRAINING_SIGNS.some(has) && !OPTIMIZER_SIGNS.some(has) && !AGENT_SIGNS.some(has);
}

const TRAINING_SIGNS = [
	"epochs",
	"num_epochs",
	"max_epochs",
	"n_epochs",
	"model",
	"dataset",
	"train",
	"training",
	"learning_rate",
	"lr",
	"loss",
];
/** An optimizer is there, though not which: the setup is richer than a rule of thumb. */
const OPTIMIZER_SIGNS = ["optimizer", "optim", "optimizers"];
/** An agent plays in many environments at once, and learns from tens of thousands of steps together (E5.12). */
const AGENT_SIGNS = ["num_actors", "num_envs", "n_envs", "horizon_length", "clip_range", "gae_lambda"];
