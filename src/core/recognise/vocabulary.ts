/**
 * Which names are learning rates and batch sizes, and in which role. Source: table (c) of the evidence, in-sample counts
 * over 100 public repositories. A name is judged by its words, so that every spelling of it is one entry.
 */

import { remembered } from "./remembered.ts";
import { partsOf, words } from "./words.ts";

export type ParameterName = "learning_rate" | "batch_size";

/**
 * What rules judge: the two that this is about, the warmup, the schedule and its length of a rate, the optimizer that has none, what
 * a batch is accumulated over, and how many batches a rollout is cut into.
 */
export type HyperparameterName =
	| ParameterName
	| "warmup"
	| "schedule"
	| "schedule_length"
	| "optimizer"
	| "gradient_accumulation"
	| "mini_batches";

const WARMUPS = new Set([
	"warmup_steps",
	"warmup_ratio",
	"num_warmup_steps",
	"lr_warmup",
	"lr_warmup_steps",
	"lr_warmup_iters",
	"warmup_iters",
	"warmup_epochs",
	"num_warmup_epochs",
	"lr_warmup_samples",
	"lr_warmup_fraction",
	"lr_warmup_ratio",
	"lr_warmup_steps_ratio",
	"warmup_fraction",
	"warmup_proportion",
]);

export const isWarmup: (name: string) => boolean = remembered((name) => WARMUPS.has(words(name).join("_")));

/**
 * What a value with such a name does.
 *
 * Learning rates: `base` the rate that trains, `max` the top of a schedule, `min` its floor or end, `start` where warmup
 * begins, `group` the rate of one part of the model. Batch sizes: `base` plain `batch_size`, `per-device`, `micro`,
 * `global`, `group` the batch of one part of an algorithm, `eval` not for training, `tokens` counted in tokens, frames or
 * seconds, `reported` a figure in a report. Both: `search` a bound or choice of a search space.
 */
export type Role =
	| "base"
	| "max"
	| "min"
	| "start"
	| "group"
	| "per-device"
	| "micro"
	| "global"
	| "eval"
	| "tokens"
	| "reported"
	| "search";

export interface Meaning {
	readonly parameter: ParameterName;
	readonly role: Role;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that make a learning-rate name a fraction, a schedule's shape, a switch or a label: not a rate. */
const NOT_A_RATE = set(
	`scheduler schedulers schedule scheduling sched policy annealing anneal monitor patience kwargs args params steps step iters
	iter iterations epochs epoch ratio fraction frac percent decay mult mults multi multiplier multipliers scale scaling scaled factor
	gamma power find finder style every interval period cooldown type name fn func function config cfg log logger logs
	history reset update updates threshold tolerance warmups use auto set cos reduce reduction drop relative rel size dim shape
	width height img image images noise space range ranges mode method group groups dict map path file dir list num number
	delta momentum wd layerdecay plateau mul multiply index cycle cycles total count enabled enable adapt adaptive curve tuner search rampup
	rate rates batches dropout callback flip samples src tgt lang language locale folder root plot print string str info hook buff milestones gap milestone phases offset`,
);

/** Words that say which end of a schedule a rate is. */
const FLOOR = set("min minimum end final lower low stop last eta");
const CEILING = set("max maximum peak upper high");
const START = set("start warmup");
const PLAIN_RATE = set(
	"base init initial default global train training optimizer optim opt main learning the my model sgd adam adamw value target",
);

/** One-word spellings of "learning rate". `lr0` and friends are Ultralytics', `blr` MAE's, `lrate` StyleGAN's. */
const RATE_WORDS = set("lr lr0 lrate blr learningrate lr1 lr2 lrs baselr");

const NOT_A_BATCH = set(
	`norm norms normalization bn sampler samplers multiple scheduler schedule ratio reduction transforms transform first axis order ordering
	frequency freq increment rampup ramp warmup finder find scale scaling auto num number index indices idx id ids
	keys key queue timeout type mode name dim dims shape preferred quant emb embedding bucketing limit limits
	max maximum min minimum dynamic delay enabled enable policy fn func strategy search range ranges split splits divisor divisible
	writer reader insert upload download commit page db query cache send bulk fetch flush delete jdbc sql metric metrics message messages
	factor multiplier mult optimizer required count counts processor time log every interval kwargs args list dir path file second seconds prod`,
);
const EVALUATION = set(
	`eval evaluation evaluate val valid validation validate test tests testing inference infer predict prediction dev calib calibration
	serving serve generate generation benchmark export deploy deployment vllm triton scoring predictor`,
);
const PER_DEVICE = set("device gpu gpus replica core npu tpu rank card worker local");
const GLOBAL = set("global total effective");
const TOKENS = set("token tokens frames bins duration");

/** Whole names whose words alone would mislead. Empty parameter: never ours. */
const EXACT: Readonly<Record<string, Meaning | undefined>> = {
	eta0: { parameter: "learning_rate", role: "base" },
	eta_min: { parameter: "learning_rate", role: "min" },
	min_eta: { parameter: "learning_rate", role: "min" },
	shrinkage_rate: { parameter: "learning_rate", role: "base" },
	warmup_max_lr: { parameter: "learning_rate", role: "max" },
	warmup_min_lr: { parameter: "learning_rate", role: "start" },
	cycle_min_lr: { parameter: "learning_rate", role: "min" },
	cycle_max_lr: { parameter: "learning_rate", role: "max" },
	warmup_bias_lr: { parameter: "learning_rate", role: "group" },
	// Kohya's is a percentage of the run, others' a number of steps.
	lr_warmup: undefined,
	lr_warmup_init: { parameter: "learning_rate", role: "start" },
	base_lr_end: { parameter: "learning_rate", role: "min" },
	learning_rate_init: { parameter: "learning_rate", role: "base" },
	// The two models of reinforcement learning, each with an optimizer of its own.
	actor_learning_rate: { parameter: "learning_rate", role: "base" },
	critic_learning_rate: { parameter: "learning_rate", role: "base" },
	max_learning_rate: { parameter: "learning_rate", role: "max" },
	ims_per_batch: { parameter: "batch_size", role: "global" },
	samples_per_gpu: { parameter: "batch_size", role: "per-device" },
	imgs_per_gpu: { parameter: "batch_size", role: "per-device" },
	images_per_gpu: { parameter: "batch_size", role: "per-device" },
	videos_per_gpu: { parameter: "batch_size", role: "per-device" },
	max_batch_size: undefined,
	batch_size_multiple: undefined,
	base_batch_size: undefined,
	base_lr_batch_size: undefined,
	// Windows that slide over one picture
	sw_batch_size: { parameter: "batch_size", role: "eval" },
	mbs: { parameter: "batch_size", role: "micro" },
	gbs: { parameter: "batch_size", role: "global" },
	bs: { parameter: "batch_size", role: "base" },
	bsz: { parameter: "batch_size", role: "base" },
	train_bsz: { parameter: "batch_size", role: "base" },
	batch: { parameter: "batch_size", role: "base" },
	batch_gpu: { parameter: "batch_size", role: "per-device" },
	n_batch: { parameter: "batch_size", role: "base" },
	train_n_batch: { parameter: "batch_size", role: "base" },
	test_bs: { parameter: "batch_size", role: "eval" },
	val_bs: { parameter: "batch_size", role: "eval" },
	eval_bs: { parameter: "batch_size", role: "eval" },
	train_bs: { parameter: "batch_size", role: "base" },
	train_batch: { parameter: "batch_size", role: "base" },
	generation_batch_size: { parameter: "batch_size", role: "group" },
	max_sentences: { parameter: "batch_size", role: "per-device" },
};

const MULTIPLIERS = set("mult mults multi multiplier multipliers lrs");
const REPORTS = set(
	"metric metrics result results expected tolerance tolerances assert metadata history log logs stats trainer_state",
);

/** What a name means, by itself; undefined when it names neither a learning rate nor a batch size. */
export const meaningOf: (name: string) => Meaning | undefined = remembered((name) =>
	MAY_MATTER.test(name) ? meaningOfPath(name) : undefined,
);

/** Whether a name that is ours, or a warmup's, may have this in it: a name may be written with signs between its words. */
export function isOfName(word: string): boolean {
	if (!MAY_MATTER.test(word)) return false;
	const parts = partsOf(word);
	return (
		parts.includes("warmup") ||
		Object.hasOwn(EXACT, parts.join("_")) ||
		(rateMeaning(parts) ?? batchMeaning(parts)) !== undefined
	);
}

/** A flattened path (`optimizer.params.lr`, `evaluation.batch_size`) is its last name in what holds it. */
function meaningOfPath(path: string): Meaning | undefined {
	const dot = path.lastIndexOf(".");
	const [holder, name] = [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
	const parts = words(name);
	const exact = parts.join("_");
	const meaning = Object.hasOwn(EXACT, exact) ? EXACT[exact] : (rateMeaning(parts) ?? batchMeaning(parts));
	if (holder === "" || !meaning) return meaning;
	if (meaning.parameter === "learning_rate") return isMultiplierContainer(holder) ? undefined : meaning;
	return isEvaluation(holder) ? { ...meaning, role: "eval" } : meaning;
}

function rateMeaning(parts: readonly string[]): Meaning | undefined {
	let rest: readonly string[] | undefined;
	const at = parts.findIndex((word) => RATE_WORDS.has(word));
	if (at >= 0) rest = parts.filter((_, i) => i !== at);
	else {
		const pair = parts.findIndex(
			(word, i) => word === "learning" && (parts[i + 1] === "rate" || parts[i + 1] === "rates"),
		);
		if (pair < 0) return undefined;
		rest = parts.filter((_, i) => i !== pair && i !== pair + 1);
	}
	// `lr_policy` is a kind of schedule, `policy_lr` the rate of a policy.
	if (rest.some((word) => NOT_A_RATE.has(word) && !(word === "policy" && parts[0] === word))) return undefined;
	return { parameter: "learning_rate", role: rateRole(rest) };
}

function rateRole(rest: readonly string[]): Role {
	const others = rest.filter((word) => !PLAIN_RATE.has(word));
	if (others.length === 0) return "base";
	if (others.some((word) => START.has(word))) return "start";
	if (others.some((word) => FLOOR.has(word))) return "min";
	if (others.every((word) => CEILING.has(word))) return "max";
	return "group";
}

function batchMeaning(parts: readonly string[]): Meaning | undefined {
	const at = parts.findIndex((word, i) => isBatchWord(word) && /^sizes?$/.test(parts[i + 1] ?? ""));
	const joined = parts.findIndex((word) => /^(?:mini|micro)?batch_?sizes?$/.test(word));
	if (at < 0 && joined < 0) return undefined;
	const from = at >= 0 ? at : joined;
	const core = at >= 0 ? 2 : 1;
	const rest = parts.filter((_, i) => i < from || i >= from + core);
	if (rest.some((word) => NOT_A_BATCH.has(word)) || /(?:^|_)per_(?:im|image)$/.test(rest.join("_"))) return undefined;
	return { parameter: "batch_size", role: batchRole(rest, parts[from] ?? "") };
}

const isBatchWord = (word: string): boolean => word === "batch" || word === "minibatch" || word === "microbatch";

function batchRole(rest: readonly string[], core: string): Role {
	if (rest.some((word) => EVALUATION.has(word))) return "eval";
	if (rest.some((word) => TOKENS.has(word))) return "tokens";
	if (rest.includes("micro") || core.startsWith("micro")) return "micro";
	if (rest.some((word) => GLOBAL.has(word))) return "global";
	if (rest.some((word) => PER_DEVICE.has(word))) return "per-device";
	if (rest.every((word) => word === "train" || word === "training" || word === "per" || word === "mini")) return "base";
	return "group";
}

/** Whether a container's name says that what it holds is for evaluation or serving. */
export function isEvaluation(container: string): boolean {
	return words(container).some((word) => EVALUATION.has(word));
}

/** Services that take their messages, rows or events in batches. */
const SERVICES = set(
	"kafka rabbitmq sqs sns kinesis dynamodb msk pubsub pulsar jdbc hibernate jpa liquibase elasticsearch opensearch logstash promtail otlp",
);

/** Whether a container's name says that its batches are no training's; CloudFormation has them in an event source's `Properties`. */
export const isService = (container: string): boolean =>
	container === "Properties" || words(container).some((word) => SERVICES.has(word));

/** Calls that work through data in batches without training: `dataset.map(f, batched=True, batch_size=1000)`. */
const PROCESSING_CALLS = set(
	"map filter iter predict evaluate encode generate pipeline transform score iter_batches to_batches to_csv from_generator push_to_hub",
);

export const isProcessingCall = (callee: string): boolean =>
	PROCESSING_CALLS.has(callee.slice(callee.lastIndexOf(".") + 1));

/** Whether a program that is run only evaluates or serves, by its name: `eval.run_glue`, `predict`; not `train_eval`. */
export const isEvaluating = (program: string): boolean =>
	isProcessingCall(program) || (isEvaluation(program) && !/train|tun|ppo|grpo/i.test(program));

/** A multiplier in a learning rate's clothes: Paddle's `param_attr: {learning_rate: 0.1}`, anything under `…mult…` (E7.12). */
export function isMultiplierContainer(container: string): boolean {
	const parts = words(container);
	return parts.at(-1) === "attr" || parts.some((word) => MULTIPLIERS.has(word));
}

/** Whether a container holds figures that were measured or are expected, not settings. */
export function isReport(container: string): boolean {
	return words(container).some((word) => REPORTS.has(word));
}

/**
 * A cheap test for bytes that may hold one of our names, or a call that takes our values without a name. It may say yes too
 * often, never no wrongly: every name that `meaningOf` or `isWarmup` knows contains one of these.
 */
export const MAY_MATTER =
	/lr|optim|optax|keras|loader|fit_|fine_tune|learning[\W_]{0,3}rate|batch|bsz?\b|eta_?(?:0|min)|min_?eta|shrinkage_?rate|max_?sentences|warm_?up|\beta\b|(?:samples|imgs|images|videos)_?per_?gpu/i;
