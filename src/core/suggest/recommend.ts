/** A setup → recommended values, each with its reason and source. Fixes, hover and "Suggest Hyperparameters" all ask here. */

import { articleBatchRanges } from "../evidence/article.ts";
import { bandOf, type Cell } from "../evidence/bands.ts";
import { defaultLearningRate, type Library } from "../evidence/defaults.ts";
import {
	deepSeekLaw,
	FORMULA_SOURCES,
	featureCap,
	gpt3Nearest,
	linearScale,
	loraFromFull,
	type PretrainingPoint,
	REFERENCE_POINTS,
	type ReferencePoint,
	stepLaw,
} from "../evidence/formulas.ts";
import { practiceOf } from "../evidence/practice.ts";
import { floorTo, geometricCentre, roundNice } from "../evidence/round.ts";
import type { SourceId } from "../evidence/sources.ts";
import { showAmount, showNumber, writeNumber } from "../present/numbers.ts";
import type { Scope } from "../read/model.ts";
import { cellOf, fullFineTuning, isFinalRate, ownBandOf, rateBandOf } from "../recognise/cell.ts";
import type { Setup } from "../recognise/facts.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { ParameterName, Role } from "../recognise/vocabulary.ts";
import type { Context, Fix, Message, Profile } from "../rules/rule.ts";

export interface Recommendation {
	readonly value: number;
	readonly reason: Message;
	readonly sources: readonly SourceId[];
}

/** Learning rates for a setup, the best supported first. Empty where the number is not a rate (Noam, scaled bases). */
export function recommendRates(setup: Setup, profile: Profile, scope?: Scope): Recommendation[] {
	const { features, linearModel } = setup;
	const article: Recommendation = {
		value: floorTo(3, featureCap(features?.value ?? 1)),
		reason: features
			? { id: "reason-feature-cap", params: { features: features.value } }
			: { id: "reason-cap", params: {} },
		sources: ["tf-estimator-linear"],
	};
	const own = ownBandOf(setup, "learning_rate");
	if (profile === "article" && !own) return [article];
	if (!isFinalRate(setup) && !own) return [];
	const known = rateBandOf(setup, scope);
	const cell = cellOf(setup, scope);
	const { typicalLow, typicalHigh } = known.learningRate;
	const range = { low: showNumber(typicalLow), high: showNumber(typicalHigh), regime: known.regime };
	const typical: Recommendation[] = [
		{
			value: roundNice(geometricCentre(typicalLow, typicalHigh)),
			reason: { id: "reason-centre", params: range },
			sources: known.sources,
		},
		{ value: typicalHigh, reason: { id: "reason-upper", params: range }, sources: known.sources },
		{ value: typicalLow, reason: { id: "reason-lower", params: range }, sources: known.sources },
	];
	if (own) return distinct(typical);
	const [centre, ...ends] = typical;
	const all = [
		...scaledReference(setup, cell),
		centre,
		...lawRates(setup, cell),
		...loraRule(setup, cell),
		...practice(cell, known.regime, "learning_rate"),
		...libraryDefault(setup, cell),
		// The ends of a range that holds for everything are nobody's choice.
		...(cell.startsWith("any/") ? [] : ends),
	].filter((one) => one !== undefined);
	return distinct(linearModel || features ? [article, ...all] : all);
}

/** The recipe that others of this kind are scaled from, at the batch that is known (E3.1). */
function scaledReference({ globalBatch, framework, optimizer }: Setup, cell: Cell): Recommendation[] {
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

const CLASSIFICATION_RECIPES: Readonly<Partial<Record<Cell, ReferencePoint>>> = {
	"vision-scratch/sgd": REFERENCE_POINTS["imagenet-sgd"],
	"vision-scratch/adam": REFERENCE_POINTS["imagenet-adamw"],
};

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

const lawRates = (setup: Setup, cell: Cell): Recommendation[] =>
	pretrainingLaws(setup, cell).map(({ id, params, sources, learningRate }) => ({
		value: Number(learningRate.toPrecision(2)),
		reason: { id: `reason-${id}`, params },
		sources,
	}));

/** What the laws want in one optimizer step, in sequences as a document counts them. Empty where their length is not known. */
function lawBatches(setup: Setup, cell: Cell): Recommendation[] {
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

/** LoRA wants ten times the rate of full fine-tuning, whatever its rank (E4.7). */
function loraRule({ modelSize }: Setup, cell: Cell): Recommendation[] {
	if (cell !== "llm-sft-lora/adam") return [];
	const { typicalLow, typicalHigh } = bandOf(fullFineTuning(modelSize?.value)).learningRate;
	const full = roundNice(geometricCentre(typicalLow, typicalHigh));
	return [
		{
			value: loraFromFull(full),
			reason: { id: "reason-lora", params: { full: showNumber(full) } },
			sources: FORMULA_SOURCES.loraFromFull,
		},
	];
}

/** What public configs of this kind have in the middle: no law, but what works for many. */
function practice(cell: Cell, regime: string, parameter: ParameterName): Recommendation[] {
	const seen = practiceOf(cell, parameter);
	if (!seen) return [];
	const { median, configs, repositories } = seen;
	return [{ value: median, reason: { id: "reason-practice", params: { configs, repositories, regime } }, sources: [] }];
}

/** Where only the optimizer is known, the rate that its library would use is worth showing beside the range. */
function libraryDefault({ optimizer, framework }: Setup, cell: string): Recommendation[] {
	if (!optimizer || !cell.startsWith("any/")) return [];
	const libraries: readonly Library[] = framework?.value.id === "keras" ? ["keras"] : ["torch", "reference", "timm"];
	for (const library of libraries) {
		const found = defaultLearningRate(optimizer.value.name, library);
		if (!found || typeof found.rate !== "number") continue;
		return [
			{
				value: found.rate,
				reason: { id: "reason-default", params: { optimizer: optimizer.value.name } },
				sources: [found.source],
			},
		];
	}
	return [];
}

/**
 * Batch sizes for a setup: the middle of what is usual for its kind of training, what public configs have, then the rules
 * of thumb. On one device, or before accumulation, the share of the batch that makes the whole. None where a batch is
 * counted in tokens: a document counts it in something else.
 */
export function recommendBatches(setup: Setup, profile: Profile, role?: Role, scope?: Scope): Recommendation[] {
	const { research, thumb } = articleBatchRanges;
	const article: Recommendation[] = [
		{
			value: research.high,
			reason: { id: "reason-research-batch", params: research },
			sources: ["masters-luschi-2018"],
		},
		{ value: powerOfTwo(thumb), reason: { id: "reason-thumb-batch", params: thumb }, sources: ["article-mlee"] },
	];
	const share = shareOf(setup, role);
	if (profile === "article") return sharesOf(article, share);
	const cell = cellOf(setup, scope);
	const { batchSize, regime, sources } = bandOf(cell);
	if (cell.startsWith("any/") || !batchSize) return sharesOf(article, share);
	if (batchSize.unit === "tokens") return sharesOf(lawBatches(setup, cell), share);
	const { typicalLow, typicalHigh, unit } = batchSize;
	const usual = { low: typicalLow, high: typicalHigh };
	const all: Recommendation[] = [
		{ value: powerOfTwo(usual), reason: { id: "reason-batch-centre", params: { ...usual, unit, regime } }, sources },
		...(share === 1 ? practice(cell, regime, "batch_size") : []),
		...article.filter(({ value }) => value >= typicalLow && value <= typicalHigh),
	];
	return sharesOf(all, share);
}

/** What a batch on one device, or before accumulation, is multiplied by. A plain `batch_size` beside an accumulation is such a one. */
function shareOf({ accumulation, devices }: Setup, role: Role | undefined): number {
	const isPart = role === "per-device" || role === "micro" || (role === "base" && accumulation !== undefined);
	return isPart ? (accumulation?.value ?? 1) * (devices?.value ?? 1) : 1;
}

/** Each batch as its part; one that is smaller than a single example makes of it has none. */
const sharesOf = (wholes: readonly Recommendation[], share: number): Recommendation[] =>
	distinct(wholes.filter(({ value }) => value >= share).map((one) => shared(one, share)));

function shared(whole: Recommendation, share: number): Recommendation {
	const value = Math.max(1, Math.round(whole.value / share));
	const makes = share === 1 ? "" : ` (${value} × ${share} = ${value * share} a step)`;
	return { ...whole, value, reason: { ...whole.reason, params: { ...whole.reason.params, makes } } };
}

/** The power of two nearest the geometric middle of a range. */
const powerOfTwo = ({ low, high }: { low: number; high: number }): number =>
	nearestPowerOfTwo(geometricCentre(low, high));

const nearestPowerOfTwo = (value: number): number => 2 ** Math.max(0, Math.round(Math.log2(value)));

export const rateFixes = (parameter: Parameter, { profile }: Context): Fix[] =>
	asFixes(parameter, recommendRates(parameter.setup, profile, parameter.assignment.scope));
export const batchFixes = (parameter: Parameter, { profile }: Context): Fix[] =>
	asFixes(parameter, recommendBatches(parameter.setup, profile, parameter.role, parameter.assignment.scope));

function asFixes(parameter: Parameter, recommendations: readonly Recommendation[]): Fix[] {
	return recommendations
		.filter(({ value }) => value !== parameter.value)
		.map(({ value, reason }, i) => {
			const written = writeNumber(value, parameter.document.language);
			return {
				title: { id: reason.id, params: { ...reason.params, name: parameter.name, value: written } },
				preferred: i === 0,
				safe: false,
				edits: [{ span: parameter.editSpan, text: written }],
			};
		});
}

function distinct(recommendations: readonly Recommendation[]): Recommendation[] {
	return recommendations.filter(({ value }, i) => recommendations.findIndex((other) => other.value === value) === i);
}
