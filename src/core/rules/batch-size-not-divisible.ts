import type { SourceId } from "../evidence/sources.ts";
import { numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule } from "./rule.ts";

interface Identity {
	/** The frameworks that enforce it, by id; empty where the names alone are unmistakable. */
	readonly frameworks: readonly string[];
	/** The larger batch, and what must divide it. */
	readonly whole: readonly string[];
	readonly parts: readonly string[];
	readonly source: SourceId;
}

const IDENTITIES: readonly Identity[] = [
	{
		frameworks: ["megatron-lm", "nemo"],
		whole: ["global_batch_size"],
		parts: ["micro_batch_size"],
		source: "megatron-batch",
	},
	{
		frameworks: ["verl"],
		whole: ["ppo_mini_batch_size"],
		parts: ["ppo_micro_batch_size"],
		source: "verl",
	},
];

export const batchSizeNotDivisible: Rule = {
	name: "batch-size-not-divisible",
	summary: "A batch size that its smaller batch does not divide, where the framework asserts that it does.",
	explanation: `Megatron-LM and NeMo assert that the global batch is a multiple of the micro batch times the data-parallel devices, so it is a
multiple of the micro batch for any number of devices. verl asserts the same of the PPO mini-batch and its micro batch.`,
	parameter: "batch_size",
	severities: ["error"],
	sources: ["megatron-batch", "verl"],
	check(parameter) {
		const { value } = parameter;
		if (typeof value !== "number" || !(value > 0)) return undefined;
		const identity = identityOf(parameter);
		const part = identity && numberBeside(parameter.assignment.scope, ...identity.parts);
		if (!part || !(part.value > 0) || value % part.value === 0) return undefined;
		const nearest = Math.max(1, Math.round(value / part.value)) * part.value;
		return {
			severity: "error",
			message: {
				id: "batch-not-divisible",
				params: { name: parameter.name, value, part: part.assignment.name, partValue: part.value },
			},
			sources: [identity.source],
			fixes: [
				{
					title: { id: "fix-set-value", params: { name: parameter.name, value: nearest } },
					preferred: true,
					safe: false,
					edits: [{ span: parameter.editSpan, text: String(nearest) }],
				},
			],
		};
	},
};

function identityOf({ assignment, setup }: Parameter): Identity | undefined {
	const name = normalised(assignment.name).replace(/^_+/, "");
	const framework = setup.framework?.value.id;
	return IDENTITIES.find(
		({ frameworks, whole }) => whole.includes(name) && framework !== undefined && frameworks.includes(framework),
	);
}
