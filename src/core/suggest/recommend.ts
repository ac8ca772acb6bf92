/** A setup → recommended values, each with its reason and source. Fixes, hover and "Suggest Hyperparameters" all ask here. */

import { bandOf, type Cell } from "../evidence/bands.ts";
import { defaultLearningRate, type Library } from "../evidence/defaults.ts";
import { FORMULA_SOURCES, featureCap, loraFromFull } from "../evidence/formulas.ts";
import { practiceOf } from "../evidence/practice.ts";
import { floorTo, geometricCentre, roundNice } from "../evidence/round.ts";
import { nameOptimizer } from "../present/names.ts";
import { showNumber, writeNumber } from "../present/numbers.ts";
import type { Scope } from "../read/model.ts";
import { cellOf, fullFineTuning, isFinalRate, ownBandOf, rateBandOf } from "../recognise/cell.ts";
import type { Setup } from "../recognise/facts.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Context, Fix, Profile } from "../rules/rule.ts";
import { recommendBatches } from "./batches.ts";
import { lawRates, scaledReference } from "./laws.ts";
import { distinct, practice, type Recommendation } from "./recommendation.ts";
import { setRate } from "./set-rate.ts";

/** Learning rates for a setup, the best supported first. Empty where the number is not a rate (Noam, scaled bases). */
export function recommendRates(setup: Setup, profile: Profile, scope?: Scope): Recommendation[] {
	const { features, linearModel } = setup;
	const article: Recommendation = {
		value: floorTo(3, featureCap(features?.value ?? 1)),
		reason: features
			? { id: "reason-feature-cap", params: { features: features.value, because: features.because } }
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
	const middle = roundNice(geometricCentre(typicalLow, typicalHigh));
	const seen = own ? undefined : practiceOf(cell, "learning_rate");
	const typical: Recommendation[] = [
		{
			value: middle,
			reason:
				seen?.median === middle
					? {
							id: "reason-centre-practice",
							params: { ...range, configs: seen.configs },
						}
					: { id: "reason-centre", params: range },
			sources: known.sources,
		},
		{ value: typicalHigh, reason: { id: "reason-upper", params: range }, sources: known.sources },
		{ value: typicalLow, reason: { id: "reason-lower", params: range }, sources: known.sources },
	];
	if (own) return distinct(typical);
	const [centre, ...ends] = typical;
	const scaled = scaledReference(setup, cell);
	const isMixture = cell.startsWith("any/");
	const all = [
		...scaled,
		// Their authors recommend the default for all networks (E2.14).
		...(cell === "any/lr-free" ? libraryDefault(setup, cell) : []),
		// The middle of everything says less than the recipe of the framework.
		...(isMixture && scaled.length > 0 ? [] : [centre]),
		...lawRates(setup, cell),
		...loraRule(setup, cell),
		...practice(cell, known.regime, "learning_rate"),
		...libraryDefault(setup, cell),
		// The ends of a range that holds for everything are nobody's choice.
		...(isMixture ? [] : ends),
	].filter((one) => one !== undefined);
	// It was found for plain gradient steps: under Adam it is far above everything published.
	const isHeard = (linearModel || features) && article.value <= known.learningRate.highInfo;
	return distinct(isHeard ? [article, ...all] : all);
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
				reason: { id: "reason-default", params: { optimizer: nameOptimizer(optimizer.value.name) } },
				sources: [found.source],
			},
		];
	}
	return [];
}

/** Each recommended rate that is not there already, the best supported first. */
export const rateFixes = (parameter: Parameter, { profile }: Context): Fix[] =>
	recommendRates(parameter.setup, profile, parameter.assignment.scope)
		.filter(({ value }) => value !== parameter.value)
		.map(({ value, reason }, i) => setRate(parameter, value, i === 0, reason));

export const batchFixes = (parameter: Parameter, { profile }: Context): Fix[] =>
	recommendBatches(parameter.setup, profile, parameter.role, parameter.assignment.scope)
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
