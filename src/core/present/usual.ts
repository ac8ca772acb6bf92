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
import { phrase } from "../words/phrase.ts";
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
		const band = phrase("This project's own band: **{low} to {high}** ({reason}).", {
			low: showNumber(own.low),
			high: showNumber(own.high),
			reason: escapeMarkdown(`${own.file}: ${own.reason}`),
		});
		return {
			text: `${product(chain)}${band}`,
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
	const usual = phrase(
		"Usual for {regime}: **{typicalLow} to {typicalHigh}**; published uses reach from {lowInfo} to {highInfo}.",
		{
			regime: escapeMarkdown(phrase(known.regime)),
			typicalLow: showNumber(typicalLow),
			typicalHigh: showNumber(typicalHigh),
			lowInfo: showNumber(lowInfo),
			highInfo: showNumber(highInfo),
		},
	);
	return {
		text: `${usual}${practised(cell, "learning_rate")}`,
		sources: known.sources,
		scale: scaleOf(stretchesOf(known.learningRate), value, { practice: practiceOf(cell, "learning_rate") }),
	};
}

/** A multiplier or a base: what it comes to, where that can be calculated. */
function notFinal(parameter: Parameter): Usual {
	const { setup } = parameter;
	const effective = effectiveRate(parameter);
	const comesTo =
		effective &&
		` ${phrase("It comes to **{rate}** {what}.", { rate: showNumber(effective.value), what: effective.what })}`;
	if (setup.schedule?.value === "noam")
		return {
			text: phrase("Under a Noam schedule this number is a multiplier, not a rate.") + (comesTo ?? ""),
			sources: ["nemo-noam"],
			lines: effective?.lines,
		};
	const base = baseOf(setup.framework?.value.id);
	const text = base
		? phrase(
				"The framework scales this number by the batch before the optimizer gets it; it is for a batch of {batch}.",
				{
					batch: base.batch,
				},
			)
		: phrase("The framework scales this number by the batch before the optimizer gets it.");
	return {
		text: text + (comesTo ?? ""),
		sources: base?.sources ?? [],
		lines: effective?.lines,
	};
}

/** What public configs of the same kind have. */
function practised(cell: Cell, parameter: ParameterName): string {
	const seen = practiceOf(cell, parameter);
	if (!seen) return "";
	const { p25, median, p75, configs, repositories } = seen;
	const half =
		p25 === p75 ? "" : phrase(", middle half {low} to {high}", { low: showNumber(p25), high: showNumber(p75) });
	const said = phrase(
		"Public configs of this kind: median **{median}**{half} ({configs} configs, {repositories} repositories).",
		{ median: showNumber(median), half, configs, repositories },
	);
	return ` ${said}`;
}

function articleRate({ setup, value }: Parameter): Usual {
	const n = setup.features?.value;
	const cap = featureCap(n ?? 1);
	return {
		text:
			n === undefined
				? phrase("Rule of thumb: at most **{cap}**, the number of features unknown.", { cap: showNumber(cap) })
				: phrase("Rule of thumb: at most **{cap}**.", { cap: showNumber(cap) }),
		sources: ["tf-estimator-linear"],
		// The rule has no lower end: the scale shows the decades that people try.
		scale: scaleOf([{ low: cap / TRIED, high: cap, kind: "usual" }], value),
		lines:
			n === undefined
				? undefined
				: [
						`  ${phrase("min(0.2, 1/√features)")}`,
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
		const usual = phrase("Usual for {regime}: **{low} to {high}** {unit} in one optimizer step, over all devices.", {
			regime: escapeMarkdown(phrase(regime)),
			low: show(typicalLow),
			high: show(typicalHigh),
			unit: phrase(unit),
		});
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
	const rules = phrase(
		"Rules of thumb: **{researchLow} to {researchHigh}**, or {thumbLow} to {thumbHigh}. Small batches make the loss curve bounce, large ones cost time for each step.",
		{ researchLow: research.low, researchHigh: research.high, thumbLow: thumb.low, thumbHigh: thumb.high },
	);
	return {
		text: `${product(chain)}${rules}`,
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
	const counted =
		tokens === undefined
			? ""
			: phrase(", of {length} tokens each: **{tokens} tokens**", { length: tokens / step, tokens: showAmount(tokens) });
	const said = complete
		? phrase("{product} in one optimizer step{counted}.", { product: whole, counted })
		: phrase("{product} in one optimizer step on each device{counted}.", { product: whole, counted });
	return `${said} `;
}
