import { showNumber } from "../present/numbers.ts";
import { cellOf, isFinalRate, rateBandOf } from "../recognise/cell.ts";
import { rangeOf } from "../recognise/search-space.ts";
import { phrase } from "../words/phrase.ts";
import type { Page, Rule } from "./rule.ts";

/** Kinds of training that start from weights which a rate beyond the band destroys; from scratch people search wide. */
const PRETRAINED = /finetune|^llm-|^diffusion-lora/;

export const page: Page = {
	summary: "A learning-rate search that goes beyond everything published for what is trained.",
	severities: ["information"],
	explanation: `A search spends its trials evenly over its range. Where a bound lies outside every known use of the recognised optimizer and kind of
training, the trials beyond it diverge or learn nothing.

Silent where the kind of training is not known or starts from nothing, and where the bounds are exponents.`,
};

export const searchSpaceBeyondBand: Rule = {
	name: "search-space-beyond-band",
	parameter: "learning_rate",
	sources: ["tuning-playbook"],
	check({ role, assignment, setup, text }) {
		const range = role === "search" ? rangeOf(assignment.scope) : undefined;
		if (!range || range.scale === "exponents" || range.scale === "unknown" || range.lowest > range.highest)
			return undefined;
		const cell = cellOf(setup, assignment.scope);
		if (!PRETRAINED.test(cell) || !isFinalRate(setup)) return undefined;
		const { learningRate: band, regime, sources } = rateBandOf(setup, assignment.scope);
		const high = assignment === range.high && range.highest > band.highWarn;
		const low = assignment === range.low && range.lowest > 0 && range.lowest < band.lowWarn;
		if (!high && !low) return undefined;
		return {
			severity: "information",
			message: {
				id: "search-beyond-band",
				params: {
					bound: text,
					times: showNumber(high ? range.highest / band.typicalHigh : band.typicalLow / range.lowest),
					end: high ? phrase("above the usual top") : phrase("below the usual bottom"),
					regime,
					low: showNumber(band.typicalLow),
					high: showNumber(band.typicalHigh),
				},
			},
			sources,
		};
	},
};
