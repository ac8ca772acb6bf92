import type { SourceId } from "../evidence/sources.ts";
import { literalOf } from "../read/model.ts";
import { lastPart } from "../recognise/index-document.ts";
import { beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { trainerGiven } from "../recognise/trainer-given.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule, Verdict } from "./rule.ts";
import { seen } from "./seen.ts";

/** Two ways to say the same, of which a framework takes one: its id, the batch, the other, where it says so. */
const EITHER: readonly (readonly [framework: string, batch: string, other: string, source: SourceId])[] = [
	["axolotl", "batch_size", "gradient_accumulation_steps", "axolotl-validation"],
	["trl", "generation_batch_size", "steps_per_generation", "trl-grpo"],
	["verl", "ppo_micro_batch_size", "ppo_micro_batch_size_per_gpu", "verl-checks"],
	["verl", "log_prob_micro_batch_size", "log_prob_micro_batch_size_per_gpu", "verl-checks"],
];

export const batchSizeRefused: Rule = {
	name: "batch-size-refused",
	summary: "A batch size beside a setting that the framework does not take together with it.",
	explanation: `Some frameworks can be told a batch in two ways, and stop when both are used: axolotl's \`batch_size\` and
\`gradient_accumulation_steps\`, TRL's \`generation_batch_size\` and \`steps_per_generation\`, verl's micro batch over all GPUs and per GPU.

Transformers compares a DeepSpeed configuration with its own arguments and stops where micro batch or accumulation differ.

TRL's KTO refuses a batch of one example on a device, unless its loss takes no reference from the batch (\`apo_zero_unpaired\`).

Silent where one of the two is null or 0, and where verl sizes its batches dynamically.`,
	parameter: "batch_size",
	severities: ["error"],
	sources: ["axolotl-validation", "trl-grpo", "verl-checks", "trl-kto", "transformers-deepspeed"],
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
		return batchOfOne(parameter) ?? differsFromTrainer(parameter) ?? differsFromFile(parameter);
	},
};

/** TRL's KTO works the loss of an example out against the others of its device. */
function batchOfOne({ value, name, assignment: { scope } }: Parameter): Verdict | undefined {
	const isKto =
		lastPart(scope.callee ?? "") === "KTOConfig" ||
		(scope.kind === "mapping" || scope.kind === "document" ? beside(scope, "desirable_weight") : undefined);
	if (value !== 1 || name !== "per_device_train_batch_size" || !isKto) return undefined;
	if (beside(scope, "loss_type")?.value.value === "apo_zero_unpaired") return undefined;
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
