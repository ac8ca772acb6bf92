import { numberBeside } from "../recognise/numbers-beside.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule } from "./rule.ts";

/** The length of the run in the unit of the warmup, by the names that frameworks use together. */
const RUN_LENGTHS: Readonly<Record<string, readonly string[]>> = {
	warmup_steps: ["max_steps", "total_steps", "num_training_steps", "max_train_steps"],
	num_warmup_steps: ["num_training_steps", "max_steps", "max_train_steps"],
	lr_warmup_steps: ["max_train_steps", "max_steps", "lr_decay_steps"],
	lr_warmup_iters: ["lr_decay_iters", "train_iters"],
	warmup_iters: ["lr_decay_iters", "max_iters", "train_iters"],
};

export const warmupLongerThanRun: Rule = {
	name: "warmup-longer-than-run",
	summary: "A warmup that is as long as the whole run, or longer.",
	explanation: `The learning rate climbs during warmup and falls after it: a warmup as long as the run never reaches the rate, or ends at it. Megatron-LM
asserts that the warmup is shorter than the decay. Judged only where both stand as numbers in one place.`,
	parameter: "warmup",
	severities: ["warning"],
	sources: ["megatron-scheduler", "tuning-playbook"],
	check({ value, assignment }) {
		// Defaults that a script declares are not given together: `--max-steps` may count something else.
		if (typeof value !== "number" || value <= 1 || assignment.declared) return undefined;
		const length = numberBeside(assignment.scope, ...(RUN_LENGTHS[normalised(assignment.name)] ?? []));
		// -1 is "not set" for Transformers' max_steps.
		if (!length || length.value <= 0 || value < length.value) return undefined;
		return {
			severity: "warning",
			message: { id: "warmup-longer", params: { value, steps: length.value } },
			sources: this.sources,
		};
	},
};
