import { PATH_LENGTH_SHRINK, ROLLOUT_SLACK } from "../evidence/limits.ts";
import type { SourceId } from "../evidence/sources.ts";
import { literalOf } from "../read/model.ts";
import { numberOf } from "../recognise/constants.ts";
import { lastPart } from "../recognise/index-document.ts";
import { beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { trainerGiven } from "../recognise/trainer-given.ts";
import { normalised } from "../recognise/words.ts";
import type { Page, Rule, Verdict } from "./rule.ts";
import { seen } from "./seen.ts";

/** Two ways to say the same, of which a framework takes one: its id, the batch, the other, where it says so. */
const EITHER: readonly (readonly [framework: string, batch: string, other: string, source: SourceId])[] = [
	["axolotl", "batch_size", "gradient_accumulation_steps", "axolotl-validation"],
	["trl", "generation_batch_size", "steps_per_generation", "trl-grpo"],
	["verl", "ppo_micro_batch_size", "ppo_micro_batch_size_per_gpu", "verl-checks"],
	["verl", "log_prob_micro_batch_size", "log_prob_micro_batch_size_per_gpu", "verl-checks"],
];

export const page: Page = {
	summary: "A batch size beside a setting that the framework does not take together with it.",
	severities: ["error"],
	explanation: `Some frameworks can be told a batch in two ways, and stop when both are used: axolotl's \`batch_size\` and
\`gradient_accumulation_steps\`, TRL's \`generation_batch_size\` and \`steps_per_generation\`, verl's micro batch over all GPUs and per GPU.

RLlib's PPO refuses a mini-batch above its \`train_batch_size\`, and a \`train_batch_size\` that the smallest sufficient number of its rollouts
(\`rollout_fragment_length\` × workers × environments of a worker) overshoots by more than 10 %. \`auto\` fits the fragments to it.

StyleGAN2 takes one of \`pl_batch_shrink\` (2) images of a GPU's batch for its path lengths, and fails where none is left.

Transformers compares a DeepSpeed configuration with its own arguments and stops where micro batch or accumulation differ.

TRL's KTO refuses a batch of one example on a device, unless its loss takes no reference from the batch (\`apo_zero_unpaired\`).

Silent where one of the two is null or 0, and where verl sizes its batches dynamically.`,
};

export const batchSizeRefused: Rule = {
	name: "batch-size-refused",
	parameter: "batch_size",
	sources: [
		"axolotl-validation",
		"trl-grpo",
		"verl-checks",
		"trl-kto",
		"transformers-deepspeed",
		"rllib-ppo",
		"rllib-38968",
		"stylegan2-ada-24",
	],
	check(parameter) {
		const { value, name, assignment, setup } = parameter;
		if (typeof value !== "number" || !(value > 0) || assignment.declared) return undefined;
		const own = normalised(assignment.name);
		const framework = setup.framework?.value.id;
		for (const [id, batch, otherName, source] of EITHER) {
			const other = id === framework && batch === own ? beside(assignment.scope, otherName) : undefined;
			if (typeof other?.value.value !== "number" || !(other.value.value > 0)) continue;
			if (beside(assignment.scope, "use_dynamic_bsz")?.value.value === true) continue;
			return {
				severity: "error",
				message: {
					id: "batch-said-twice",
					params: { name, other: other.name, framework: setup.framework?.value.label ?? "" },
				},
				sources: [source],
			};
		}
		return (
			batchOfOne(parameter) ??
			differsFromTrainer(parameter) ??
			differsFromFile(parameter) ??
			aboveRollout(parameter, value) ??
			offRollout(parameter, value) ??
			emptyPathLength(parameter, value)
		);
	},
};

/** TRL's KTO works the loss of an example out against the others of its device. */
function batchOfOne({ value, name, assignment: { scope } }: Parameter): Verdict | undefined {
	if (value !== 1 || name !== "per_device_train_batch_size") return undefined;
	const isConfig = scope.kind === "mapping" || scope.kind === "document";
	const isKto = lastPart(scope.callee ?? "") === "KTOConfig" || (isConfig && beside(scope, "desirable_weight"));
	if (!isKto || beside(scope, "loss_type")?.value.value === "apo_zero_unpaired") return undefined;
	return { severity: "error", message: { id: "kto-batch-of-one", params: { name } }, sources: ["trl-kto"] };
}

/** The batch of one device by the trainer's name, and by axolotl's for it. */
const OF_TRAINER = ["per_device_train_batch_size", "micro_batch_size"];

/** The trainer's own batch, where it names a DeepSpeed configuration in another file. */
function differsFromFile({ assignment: { scope, name } }: Parameter): Verdict | undefined {
	const config = scope.children.find((child) => child.name === "deepspeed");
	if (!config || !OF_TRAINER.includes(name)) return undefined;
	for (const [deepspeed, trainer] of COMPARED) {
		const theirs = numberBeside(config, deepspeed);
		const ours = numberBeside(scope, trainer === OF_TRAINER[0] ? name : trainer);
		if (theirs?.assignment.value.span.file === undefined || !ours || theirs.value === ours.value) continue;
		return {
			severity: "error",
			message: {
				id: "batch-differs-from-trainer",
				params: { name: deepspeed, value: theirs.value, other: ours.assignment.name, own: ours.value },
			},
			sources: ["transformers-deepspeed"],
			related: seen(theirs.assignment),
		};
	}
	return undefined;
}

/** What Transformers compares with its own arguments, by the name in the DeepSpeed configuration (E8.5). */
const COMPARED: readonly (readonly [deepspeed: string, trainer: string])[] = [
	["train_micro_batch_size_per_gpu", "per_device_train_batch_size"],
	["gradient_accumulation_steps", "gradient_accumulation_steps"],
];

const isBatch = (name: string): boolean => /^train_(?:micro_)?batch_size/.test(name);

/** A DeepSpeed configuration inside the arguments of the trainer, or given to them by its name. */
function differsFromTrainer({ assignment: { scope, name }, document }: Parameter): Verdict | undefined {
	if (!isBatch(name)) return undefined;
	const trainer = trainerGiven(scope, document);
	if (!trainer) return undefined;
	for (const [deepspeed, own] of COMPARED) {
		const theirs = numberBeside(scope, deepspeed);
		const ours = numberBeside(trainer, own);
		if (!theirs || !ours || theirs.value === ours.value) continue;
		// One finding: on the number itself, or on the whole batch that it is a factor of.
		const spoken = [deepspeed, "train_batch_size", "train_micro_batch_size_per_gpu"].find(
			(one) => isBatch(one) && beside(scope, one),
		);
		if (spoken !== name) return undefined;
		return {
			severity: "error",
			message: {
				id: "batch-differs-from-trainer",
				params: { name: deepspeed, value: theirs.value, other: own, own: ours.value },
			},
			sources: ["transformers-deepspeed"],
			related: { span: literalOf(ours.assignment).span, message: { id: "related-trainer", params: {} } },
		};
	}
	return undefined;
}

/** Whether RLlib trains by PPO, which collects and learns in turns. */
const isRllibPpo = ({ setup, document }: Parameter): boolean =>
	setup.framework?.value.id === "rllib" &&
	(document.called("PPOConfig").length > 0 ||
		document.assignments.some(({ name, value }) => value.value === "PPO" && /^(?:run|algo|algorithm|)$/.test(name)));

function aboveRollout(parameter: Parameter, value: number): Verdict | undefined {
	const { name, assignment } = parameter;
	if (!/^(?:sgd_)?minibatch_size$/.test(name) || !isRllibPpo(parameter)) return undefined;
	const whole = numberBeside(assignment.scope, "train_batch_size");
	if (!whole || whole.value <= 0 || value <= whole.value) return undefined;
	return {
		severity: "error",
		message: {
			id: "batch-above-rollout",
			params: { name, value, part: whole.assignment.name, partValue: whole.value },
		},
		sources: ["rllib-ppo"],
		related: { span: whole.assignment.value.span, message: { id: "related-decides", params: {} } },
	};
}

/** RLlib collects whole rounds of fragments until the batch is reached. */
function offRollout(parameter: Parameter, value: number): Verdict | undefined {
	const { name, document } = parameter;
	if (name !== "train_batch_size" || document.named(name).length !== 1 || !isRllibPpo(parameter)) return undefined;
	const one = (fallback: number | undefined, ...names: string[]): number | undefined => {
		const found = names.flatMap((each) => document.named(each));
		return found.length === 0 ? fallback : found.length === 1 ? numberOf(found[0]) : undefined;
	};
	const fragment = one(undefined, "rollout_fragment_length");
	// Before these names RLlib adjusted the fragments by itself.
	const workers = one(undefined, "num_rollout_workers", "num_env_runners");
	const environments = one(1, "num_envs_per_worker", "num_envs_per_env_runner");
	if (!fragment || workers === undefined || !environments) return undefined;
	const each = fragment * Math.max(workers, 1) * environments;
	const reached = Math.ceil(value / each) * each;
	if (!(each > 0) || reached - value <= value * ROLLOUT_SLACK) return undefined;
	return {
		severity: "error",
		message: { id: "batch-off-rollout", params: { name, value, fragment, workers, environments, each, reached } },
		sources: ["rllib-38968"],
	};
}

/** StyleGAN2 regularises path lengths on a part of a GPU's batch: of one image by two nothing is left. */
function emptyPathLength({ name, assignment: { scope } }: Parameter, value: number): Verdict | undefined {
	const loss = scope.children.find((child) => child.name === "loss_kwargs");
	if (name !== "batch_gpu" || !loss || !/StyleGAN2Loss$/.test(String(beside(loss, "class_name")?.value.value)))
		return undefined;
	const shrink = numberBeside(loss, "pl_batch_shrink")?.value ?? PATH_LENGTH_SHRINK;
	if (numberBeside(loss, "pl_weight")?.value === 0 || value >= shrink) return undefined;
	return {
		severity: "error",
		message: { id: "batch-shrinks-to-nothing", params: { name, value, shrink } },
		sources: ["stylegan2-ada-24"],
	};
}
