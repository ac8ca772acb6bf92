/** Published laws and recipes: what they give for the size, the tokens and the batch of a run. */

import { bandOf, type Cell } from "../evidence/bands.ts";
import {
	CLASSIFICATION_RECIPES,
	deepSeekLaw,
	FORMULA_SOURCES,
	gpt3Nearest,
	linearScale,
	type PretrainingPoint,
	REFERENCE_POINTS,
	stepLaw,
} from "../evidence/formulas.ts";
import { nearestPowerOfTwo } from "../evidence/round.ts";
import type { SourceId } from "../evidence/sources.ts";
import { showAmount, showNumber } from "../present/numbers.ts";
import type { Setup } from "../recognise/facts.ts";
import type { Message } from "../rules/rule.ts";
import type { Recommendation } from "./recommendation.ts";

/** The recipe that others of this kind are scaled from, at the batch that is known (E3.1). */
export function scaledReference({ globalBatch, framework, optimizer }: Setup, cell: Cell): Recommendation[] {
	const sgd = (optimizer?.value.family ?? "sgd") === "sgd";
	const reference =
		framework?.value.id === "detectron2" && sgd ? REFERENCE_POINTS.detectron2 : CLASSIFICATION_RECIPES[cell];
	if (!globalBatch || !reference) return [];
	const { rate, batch, sources } = reference;
	return [
		{
			value: Number(linearScale(rate, batch, globalBatch.value).toPrecision(3)),
			reason: { id: "reason-scaled", params: { rate: showNumber(rate), reference: batch, batch: globalBatch.value } },
			sources,
		},
	];
}

interface Law extends PretrainingPoint {
	readonly id: "step-law" | "deepseek" | "gpt3";
	readonly params: Message["params"];
	readonly sources: readonly SourceId[];
}

/** Published laws side by side, where the size of a language model in pre-training is known (E4.1, E4.3). */
function pretrainingLaws({ modelSize, trainingTokens }: Setup, cell: Cell): Law[] {
	if (cell !== "llm-pretrain/adam" || !modelSize) return [];
	const near = gpt3Nearest(modelSize.value);
	const gpt3: Law = {
		...near,
		id: "gpt3",
		params: { size: showAmount(near.parameters) },
		sources: FORMULA_SOURCES.gpt3Table,
	};
	if (!trainingTokens) return [gpt3];
	const params = { size: showAmount(modelSize.value), tokens: showAmount(trainingTokens.value) };
	const known = [modelSize.value, trainingTokens.value] as const;
	return [
		{ ...stepLaw(...known), id: "step-law", params, sources: FORMULA_SOURCES.stepLaw },
		{ ...deepSeekLaw(...known), id: "deepseek", params, sources: FORMULA_SOURCES.deepSeekLaw },
		gpt3,
	];
}

export const lawRates = (setup: Setup, cell: Cell): Recommendation[] =>
	pretrainingLaws(setup, cell)
		// Far outside what they were fitted to the laws give rates that no one has trained with.
		.filter(({ learningRate }) => learningRate <= bandOf(cell).learningRate.highInfo)
		.map(({ id, params, sources, learningRate }) => ({
			value: Number(learningRate.toPrecision(2)),
			reason: { id: `reason-${id}`, params },
			sources,
		}));

/** What the laws want in one optimizer step, in sequences as a document counts them. Empty where their length is not known. */
export function lawBatches(setup: Setup, cell: Cell): Recommendation[] {
	const { sequenceLength } = setup;
	if (!sequenceLength) return [];
	return pretrainingLaws(setup, cell).map(({ id, params, sources, batchTokens }) => ({
		value: nearestPowerOfTwo(batchTokens / sequenceLength.value),
		reason: {
			id: `reason-batch-${id}`,
			params: { ...params, batch: showAmount(batchTokens), length: sequenceLength.value },
		},
		sources,
	}));
}
