/** The only registry of rules. Order is rank: the first rule with something to say of a value is the one that speaks. */

import { batchSizeNotPositive } from "./batch-size-not-positive.ts";
import { batchSizeNotWhole } from "./batch-size-not-whole.ts";
import { batchSizeOutsideRuleOfThumb } from "./batch-size-outside-rule-of-thumb.ts";
import { learningRateAboveRuleOfThumb } from "./learning-rate-above-rule-of-thumb.ts";
import { learningRateNotANumber } from "./learning-rate-not-a-number.ts";
import { learningRateNotPositive } from "./learning-rate-not-positive.ts";
import { learningRateReadAsText } from "./learning-rate-read-as-text.ts";
import { learningRateTooHigh } from "./learning-rate-too-high.ts";
import { learningRateTooLow } from "./learning-rate-too-low.ts";
import type { Rule } from "./rule.ts";

export const RULES: readonly Rule[] = [
	learningRateNotANumber,
	learningRateNotPositive,
	batchSizeNotPositive,
	batchSizeNotWhole,
	learningRateTooHigh,
	learningRateTooLow,
	learningRateAboveRuleOfThumb,
	batchSizeOutsideRuleOfThumb,
	learningRateReadAsText,
];
