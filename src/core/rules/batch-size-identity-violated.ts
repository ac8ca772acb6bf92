import { type Beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Fix, Rule } from "./rule.ts";

export const batchSizeIdentityViolated: Rule = {
	name: "batch-size-identity-violated",
	summary: "DeepSpeed's batch sizes do not multiply: train_batch_size must be micro batch × accumulation × devices.",
	explanation: `DeepSpeed asserts \`train_batch_size == train_micro_batch_size_per_gpu * gradient_accumulation_steps * world_size\` and stops the run
otherwise. Without a number of devices in the document the rule checks that some number of devices makes it hold.

Silent where one of the three is \`auto\` or missing: then it is filled in or derived.`,
	parameter: "batch_size",
	severities: ["error"],
	sources: ["deepspeed-config"],
	check(parameter) {
		const { value, assignment, setup } = parameter;
		if (typeof value !== "number" || normalised(assignment.name) !== "train_batch_size") return undefined;
		const micro = numberBeside(assignment.scope, "train_micro_batch_size_per_gpu");
		const accumulation = numberBeside(assignment.scope, "gradient_accumulation_steps");
		if (!micro || !accumulation || !(micro.value > 0 && accumulation.value > 0 && value > 0)) return undefined;
		const each = micro.value * accumulation.value;
		const devices = numberBeside(assignment.scope, "world_size", "num_gpus")?.value ?? setup.devices?.value;
		if (devices === undefined ? value % each === 0 : value === each * devices) return undefined;
		return {
			severity: "error",
			message: {
				id: devices === undefined ? "batch-identity-impossible" : "batch-identity-violated",
				params: { value, micro: micro.value, accumulation: accumulation.value, each, devices: devices ?? "" },
			},
			sources: this.sources,
			fixes: waysOut(parameter, value, micro, accumulation, devices),
		};
	},
};

/** Each number that can be changed so that the identity holds, the others left as they are. */
function waysOut(
	parameter: Parameter,
	total: number,
	micro: Beside,
	accumulation: Beside,
	devices: number | undefined,
): Fix[] {
	const fix = (name: string, value: number, at: Parameter["editSpan"], preferred: boolean): Fix => ({
		title: { id: "fix-set-value", params: { name, value } },
		preferred,
		safe: false,
		edits: [{ span: at, text: String(value) }],
	});
	const world = devices ?? Math.max(1, Math.round(total / (micro.value * accumulation.value)));
	const fixes = [fix(parameter.name, micro.value * accumulation.value * world, parameter.editSpan, true)];
	const steps = total / (micro.value * world);
	if (Number.isInteger(steps))
		fixes.push(fix(accumulation.assignment.name, steps, accumulation.assignment.value.span, false));
	const size = total / (accumulation.value * world);
	if (Number.isInteger(size)) fixes.push(fix(micro.assignment.name, size, micro.assignment.value.span, false));
	return fixes;
}
