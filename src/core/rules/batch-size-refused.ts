import type { SourceId } from "../evidence/sources.ts";
import { beside } from "../recognise/numbers-beside.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule } from "./rule.ts";

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

Silent where one of the two is null or 0, and where verl sizes its batches dynamically.`,
	parameter: "batch_size",
	severities: ["error"],
	sources: ["axolotl-validation", "trl-grpo", "verl-checks"],
	check({ value, name, assignment, setup }) {
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
		return undefined;
	},
};
