import { FEWEST_FOR_NEGATIVES } from "../evidence/limits.ts";
import { type DocumentIndex, lastPart } from "../recognise/index-document.ts";
import { loadersFed } from "../recognise/loaders.ts";
import { isForTraining } from "../recognise/main-rate.ts";
import { nameTest } from "../recognise/names.ts";
import { onceOf } from "../recognise/remembered.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule } from "./rule.ts";

/** Losses that take the other examples of the batch for negatives. */
const IN_BATCH =
	/^(?:MultipleNegatives(?:Symmetric)?RankingLoss|(?:Distributed)?(?:InfoNCE|NTXent|NT_Xent|ClipLoss|CLIPLoss|SigLipLoss|SimCLRLoss)(?:Loss)?)$/;
/** What gives the loss more negatives than the batch has. */
const MORE_NEGATIVES = /^Cached|GradCache|MoCo|MemoryBank|memory_bank|CrossBatchMemory/i;

export const page: Page = {
	summary: "A small batch for a loss that takes its negatives from the batch.",
	severities: ["warning", "information"],
	explanation: `A contrastive loss tells an example's partner from the other examples of its batch: in a batch of 8 from seven others. Recipes use
hundreds to thousands. With a batch of one there is nothing to tell it from, and the loss is zero: a warning, unless the data brings negatives
of its own. Gradient accumulation adds no negatives; \`CachedMultipleNegativesRankingLoss\` or gathering over devices does.

Silent where a queue, a memory bank or cached gradients widen the choice (MoCo, GradCache).`,
};

export const batchSizeSmallForContrastiveLoss: Rule = {
	name: "batch-size-small-for-contrastive-loss",
	parameter: "batch_size",
	sources: ["chen-simclr-2020", "sentence-transformers"],
	check(parameter) {
		const { value, name, assignment } = parameter;
		if (typeof value !== "number" || !(value >= 1 && value < FEWEST_FOR_NEGATIVES)) return undefined;
		if (!isForTraining(parameter) || assignment.declared) return undefined;
		const loss = inBatchLoss(parameter.document);
		if (loss === undefined || !isTrainingBatch(parameter)) return undefined;
		const none = value === 1 && !hasNegatives(parameter.document);
		return {
			severity: none ? "warning" : "information",
			message: { id: none ? "no-negatives" : "few-negatives", params: { name, value, loss, others: value - 1 } },
			sources: this.sources,
		};
	},
};

const isOfTriplets = nameTest((callee) => /mine_hard_negatives|[Tt]riplet/.test(callee));

/** Triplets and mined negatives come with every example. */
const hasNegatives = (document: DocumentIndex): boolean =>
	document.assignments.some(({ value }) => typeof value.value === "string" && /triplet|negative/i.test(value.value)) ||
	document.calledLike(isOfTriplets).length > 0;

/** The batch of each device, or the one that a loader takes. */
const isTrainingBatch = (parameter: Parameter): boolean =>
	parameter.role === "per-device" ||
	(parameter.document.language === "python" ? loadersFed(parameter).length > 0 : parameter.role === "base");

/** Looked for once in a document: it may hold thousands of batches. */
const inBatchLoss = onceOf(findLoss);

const isLoss = nameTest((callee) => MORE_NEGATIVES.test(lastPart(callee)) || IN_BATCH.test(lastPart(callee)));

function findLoss(document: DocumentIndex): string | undefined {
	const names = [
		...document
			.calledLike(isLoss)
			.flatMap(({ kind, callee }) => (kind === "call" && callee !== undefined ? [lastPart(callee)] : [])),
		...(document.language === "python"
			? []
			: ["loss", "loss_fn", "criterion", "loss_function", "loss_type"].flatMap((name) =>
					document.named(name).flatMap(({ value }) => (typeof value.value === "string" ? [lastPart(value.value)] : [])),
				)),
	];
	const gathers = document.named("gather_across_devices").some(({ value }) => value.value === true);
	return gathers || names.some((name) => MORE_NEGATIVES.test(name))
		? undefined
		: names.find((name) => IN_BATCH.test(name));
}
