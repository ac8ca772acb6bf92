/** The only registry of rules. Order is rank: of a value the first rule that sees a mistake speaks, else the one with the strongest remark. */

import type { HyperparameterName } from "../recognise/vocabulary.ts";
import { accumulationRefused } from "./accumulation-refused.ts";
import { batchSizeGivenTwice } from "./batch-size-given-twice.ts";
import { batchSizeIdentityViolated } from "./batch-size-identity-violated.ts";
import { batchSizeIgnored } from "./batch-size-ignored.ts";
import { batchSizeLargerThanDataset } from "./batch-size-larger-than-dataset.ts";
import { batchSizeNotANumber } from "./batch-size-not-a-number.ts";
import { batchSizeNotDividingRollout } from "./batch-size-not-dividing-rollout.ts";
import { batchSizeNotDivisible } from "./batch-size-not-divisible.ts";
import { batchSizeNotDivisibleByGenerations } from "./batch-size-not-divisible-by-generations.ts";
import { batchSizeNotFilledIn } from "./batch-size-not-filled-in.ts";
import { batchSizeNotPositive } from "./batch-size-not-positive.ts";
import { batchSizeNotWhole } from "./batch-size-not-whole.ts";
import { batchSizeOutsideRuleOfThumb } from "./batch-size-outside-rule-of-thumb.ts";
import { batchSizeRefused } from "./batch-size-refused.ts";
import { batchSizeSmallForContrastiveLoss } from "./batch-size-small-for-contrastive-loss.ts";
import { batchSizeSmallerThanItsPart } from "./batch-size-smaller-than-its-part.ts";
import { batchSizeTooSmallForBatchNorm } from "./batch-size-too-small-for-batch-norm.ts";
import { learningRateAboveRuleOfThumb } from "./learning-rate-above-rule-of-thumb.ts";
import { learningRateGivenTwice } from "./learning-rate-given-twice.ts";
import { learningRateIgnored } from "./learning-rate-ignored.ts";
import { learningRateLeftAtDefault } from "./learning-rate-left-at-default.ts";
import { learningRateNotANumber } from "./learning-rate-not-a-number.ts";
import { learningRateNotFilledIn } from "./learning-rate-not-filled-in.ts";
import { learningRateNotPositive } from "./learning-rate-not-positive.ts";
import { learningRateNotRead } from "./learning-rate-not-read.ts";
import { learningRateNotScaled } from "./learning-rate-not-scaled.ts";
import { learningRateReadAsText } from "./learning-rate-read-as-text.ts";
import { learningRateRefused } from "./learning-rate-refused.ts";
import { learningRateShrinksForest } from "./learning-rate-shrinks-forest.ts";
import { learningRateTooHigh } from "./learning-rate-too-high.ts";
import { learningRateTooLow } from "./learning-rate-too-low.ts";
import { learningRateTooLowForRounds } from "./learning-rate-too-low-for-rounds.ts";
import { learningRatesOutOfOrder } from "./learning-rates-out-of-order.ts";
import { miniBatchesUneven } from "./mini-batches-uneven.ts";
import type { Rule } from "./rule.ts";
import { scheduleDoesNotFitRun } from "./schedule-does-not-fit-run.ts";
import { scheduleIgnored } from "./schedule-ignored.ts";
import { scheduleInWrongUnit } from "./schedule-in-wrong-unit.ts";
import { scheduleRefused } from "./schedule-refused.ts";
import { searchSpaceBeyondBand } from "./search-space-beyond-band.ts";
import { searchSpaceOnWrongScale } from "./search-space-on-wrong-scale.ts";
import { searchSpaceRefused } from "./search-space-refused.ts";
import { warmupIgnored } from "./warmup-ignored.ts";
import { warmupLongerThanRun } from "./warmup-longer-than-run.ts";
import { warmupNotAShare } from "./warmup-not-a-share.ts";
import { warmupRefused } from "./warmup-refused.ts";

export const RULES: readonly Rule[] = [
	learningRateNotANumber,
	learningRateNotPositive,
	batchSizeNotANumber,
	batchSizeNotPositive,
	batchSizeNotWhole,
	batchSizeIdentityViolated,
	// Before those that round: what is rounded up must not fall short of its part.
	batchSizeSmallerThanItsPart,
	batchSizeNotDivisible,
	batchSizeNotDivisibleByGenerations,
	batchSizeNotDividingRollout,
	batchSizeRefused,
	accumulationRefused,
	learningRateGivenTwice,
	batchSizeGivenTwice,
	batchSizeTooSmallForBatchNorm,
	batchSizeLargerThanDataset,
	batchSizeSmallForContrastiveLoss,
	learningRateNotFilledIn,
	batchSizeNotFilledIn,
	learningRateNotRead,
	learningRateRefused,
	learningRateShrinksForest,
	learningRateIgnored,
	batchSizeIgnored,
	searchSpaceRefused,
	searchSpaceOnWrongScale,
	searchSpaceBeyondBand,
	learningRatesOutOfOrder,
	learningRateNotScaled,
	learningRateTooHigh,
	learningRateTooLow,
	learningRateTooLowForRounds,
	learningRateAboveRuleOfThumb,
	batchSizeOutsideRuleOfThumb,
	learningRateReadAsText,
	scheduleIgnored,
	scheduleRefused,
	scheduleInWrongUnit,
	scheduleDoesNotFitRun,
	warmupNotAShare,
	warmupRefused,
	warmupIgnored,
	warmupLongerThanRun,
	miniBatchesUneven,
	learningRateLeftAtDefault,
];

/** The rules about each kind of parameter, in the order of rank. */
const BY_PARAMETER = new Map<HyperparameterName, Rule[]>();
for (const rule of RULES) BY_PARAMETER.set(rule.parameter, [...(BY_PARAMETER.get(rule.parameter) ?? []), rule]);

export const rulesAbout = (parameter: HyperparameterName): readonly Rule[] => BY_PARAMETER.get(parameter) ?? [];
