/** Where a rate that does not fit is at home: the kind of training or the optimizer that it was most likely copied from. */

import { type Band, bandOf } from "../evidence/bands.ts";
import type { OptimizerFamily } from "../evidence/optimizers.ts";
import { cellOf } from "../recognise/cell.ts";
import type { Regime, Setup } from "../recognise/facts.ts";

/** For each regime those that its rates are mistaken for (E8.12, E4.12, E4.14). */
const REGIMES: Readonly<Partial<Record<Regime, readonly Regime[]>>> = {
	lora: ["full-finetune"],
	"full-finetune": ["lora"],
	preference: ["full-finetune", "lora"],
	"preference-lora": ["lora"],
	rl: ["full-finetune", "lora"],
	"rl-lora": ["lora"],
};
const OPTIMIZERS: readonly OptimizerFamily[] = ["adam", "sgd"];

export function usualElsewhere(value: number, setup: Setup): Band | undefined {
	const { regime, optimizer } = setup;
	const own = bandOf(cellOf(setup)).cell;
	const others: readonly Setup[] = regime
		? (REGIMES[regime.value] ?? []).map((other) => ({ ...setup, regime: { ...regime, value: other } }))
		: optimizer && own.startsWith("any/")
			? OPTIMIZERS.filter((family) => family !== optimizer.value.family).map((family) => ({
					optimizer: { ...optimizer, value: { name: family, family } },
				}))
			: [];
	return others
		.map((other) => bandOf(cellOf(other)))
		.find(
			({ cell, learningRate: { typicalLow, typicalHigh } }) =>
				cell !== own && value >= typicalLow && value <= typicalHigh,
		);
}

/** `Adam-type optimizers, kind of training unknown` → `Adam-type optimizers`. */
export const shortRegime = ({ regime }: Band): string => regime.split(",")[0] ?? regime;
