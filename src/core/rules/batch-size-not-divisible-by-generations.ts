import { GENERATIONS } from "../evidence/defaults.ts";
import { literalOf } from "../read/model.ts";
import { beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Fix, Message, Page, Rule, Verdict } from "./rule.ts";
import { seen } from "./seen.ts";
import { greatestCommonDivisor, setTo, toMultiple } from "./set-value.ts";

export const page: Page = {
	summary: "A GRPO or RLOO batch that the number of generations per prompt does not divide.",
	severities: ["error", "information"],
	explanation: `TRL's GRPO and RLOO trainers assert that the generation batch (per device × devices × accumulation, or \`steps_per_generation\` in place of
the accumulation, or \`generation_batch_size\`) is a multiple of \`num_generations\`: each prompt is answered that many times, and at least
twice. A \`generation_batch_size\` must also be a multiple of the batch of all devices.

An error where no number of devices works or the document names one that does not; information with the numbers of devices that
would work where it names none. Silent where the batch divides for any number of devices, and under Unsloth, which raises the batch itself.`,
};

export const batchSizeNotDivisibleByGenerations: Rule = {
	name: "batch-size-not-divisible-by-generations",
	parameter: "batch_size",
	sources: ["trl-grpo"],
	check(parameter) {
		const { value, assignment, setup, name } = parameter;
		const own = normalised(assignment.name);
		if (typeof value !== "number" || !(value > 0) || assignment.declared) return undefined;
		if (own !== "per_device_train_batch_size" && own !== "generation_batch_size") return undefined;
		const stated = numberBeside(assignment.scope, "num_generations");
		if (!isGroupTrainer(parameter)) return undefined;
		// Unsloth raises the batch to the number of generations by itself, and says so.
		if (parameter.document.importsFrom("unsloth")) return undefined;
		const generations = stated?.value ?? usualGenerations(parameter);
		if (generations === undefined || !Number.isInteger(generations)) return undefined;
		if (stated && generations < 2) return tooFew(parameter, literalOf(stated.assignment).span, generations);
		const devices = setup.devices?.value;
		const whole = beside(assignment.scope, "generation_batch_size");
		if (own === "generation_batch_size") {
			const each = numberBeside(assignment.scope, "per_device_train_batch_size");
			const step = each && each.value > 0 ? each.value * (devices ?? 1) : 1;
			if (value % generations === 0 && value % step === 0) return undefined;
			const both = (step * generations) / greatestCommonDivisor(step, generations);
			return {
				severity: "error",
				message: {
					id: value % generations === 0 ? "generation-batch-uneven" : "generation-batch-not-divisible",
					params: { value, generations, step },
				},
				sources: this.sources,
				fixes: () => toMultiple(name, value, both, parameter.editSpan),
			};
		}
		if (whole && whole.value.value !== null) return undefined;
		const accumulation =
			given(parameter, "steps_per_generation") ?? given(parameter, "gradient_accumulation_steps") ?? 1;
		if (typeof accumulation !== "number") return undefined;
		const batch = value * accumulation * (devices ?? 1);
		if (batch % generations === 0) return undefined;
		const every = generations / greatestCommonDivisor(batch, generations);
		const step = generations / greatestCommonDivisor(accumulation * (devices ?? 1), generations);
		const fewer = greatestCommonDivisor(batch, generations);
		const fixes = (): Fix[] => {
			const multiples = toMultiple(name, value, step, parameter.editSpan);
			if (!stated || fewer <= 1) return multiples;
			const why: Message = { id: "fix-set-divisor", params: { whole: batch } };
			return [...multiples, setTo(stated.assignment.name, fewer, literalOf(stated.assignment).span, false, why)];
		};
		return {
			severity: devices === undefined ? "information" : "error",
			message: {
				id: devices === undefined ? "generations-need-devices" : "generations-not-divisible",
				params: { value, steps: accumulation, devices: devices ?? "", batch, generations, every },
			},
			sources: this.sources,
			...(stated && { related: seen(stated.assignment) }),
			fixes,
		};
	},
};

/** A number that is given, or `"unknown"` where it is given as something else; undefined where it is left to its default. */
function given({ assignment: { scope } }: Parameter, name: string): number | "unknown" | undefined {
	const found = beside(scope, name)?.value.value;
	if (found === undefined) return beside(scope, name) ? "unknown" : undefined;
	return found === null ? undefined : typeof found === "number" ? found : "unknown";
}

/** Other trainers of TRL (GOLD, SDFT) have a `num_generations` too, and other checks. */
const isGroupTrainer = ({ assignment: { scope } }: Parameter): boolean =>
	scope.kind !== "call" || /GRPO|RLOO|^(?:dict|TrainingArguments)$/.test(scope.callee ?? "");

/** What the trainer's arguments say where the call does not. */
function usualGenerations({ assignment: { scope } }: Parameter): number | undefined {
	if (beside(scope, "num_generations")) return undefined;
	const callee = scope.callee?.slice(scope.callee.lastIndexOf(".") + 1) ?? "";
	return Object.hasOwn(GENERATIONS, callee) ? GENERATIONS[callee] : undefined;
}

const tooFew = (
	{ document, assignment: { scope } }: Parameter,
	span: Fix["edits"][number]["span"],
	generations: number,
): Verdict | undefined =>
	scope.kind === "call" || document.named("reward_funcs").length > 0 || document.scopesNamed("reward_funcs").length > 0
		? {
				severity: "error",
				message: { id: "generations-too-few", params: { generations } },
				sources: ["trl-grpo"],
				fixes: () => [setTo("num_generations", 2, span, true, { id: "fix-set-fewest", params: {} })],
			}
		: undefined;
