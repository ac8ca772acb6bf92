/** Batch sizes worth trying: of the kind of training, of the published laws, of public configs, and the rules of thumb. */

import { articleBatchRanges } from "../evidence/article.ts";
import { allBands, bandOf, type Cell, isCell } from "../evidence/bands.ts";
import { geometricCentre, nearestPowerOfTwo } from "../evidence/round.ts";
import { say } from "../present/messages.ts";
import type { Scope } from "../read/model.ts";
import { cellOf, isLanguageModel } from "../recognise/cell.ts";
import type { Setup } from "../recognise/facts.ts";
import type { Role } from "../recognise/vocabulary.ts";
import type { Profile } from "../rules/rule.ts";
import { lawBatches } from "./laws.ts";
import { distinct, practice, type Recommendation } from "./recommendation.ts";

const { research, thumb } = articleBatchRanges;
const powerOfTwo = ({ low, high }: { low: number; high: number }): number =>
	nearestPowerOfTwo(geometricCentre(low, high));

/** The rules of thumb: the top of what research on small batches found best, and the middle of the course's range. */
const ARTICLE: readonly Recommendation[] = [
	{ value: research.high, reason: { id: "reason-research-batch", params: research }, sources: ["masters-luschi-2018"] },
	{ value: powerOfTwo(thumb), reason: { id: "reason-thumb-batch", params: thumb }, sources: ["article-mlee"] },
];
/** What they were found on: convolutional networks and small ones for tables. */
const RULES_OF_THUMB_HOLD = /^(?:vision|tabular|sklearn-mlp)/;

/**
 * The best supported first. On one device, or before accumulation, the share of the batch that makes the whole. Empty where
 * the document counts a batch in something else than what is known of it.
 */
export function recommendBatches(setup: Setup, profile: Profile, role?: Role, scope?: Scope): Recommendation[] {
	const share = shareOf(setup, role);
	if (profile === "article") return sharesOf(withinData(ARTICLE, setup), share);
	const cell = batchCell(setup, scope);
	const { batchSize, regime, sources } = bandOf(cell);
	if (cell.startsWith("any/") || !batchSize)
		return isLanguageModel(setup) ? [] : sharesOf(withinData(ARTICLE, setup), share);
	const inTokens = batchSize.unit === "tokens";
	const length = inTokens ? setup.sequenceLength?.value : 1;
	// Whether a plain number is the share of a device is not known.
	if (length === undefined || (inTokens && role === "base" && !setup.globalBatch)) return [];
	const unit = inTokens ? "sequences" : batchSize.unit;
	const [low, high] = [Math.ceil(batchSize.typicalLow / length), Math.ceil(batchSize.typicalHigh / length)];
	const seen = practice(cell, regime, "batch_size");
	// A trainer of reinforcement learning counts answers on a device, and cuts a rollout into batches that divide it.
	if (unit === "transitions" || (unit === "prompts" && role !== "global")) return sharesOf(seen, share);
	const centre: Recommendation = {
		value: powerOfTwo({ low, high }),
		reason: { id: "reason-batch-centre", params: { low, high, unit, regime } },
		sources,
	};
	const rulesOfThumb = RULES_OF_THUMB_HOLD.test(cell)
		? ARTICLE.filter(({ value }) => value >= low && value <= high)
		: [];
	return [
		...sharesOf(lawBatches(setup, cell), share),
		...distinct(sharesOf(withinData([centre, ...seen, ...rulesOfThumb], setup), share)),
	];
}

/** No batch is larger than the data it is drawn from; where all are, the largest power of two that the data fills. */
function withinData(batches: readonly Recommendation[], { examples }: Setup): readonly Recommendation[] {
	if (!examples) return batches;
	const within = batches.filter(({ value }) => value <= examples.value);
	if (within.length > 0 || batches.length === 0) return within;
	const value = 2 ** Math.floor(Math.log2(examples.value));
	const params = { examples: examples.value, because: examples.because };
	return [{ value, reason: { id: "reason-all-examples", params }, sources: [] }];
}

/** The row that covers the batch. Where only the optimizer is not known, any row of the task: a batch depends little on it. */
function batchCell(setup: Setup, scope: Scope | undefined): Cell {
	const cell = cellOf(setup, scope);
	const { task } = setup;
	const ofTask = cell.startsWith("any/") && task && allBands().find((band) => band.cell.startsWith(`${task.value}/`));
	return ofTask && isCell(ofTask.cell) ? ofTask.cell : cell;
}

/** What one device, or one forward pass, has of the batch. */
interface Share {
	/** How many of them make the whole; more if the number of devices is not known. */
	readonly count: number;
	readonly ofUnknownDevices: boolean;
}

/** A plain `batch_size` beside an accumulation is a share, as `per_device_train_batch_size` is. */
function shareOf({ accumulation, devices, framework }: Setup, role: Role | undefined): Share {
	const isPart = role === "per-device" || role === "micro" || (role === "base" && accumulation !== undefined);
	if (!isPart) return { count: 1, ofUnknownDevices: false };
	// nanoGPT divides the accumulation among its devices.
	const ofUnknownDevices = !devices && framework?.value.id !== "nanogpt";
	return { count: (accumulation?.value ?? 1) * (devices?.value ?? 1), ofUnknownDevices };
}

/** Each batch as its share; one of which a share would be less than one example has none. */
const sharesOf = (wholes: readonly Recommendation[], share: Share): Recommendation[] =>
	wholes.filter(({ value }) => value >= share.count).map((one) => shared(one, share));

function shared(whole: Recommendation, { count, ofUnknownDevices }: Share): Recommendation {
	const value = Math.round(whole.value / count);
	const id = ofUnknownDevices ? "share-of-one-device" : "share";
	const makes = count === 1 && !ofUnknownDevices ? "" : say({ id, params: { value, count, step: value * count } });
	return { ...whole, value, reason: { ...whole.reason, params: { ...whole.reason.params, makes } } };
}
