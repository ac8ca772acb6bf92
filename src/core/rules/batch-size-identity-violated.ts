import { literalOf } from "../read/model.ts";
import { type Beside, beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Fix, Message, Page, Rule } from "./rule.ts";
import { seen } from "./seen.ts";
import { setTo, toMultiple } from "./set-value.ts";

export const page: Page = {
	summary: "DeepSpeed's batch sizes do not multiply: train_batch_size must be micro batch × accumulation × devices.",
	severities: ["error"],
	explanation: `DeepSpeed asserts \`train_batch_size == train_micro_batch_size_per_gpu * gradient_accumulation_steps * world_size\` and stops the run
otherwise; GPT-NeoX asserts the same of its data-parallel devices. Without a number of devices in the document the rule checks that
some number of devices makes it hold. Where the micro batch or the accumulation is not given it is derived, by a division that must
come out even.

Silent where one of them is \`auto\`: then it is filled in. Silent under \`elasticity\`, which chooses the batch itself.`,
};

export const batchSizeIdentityViolated: Rule = {
	name: "batch-size-identity-violated",
	parameter: "batch_size",
	sources: ["deepspeed-config", "gpt-neox-batch"],
	check(parameter) {
		const { value, assignment, setup } = parameter;
		const { scope } = assignment;
		if (typeof value !== "number" || !(value > 0) || normalised(assignment.name) !== "train_batch_size")
			return undefined;
		const micro = part(parameter, "train_micro_batch_size_per_gpu");
		const accumulation = part(parameter, "gradient_accumulation_steps");
		// Other frameworks have a `gradient_accumulation_steps` beside a `train_batch_size` of their own.
		const own = micro || ["deepspeed", "gpt-neox"].includes(setup.framework?.value.id ?? "");
		if (micro === "unknown" || accumulation === "unknown" || !own || (!micro && !accumulation)) return undefined;
		if (assignment.declared || scope.children.some(({ name }) => name === "elasticity")) return undefined;
		const each = (micro?.value ?? 1) * (accumulation?.value ?? 1);
		const devices = devicesOf(parameter);
		const factor = micro ?? accumulation;
		const complete = micro !== undefined && accumulation !== undefined;
		const step = each * (devices ?? 1);
		if (complete && devices !== undefined ? value === step : value % step === 0) return undefined;
		return {
			severity: "error",
			message: {
				id: !complete
					? "batch-share-uneven"
					: devices === undefined
						? "batch-identity-impossible"
						: otherDevices(value, each),
				params: {
					value,
					micro: micro?.value ?? "",
					accumulation: accumulation?.value ?? "",
					each,
					step,
					devices: devices ?? "",
					works: value / each,
					framework: setup.framework?.value.id === "gpt-neox" ? "GPT-NeoX" : "DeepSpeed",
				},
			},
			sources: [setup.framework?.value.id === "gpt-neox" ? "gpt-neox-batch" : "deepspeed-config"],
			...(factor && { related: seen(factor.assignment) }),
			fixes: () => waysOut(parameter, value, micro, accumulation, devices),
		};
	},
};

const otherDevices = (total: number, each: number) =>
	total % each === 0 ? ("batch-identity-other-devices" as const) : ("batch-identity-violated" as const);

/** A part of the identity: a positive number, absent, or given in a way that is not known here (`auto`, a name, 0). */
function part({ assignment: { scope } }: Parameter, name: string): Beside | "unknown" | undefined {
	const found = beside(scope, name);
	if (!found || found.value.value === null) return undefined;
	const number = numberBeside(scope, name);
	return number && number.value > 0 ? number : "unknown";
}

/** The data-parallel devices, where the document says how many. GPT-NeoX divides them by those that share one model. */
function devicesOf({ assignment: { scope }, setup, document }: Parameter): number | undefined {
	const split = (...names: string[]): number => Math.max(1, numberBeside(scope, ...names)?.value ?? 1);
	if (setup.framework?.value.id === "gpt-neox") {
		const all = numberBeside(scope, "global_num_gpus")?.value;
		return all && all / (split("pipe_parallel_size") * split("model_parallel_size"));
	}
	// GPUs of one machine are not all of them.
	if (document.named("num_nodes").length + document.named("nnodes").length > 0) return undefined;
	return numberBeside(scope, "world_size", "num_gpus")?.value ?? setup.devices?.value;
}

/** Each number that can be changed so that the identity holds, the others left as they are. */
function waysOut(
	{ name, editSpan }: Parameter,
	total: number,
	micro: Beside | undefined,
	accumulation: Beside | undefined,
	devices: number | undefined,
): Fix[] {
	const each = (micro?.value ?? 1) * (accumulation?.value ?? 1);
	if (!micro || !accumulation) return toMultiple(name, total, each * (devices ?? 1), editSpan);
	const world = devices ?? Math.max(1, Math.round(total / each));
	/** The product as it then is. */
	const holds = (batch: number, size: number, steps: number): Message => ({
		id: "fix-identity",
		params: { batch, size, steps, world },
	});
	const fixes =
		devices === undefined
			? toMultiple(name, total, each, editSpan)
			: [setTo(name, each * devices, editSpan, true, holds(each * devices, micro.value, accumulation.value))];
	const offer = ({ assignment }: Beside, value: number, why: Message): void => {
		if (Number.isInteger(value)) fixes.push(setTo(assignment.name, value, literalOf(assignment).span, false, why));
	};
	const steps = total / (micro.value * world);
	offer(accumulation, steps, holds(total, micro.value, steps));
	const size = total / (accumulation.value * world);
	offer(micro, size, holds(total, size, accumulation.value));
	return fixes;
}
