import { numberBeside } from "../recognise/numbers-beside.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule } from "./rule.ts";

export const batchSizeNotDivisibleByGenerations: Rule = {
	name: "batch-size-not-divisible-by-generations",
	summary: "A GRPO or RLOO batch that the number of generations per prompt does not divide.",
	explanation: `TRL's GRPO and RLOO trainers assert that the generation batch (per device × devices × accumulation, or \`steps_per_generation\` in place of
the accumulation) is a multiple of \`num_generations\`: each prompt is answered that many times.

An error where the document names the number of devices; information with the numbers of devices that would work where it does
not. Silent where the batch divides for any number of devices, and where \`generation_batch_size\` is given.`,
	parameter: "batch_size",
	severities: ["error", "information"],
	sources: ["trl-grpo"],
	check({ value, assignment, setup }) {
		if (normalised(assignment.name) !== "per_device_train_batch_size" || typeof value !== "number" || !(value > 0))
			return undefined;
		const generations = numberBeside(assignment.scope, "num_generations")?.value;
		if (generations === undefined || generations < 2 || numberBeside(assignment.scope, "generation_batch_size"))
			return undefined;
		const steps = numberBeside(assignment.scope, "steps_per_generation", "gradient_accumulation_steps")?.value ?? 1;
		const devices = setup.devices?.value;
		const batch = value * steps * (devices ?? 1);
		if (batch % generations === 0) return undefined;
		const every = generations / greatestCommonDivisor(batch, generations);
		return {
			severity: devices === undefined ? "information" : "error",
			message: {
				id: devices === undefined ? "generations-need-devices" : "generations-not-divisible",
				params: { value, steps, devices: devices ?? "", batch, generations, every },
			},
			sources: this.sources,
		};
	},
};

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
