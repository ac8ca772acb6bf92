/** What is usual for a value: in words, as a scale to draw, and by which calculation where one decides. */

import { articleBatchRanges } from "../evidence/article.ts";
import { bandOf, type Cell } from "../evidence/bands.ts";
import { featureCap } from "../evidence/formulas.ts";
import { practiceOf } from "../evidence/practice.ts";
import type { SourceId } from "../evidence/sources.ts";
import { cellOf, isFinalRate, ownBandOf, rateBandOf } from "../recognise/cell.ts";
import { isForTraining, isMainRate } from "../recognise/main-rate.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { ParameterName } from "../recognise/vocabulary.ts";
import type { Profile } from "../rules/rule.ts";
import { baseOf, type Chain, chainOf, effectiveRate } from "./derived.ts";
import { type Scale, type Stretch, stretchesOf } from "./gauge.ts";
import { escapeMarkdown } from "./markdown.ts";
import { showAmount, showNumber } from "./numbers.ts";

export interface Usual {
	/** Markdown; empty where nothing is known. */
	readonly text: string;
	readonly sources: readonly SourceId[];
	/** Where the value is a number that a log scale has a place for. */
	readonly scale?: Scale | undefined;
	/** A calculation, line by line, in plain text. */
	readonly lines?: readonly string[] | undefined;
}

const NOTHING: Usual = { text: "", sources: [] };

export function usualFor(parameter: Parameter, profile: Profile): Usual {
	const isBatch = parameter.parameter === "batch_size";
	if (!(isBatch ? isForTraining(parameter) : isMainRate(parameter))) return NOTHING;
	const chain = isBatch ? chainOf(parameter) : undefined;
	const own = ownBandOf(parameter.setup, isBatch ? "batch_size" : "learning_rate");
	if (own) {
		const band = `**${showNumber(own.low)} to ${showNumber(own.high)}**`;
		return {
			text: `${product(chain)}This project's own band: ${band} (${escapeMarkdown(`${own.file}: ${own.reason}`)}).`,
			sources: [],
			scale: scaleOf([{ low: own.low, high: own.high, kind: "usual" }], parameter.value),
		};
	}
	if (isBatch) return batch(parameter, profile, chain);
	if (profile === "article") return articleRate(parameter);
	const usual = rate(parameter);
	if (!parameter.setup.features) return usual;
	const rule = articleRate(parameter);
	return {
		...usual,
		text: `${usual.text} ${rule.text}`,
		sources: [...usual.sources, ...rule.sources],
		lines: usual.lines ?? rule.lines,
	};
}

/** A scale for a number above 0; there is no place on it for others. */
const scaleOf = (stretches: readonly Stretch[], value: unknown, more: Partial<Scale> = {}): Scale | undefined =>
	typeof value === "number" && value > 0 && Number.isFinite(value) && stretches.every(({ low }) => low > 0)
		? { stretches, value, ...more }
		: undefined;

function rate(parameter: Parameter): Usual {
	const { setup, assignment, value } = parameter;
	if (!isFinalRate(setup)) return notFinal(parameter);
	const known = rateBandOf(setup, assignment.scope);
	const { typicalLow, typicalHigh, lowInfo, highInfo } = known.learningRate;
	const cell = cellOf(setup, assignment.scope);
	const usual = `Usual for ${escapeMarkdown(known.regime)}: **${showNumber(typicalLow)} to ${showNumber(typicalHigh)}**`;
	return {
		text: `${usual}; published uses reach from ${showNumber(lowInfo)} to ${showNumber(highInfo)}.${practised(cell, "learning_rate")}`,
		sources: known.sources,
		scale: scaleOf(stretchesOf(known.learningRate), value, { practice: practiceOf(cell, "learning_rate") }),
	};
}

/** A multiplier or a base: what it comes to, where that can be calculated. */
function notFinal(parameter: Parameter): Usual {
	const { setup } = parameter;
	const effective = effectiveRate(parameter);
	const comesTo = effective && ` It comes to **${showNumber(effective.value)}** ${effective.what}.`;
	if (setup.schedule?.value === "noam")
		return {
			text: `Under a Noam schedule this number is a multiplier, not a rate.${comesTo ?? ""}`,
			sources: ["nemo-noam"],
			lines: effective?.lines,
		};
	const base = baseOf(setup.framework?.value.id);
	const isFor = base ? `; it is for a batch of ${base.batch}` : "";
	return {
		text: `The framework scales this number by the batch before the optimizer gets it${isFor}.${comesTo ?? ""}`,
		sources: base?.sources ?? [],
		lines: effective?.lines,
	};
}

/** What public configs of the same kind have. */
function practised(cell: Cell, parameter: ParameterName): string {
	const seen = practiceOf(cell, parameter);
	if (!seen) return "";
	const { p25, median, p75, configs, repositories } = seen;
	const half = p25 === p75 ? "" : `, middle half ${showNumber(p25)} to ${showNumber(p75)}`;
	return ` Public configs of this kind: median **${showNumber(median)}**${half} (${configs} configs, ${repositories} repositories).`;
}

function articleRate({ setup, value }: Parameter): Usual {
	const n = setup.features?.value;
	const cap = featureCap(n ?? 1);
	return {
		text: `Rule of thumb: at most **${showNumber(cap)}**${n === undefined ? ", the number of features unknown" : ""}.`,
		sources: ["tf-estimator-linear"],
		// The rule has no lower end: the scale shows the decades that people try.
		scale: scaleOf([{ low: cap / TRIED, high: cap, kind: "usual" }], value),
		lines:
			n === undefined
				? undefined
				: [
						"  min(0.2, 1/√features)",
						`= min(0.2, 1/√${n})`,
						`= min(0.2, ${showNumber(1 / Math.sqrt(n))})`,
						`= ${showNumber(cap)}`,
					],
	};
}

/** Three decades. */
const TRIED = 1000;

function batch(parameter: Parameter, profile: Profile, chain: Chain | undefined): Usual {
	const { setup, assignment, value } = parameter;
	const cell = cellOf(setup, assignment.scope);
	const { batchSize, regime, sources } = bandOf(cell);
	if (profile === "auto" && batchSize && !cell.startsWith("any/")) {
		const { typicalLow, typicalHigh, unit } = batchSize;
		const inTokens = unit === "tokens";
		const show = inTokens ? showAmount : showNumber;
		const usual = `Usual for ${escapeMarkdown(regime)}: **${show(typicalLow)} to ${show(typicalHigh)}** ${unit} in one optimizer step, over all devices.`;
		return {
			text: `${product(chain)}${usual}${practised(cell, "batch_size")}`,
			sources,
			scale: scaleOf(stretchesOf(batchSize), inTokens ? chain?.tokens : (chain?.step ?? value), {
				practice: practiceOf(cell, "batch_size"),
				show,
			}),
		};
	}
	const { research, thumb } = articleBatchRanges;
	return {
		text: `${product(chain)}Rules of thumb: **${research.low} to ${research.high}**, or ${thumb.low} to ${thumb.high}. Small batches make the loss curve bounce, large ones cost time for each step.`,
		sources: ["masters-luschi-2018", "article-mlee"],
		scale: scaleOf(
			[research, thumb].map(({ low, high }) => ({ low, high, kind: "usual" })),
			chain?.step ?? value,
		),
	};
}

/** `4 on each device × 8 accumulated × 2 devices = **64** in one optimizer step`, before other text. */
function product(chain: Chain | undefined): string {
	if (!chain) return "";
	const { factors, step, complete, tokens } = chain;
	const factor = factors.map(({ count, of }) => `${count} ${of}`.trim()).join(" × ");
	const whole = factors.length > 1 ? `${factor} = **${step}**` : `**${step}**`;
	const where = complete ? "in one optimizer step" : "in one optimizer step on each device";
	const counted = tokens === undefined ? "" : `, of ${tokens / step} tokens each: **${showAmount(tokens)} tokens**`;
	return `${whole} ${where}${counted}. `;
}
