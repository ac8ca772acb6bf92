/** Published formulas, as pure functions. Learning rates are dimensionless; a batch is counted in the unit named. */

import { ARTICLE_CAP } from "./article.ts";
import type { Cell } from "./bands.ts";
import type { OptimizerFamily } from "./optimizers.ts";
import type { SourceId } from "./sources.ts";

/** Whence each formula comes. */
export const FORMULA_SOURCES = {
	stepLaw: ["step-law-2025"],
	deepSeekLaw: ["deepseek-llm-2024"],
	gpt3Table: ["brown-2020"],
	loraFromFull: ["schulman-2025", "trl-peft"],
} as const satisfies Record<string, readonly SourceId[]>;

/**
 * The default learning rate of TensorFlow's linear estimators: min(0.2, 1/√n), n the number of feature columns. Written
 * for FTRL on a linear model whose features and labels are small numbers. (E1.1)
 */
export const featureCap = (features: number): number => Math.min(ARTICLE_CAP, 1 / Math.sqrt(features));

/**
 * The peak of a Noam schedule, reached when the warmup ends: rate · (d_model · warmup)^-½. There the configured rate is a
 * multiplier, and 5.0 can be right. `warmup` in optimizer steps. (E2.19)
 */
export const noamPeak = (rate: number, modelWidth: number, warmup: number): number =>
	rate / Math.sqrt(modelWidth * warmup);

/** Linear scaling, for SGD: the rate grows as the global batch does. Both batches in the same unit. (E3.1) */
export const linearScale = (rate: number, fromBatch: number, toBatch: number): number => rate * (toBatch / fromBatch);

/** Square-root scaling, for Adam and RMSprop: the rate grows as the root of the global batch. (E3.2) */
export const sqrtScale = (rate: number, fromBatch: number, toBatch: number): number =>
	rate * Math.sqrt(toBatch / fromBatch);

/** How the rate follows the batch, by the optimizer's family; for others nothing is published that holds as well. (E3.1, E3.2) */
export const SCALINGS: Readonly<Partial<Record<OptimizerFamily, Scaling>>> = {
	sgd: { scale: linearScale, sources: ["goyal-2017", "tuning-playbook"] },
	adam: { scale: sqrtScale, sources: ["malladi-2022", "tuning-playbook"] },
	rmsprop: { scale: sqrtScale, sources: ["malladi-2022", "tuning-playbook"] },
};

interface Scaling {
	readonly scale: typeof linearScale;
	readonly sources: readonly SourceId[];
}

/** Whether a batch changed so much that its rate is worth a word: a rate is tuned to a factor of two (E3.6). */
export const isOtherBatch = (from: number, to: number): boolean => Math.max(from, to) >= 2 * Math.min(from, to);

/** The global batch that a framework's base rate is for, in images, and how its code scales the rate to another. (E8.13) */
export const BASE_BATCHES = {
	mae: { batch: 256, scale: linearScale, sources: ["mae"] },
	deit: { batch: 512, scale: linearScale, sources: ["deit"] },
	swin: { batch: 512, scale: linearScale, sources: ["swin"] },
	dinov2: { batch: 1024, scale: sqrtScale, sources: ["dinov2", "malladi-2022"] },
} as const satisfies Record<
	string,
	{ readonly batch: number; readonly scale: typeof linearScale; readonly sources: readonly SourceId[] }
>;

/** Limits of the ratio between a rate and the reference scaled to its batch; the same order as a band's. */
export interface RatioLimits {
	readonly lowWarn?: number;
	readonly lowInfo?: number;
	readonly highInfo: number;
	readonly highWarn: number;
	/** A ratio equal to `highWarn` is already beyond it. */
	readonly inclusive?: true;
}

/** A recipe that fixes a learning rate for one global batch, from which others are scaled linearly. */
export interface ReferencePoint {
	readonly rate: number;
	/** The global batch, in images. */
	readonly batch: number;
	/** Derived from shipped configurations (E3.1, E9.3); absent where nothing is judged by it. */
	readonly ratio?: RatioLimits;
	readonly sources: readonly SourceId[];
}

export const REFERENCE_POINTS = {
	/** ImageNet classification with SGD: 0.1 for 256. (E5.1) */
	"imagenet-sgd": {
		rate: 0.1,
		batch: 256,
		ratio: { lowWarn: 1 / 64, lowInfo: 1 / 16, highInfo: 4, highWarn: 10 },
		sources: ["goyal-2017"],
	},
	/** ImageNet classification with AdamW, DeiT and Swin: 5e-4 for 512, which their code scales linearly. (E5.2) */
	"imagenet-adamw": {
		rate: 5e-4,
		batch: 512,
		ratio: { lowInfo: 1 / 16, highInfo: 8, highWarn: 20 },
		sources: ["deit", "swin"],
	},
	/** Detectron2 on COCO with SGD: 0.02 for 16. A low ratio is common and harmless. (E5.5) */
	detectron2: {
		rate: 0.02,
		batch: 16,
		ratio: { highInfo: 4, highWarn: 8, inclusive: true },
		sources: ["detectron2-defaults", "goyal-2017"],
	},
} as const satisfies Record<string, ReferencePoint>;

/** The recipe that classification from scratch is scaled from, where the global batch is known. */
export const CLASSIFICATION_RECIPES: Readonly<Partial<Record<Cell, ReferencePoint>>> = {
	"vision-scratch/sgd": REFERENCE_POINTS["imagenet-sgd"],
	"vision-scratch/adam": REFERENCE_POINTS["imagenet-adamw"],
};

/** How many times the reference, scaled to this global batch, a rate is. */
export const scaledRatio = (reference: ReferencePoint, rate: number, batch: number): number =>
	rate / linearScale(reference.rate, reference.batch, batch);

export interface PretrainingPoint {
	readonly learningRate: number;
	/** Tokens in one optimizer step. */
	readonly batchTokens: number;
}

/**
 * Step Law, fitted to 3,700 pre-training runs: rate = 1.79 · N^-0.713 · D^0.307, batch = 0.58 · D^0.571 tokens. N in
 * parameters without embeddings, D in training tokens. The optimum is broad. (E4.3)
 */
export const stepLaw = (parameters: number, tokens: number): PretrainingPoint => ({
	learningRate: 1.79 * parameters ** -0.713 * tokens ** 0.307,
	batchTokens: 0.58 * tokens ** 0.571,
});

/**
 * DeepSeek LLM's law: rate = 0.3118 · C^-0.125, batch = 0.292 · C^0.3271 tokens, C = 6 · N · D floating-point operations.
 * They give the rates and batches of the two published models to within 2.5 %. The paper counts C by operations a token,
 * without embeddings; 6 · N is that but for attention. (E4.3)
 */
export function deepSeekLaw(parameters: number, tokens: number): PretrainingPoint {
	const compute = 6 * parameters * tokens;
	return { learningRate: 0.3118 * compute ** -0.125, batchTokens: 0.292 * compute ** 0.3271 };
}

/** GPT-3's eight models, low by today's laws: a rate four times as high is not wrong. (E4.1) */
export const gpt3Table: readonly (PretrainingPoint & { readonly parameters: number })[] = (
	[
		[125e6, 5e5, 6e-4],
		[350e6, 5e5, 3e-4],
		[760e6, 5e5, 2.5e-4],
		[1.3e9, 1e6, 2e-4],
		[2.7e9, 1e6, 1.6e-4],
		[6.7e9, 2e6, 1.2e-4],
		[13e9, 2e6, 1e-4],
		[175e9, 3.2e6, 6e-5],
	] as const
).map(([parameters, batchTokens, learningRate]) => ({ parameters, batchTokens, learningRate }));

/** The GPT-3 model nearest in size, by ratio. */
export const gpt3Nearest = (parameters: number): (typeof gpt3Table)[number] => {
	const distance = (row: { readonly parameters: number }): number => Math.abs(Math.log(row.parameters / parameters));
	return gpt3Table.reduce((best, row) => (distance(row) < distance(best) ? row : best));
};

/** The rate of LoRA for a rate of full fine-tuning: ten times, whatever the rank; fifteen in runs under 100 steps. (E4.7) */
export const loraFromFull = (fullRate: number, steps = Number.POSITIVE_INFINITY): number =>
	fullRate * (steps < 100 ? 15 : 10);

/** Whether a warmup takes so much of a run that hardly anything is left for the schedule. (E8.1) */
export const isMostOfRun = (share: number): boolean => share >= 0.5;

/** Whether a run is so short that it only tries the code out: nothing is trained in so few steps, or in one epoch of many. */
export const isTrial = (length: number, unit: "steps" | "epochs"): boolean => length <= (unit === "steps" ? 50 : 1);

/** Whether a run is so much shorter than its schedule that it was cut off on purpose, to try the code out or to keep the rate. */
export const isCutShort = (length: number, firstMilestone: number): boolean => firstMilestone > 10 * length;

/** Whether a range of positive rates is so wide that a linear search draws nine of ten from its top decade. (E7.10) */
export const spansDecades = (low: number, high: number): boolean => high / low >= 100;
