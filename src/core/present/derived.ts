/** What a value comes to in the run: the batch of an optimizer step, the rate that the optimizer gets. Shown by hovers and inlay hints. */

import { BASE_BATCHES, linearScale, noamPeak } from "../evidence/formulas.ts";
import type { SourceId } from "../evidence/sources.ts";
import { isLanguageModel } from "../recognise/cell.ts";
import type { DocumentIndex } from "../recognise/index-document.ts";
import type { Parameter } from "../recognise/setup.ts";
import { phrase } from "../words/phrase.ts";
import { showNumber } from "./numbers.ts";

/** The batch of one optimizer step, as the product that makes it. */
export interface Chain {
	readonly factors: readonly { readonly count: number; readonly of: string }[];
	/** Their product: of one device where the devices are not known. */
	readonly step: number;
	/** Whether that is the whole batch, over all devices. */
	readonly complete: boolean;
	/** Tokens of one optimizer step, where a language model is trained on sequences of a known length. */
	readonly tokens: number | undefined;
}

/** Names of shares of a batch: beside one of them a plain batch size is the whole. */
const SHARES = ["per_device_train_batch_size", "train_micro_batch_size_per_gpu", "micro_batch_size"];

/** Undefined where nothing is known that a batch size is multiplied by. */
export function chainOf({ role, value, setup, document }: Parameter): Chain | undefined {
	const { accumulation, devices, globalBatch, sequenceLength, framework } = setup;
	if (typeof value !== "number" || !(value > 0)) return undefined;
	const id = framework?.value.id;
	// OpenMMLab's global batch is the one that a rate is for, not that of the run.
	const whole = id === "mmengine" ? undefined : globalBatch?.value;
	const factors = [{ count: value, of: "" }];
	const isShare =
		role === "per-device" ||
		role === "micro" ||
		id === "nanogpt" ||
		(role === "base" && accumulation && whole === undefined && !SHARES.some((name) => document.named(name).length > 0));
	if (isShare) {
		factors[0] = { count: value, of: role === "micro" ? phrase("in a forward pass") : phrase("on each device") };
		if (accumulation && accumulation.value > 1) factors.push({ count: accumulation.value, of: phrase("accumulated") });
		const known = value * (accumulation?.value ?? 1);
		// nanoGPT divides its accumulation among the devices.
		const count = id === "nanogpt" ? undefined : (devices?.value ?? (whole === undefined ? undefined : whole / known));
		if (count !== undefined && count > 1 && Number.isInteger(count)) factors.push({ count, of: phrase("devices") });
	} else if (role !== "global") return undefined;
	const step = factors.reduce((product, { count }) => product * count, 1);
	const length = isLanguageModel(setup) ? sequenceLength?.value : undefined;
	const tokens = length === undefined ? undefined : step * length;
	if (factors.length === 1 && tokens === undefined) return undefined;
	const complete = role === "global" || devices !== undefined || step === whole;
	return { factors, step, complete, tokens };
}

/** A rate that is not the one in the file. */
export interface EffectiveRate {
	readonly value: number;
	/** How it is calculated, a line for each step; numbers and the names of what they are, none of them the document's own text. */
	readonly lines: readonly string[];
	/** What it is, in a few words: `peak`, `for a batch of 4096`. */
	readonly what: string;
	readonly sources: readonly SourceId[];
}

/** The rate that the optimizer gets of a Noam multiplier, or of a base that the framework scales by the batch. */
export function effectiveRate({ value, setup, document }: Parameter): EffectiveRate | undefined {
	if (typeof value !== "number" || !(value > 0)) return undefined;
	if (setup.schedule?.value === "noam") return noamRate(value, document);
	const { framework, globalBatch } = setup;
	const base = framework?.value.learningRate === "scaled" ? baseOf(framework.value.id) : undefined;
	if (!base || !globalBatch) return undefined;
	const batch = globalBatch.value;
	const rate = base.scale(value, base.batch, batch);
	const factor = base.scale === linearScale ? `${batch} / ${base.batch}` : `√(${batch} / ${base.batch})`;
	return {
		value: rate,
		lines: [
			`  ${phrase("{rate} for a batch of {batch}", { rate: showNumber(value), batch: base.batch })}`,
			`× ${factor}`,
			`= ${phrase("{rate} for a batch of {batch}", { rate: showNumber(rate), batch })}`,
		],
		what: phrase("for a batch of {batch}", { batch }),
		sources: base.sources,
	};
}

/** The batch that a framework's base rate is for. */
export const baseOf = (framework: string | undefined): (typeof BASE_BATCHES)[keyof typeof BASE_BATCHES] | undefined =>
	(BASE_BATCHES as Readonly<Record<string, (typeof BASE_BATCHES)[keyof typeof BASE_BATCHES]>>)[framework ?? ""];

/** Where the width of the model and the warmup are written down. */
function noamRate(value: number, document: DocumentIndex): EffectiveRate | undefined {
	const [width, warmup] = [
		["d_model", "model_dim"],
		["warmup_steps", "n_warmup_steps", "noam_warmup", "warmup"],
	].map((names) => names.flatMap((name) => document.named(name)).map((one) => one.value.value)[0]);
	if (typeof width !== "number" || typeof warmup !== "number" || !(width > 0) || !(warmup > 0)) return undefined;
	const peak = noamPeak(value, width, warmup);
	return {
		value: peak,
		lines: [
			`  ${showNumber(value)} / ${phrase("√(width · warmup)")}`,
			`= ${showNumber(value)} / √(${width} · ${warmup})`,
			`= ${phrase("{rate} at its peak", { rate: showNumber(peak) })}`,
		],
		what: phrase("at its peak"),
		sources: ["nemo-noam"],
	};
}
