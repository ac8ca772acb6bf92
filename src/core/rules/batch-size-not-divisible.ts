import type { SourceId } from "../evidence/sources.ts";
import type { Assignment } from "../read/model.ts";
import { numberOf } from "../recognise/constants.ts";
import type { DocumentIndex } from "../recognise/index-document.ts";
import { argument, beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import { phrase } from "../words/phrase.ts";
import type { Page, Rule } from "./rule.ts";
import { seen } from "./seen.ts";
import { greatestCommonDivisor, toMultiple } from "./set-value.ts";

interface Divisor {
	readonly value: number;
	readonly name: string;
	/** The number that it is, or is a multiple of; absent where it is counted. */
	readonly assignment?: Assignment;
}

interface Identity {
	/** The frameworks that enforce it, by id. */
	readonly frameworks: readonly string[];
	/** The batch that must be divided. */
	readonly whole: string | RegExp;
	/** What must divide it; undefined where that does not stand beside it as a number. */
	divisor(parameter: Parameter): Divisor | undefined;
	readonly source: SourceId;
}

/** verl shares prompts × answers out among all GPUs; with Megatron among the copies of the model, which are fewer. */
function verlShares({ document, setup: { devices } }: Parameter): Divisor | undefined {
	// On a command line Megatron is told by the configuration that it chooses, or by options for it.
	const megatron =
		document.scopesNamed("megatron").length > 0 ||
		["strategy", "config_name"].some((name) =>
			document.named(name).some(({ value }) => String(value.value).includes("megatron")),
		);
	const answers = document.at("rollout", "n");
	const count = answers ? answers.value.value : 1;
	if (!devices || megatron || typeof count !== "number" || !(count > 0)) return undefined;
	const each = devices.value / greatestCommonDivisor(devices.value, count);
	return {
		value: each,
		name:
			count > 1
				? phrase("the GPUs ({because}) shared by {count} answers", { because: devices.because, count })
				: phrase("the GPUs ({because})", { because: devices.because }),
	};
}

const number = ({ assignment: { scope } }: Parameter, name: string): Divisor | undefined => {
	const found = numberBeside(scope, name);
	return found && { value: found.value, name: found.assignment.name, assignment: found.assignment };
};

const IDENTITIES: readonly Identity[] = [
	{
		frameworks: ["megatron-lm", "nemo"],
		whole: "global_batch_size",
		divisor: (parameter) => {
			const micro = number(parameter, "micro_batch_size");
			const copies = dataParallel(parameter);
			return micro && copies > 1
				? {
						...micro,
						value: micro.value * copies,
						name: phrase("{name} × {copies} data-parallel copies", { name: micro.name, copies }),
					}
				: micro;
		},
		source: "megatron-batch",
	},
	{
		frameworks: ["verl"],
		whole: "ppo_mini_batch_size",
		// With a dynamic batch size the micro batch is not used.
		divisor: (parameter) =>
			beside(parameter.assignment.scope, "use_dynamic_bsz")?.value.value === true
				? undefined
				: number(parameter, "ppo_micro_batch_size"),
		source: "verl-checks",
	},
	{
		frameworks: ["verl"],
		whole: "train_batch_size",
		divisor: verlShares,
		source: "verl-trainer",
	},
	{
		frameworks: ["llm-foundry"],
		whole: "global_train_batch_size",
		divisor: ({ setup: { devices } }) =>
			devices && { value: devices.value, name: phrase("the devices ({because})", { because: devices.because }) },
		source: "llm-foundry-batch",
	},
	{
		// The PPOConfig of TRL before 0.12; the later one has no `mini_batch_size` to be given.
		frameworks: ["trl"],
		whole: "batch_size",
		divisor: (parameter) => {
			const { scope } = parameter.assignment;
			const mini = /(?:^|\.)PPOConfig$/.test(scope.callee ?? "") ? number(parameter, "mini_batch_size") : undefined;
			const steps = beside(scope, "gradient_accumulation_steps");
			const accumulation = steps ? steps.value.value : 1;
			if (!mini || typeof accumulation !== "number") return undefined;
			return accumulation === 1
				? mini
				: { ...mini, value: mini.value * accumulation, name: `${mini.name} × gradient_accumulation_steps` };
		},
		source: "trl-ppo-config",
	},
	{
		frameworks: ["detectron2"],
		whole: "ims_per_batch",
		divisor: ({ assignment: { scope }, document }) => {
			const devices = scope.name === "SOLVER" ? devicesLaunched(document) : undefined;
			return devices === undefined ? undefined : { value: devices, name: "the number of GPUs" };
		},
		source: "detectron2-batch",
	},
	{
		frameworks: ["ultralytics"],
		whole: /^batch(?:_size)?$/,
		divisor: (parameter) => {
			const devices = devicesListed(parameter) ?? devicesOfCommand(parameter);
			return devices === undefined ? undefined : { value: devices, name: "the number of devices" };
		},
		source: "ultralytics-devices",
	},
];

export const page: Page = {
	summary:
		"A batch size that its smaller batch or the devices do not divide, where the framework asserts that they do.",
	severities: ["error"],
	explanation: `Megatron-LM and NeMo assert that the global batch is a multiple of the micro batch times the data-parallel devices, so it is a
multiple of the micro batch for any number of devices. verl asserts the same of the PPO mini-batch and its micro batch, and shares
\`train_batch_size\` × answers out among all its GPUs; LLM Foundry wants every device to have the same share of the global batch; TRL's older
\`PPOConfig\` of the batch and mini-batch × accumulation, Ultralytics and Detectron2 of the batch and the devices they are told to use.`,
};

export const batchSizeNotDivisible: Rule = {
	name: "batch-size-not-divisible",
	parameter: "batch_size",
	sources: [
		"megatron-batch",
		"verl-checks",
		"verl-trainer",
		"llm-foundry-batch",
		"trl-ppo-config",
		"ultralytics-devices",
		"detectron2-batch",
	],
	check(parameter) {
		const { value, name, assignment, setup } = parameter;
		if (typeof value !== "number" || !(value > 0) || !Number.isInteger(value) || assignment.declared) return undefined;
		const own = normalised(assignment.name).replace(/^_+/, "");
		const framework = setup.framework?.value.id ?? "";
		const identity = IDENTITIES.find(
			({ frameworks, whole }) =>
				(typeof whole === "string" ? whole === own : whole.test(own)) && frameworks.includes(framework),
		);
		const part = identity?.divisor(parameter);
		if (!identity || !part || !(part.value > 0) || value % part.value === 0) return undefined;
		return {
			severity: "error",
			message: { id: "batch-not-divisible", params: { name, value, part: part.name, partValue: part.value } },
			sources: [identity.source],
			...(part.assignment && { related: seen(part.assignment) }),
			fixes: () => toMultiple(name, value, part.value, parameter.editSpan),
		};
	},
};

/** NeMo's devices ÷ (tensor × pipeline × context parallel), where its trainer says how many there are; 1 where not known. */
function dataParallel({ assignment: { scope }, document }: Parameter): number {
	const trainer = document.scopesNamed("trainer")[0];
	const [devices, nodes] = ["devices", "num_nodes"].map((name) => trainer && numberBeside(trainer, name)?.value);
	if (devices === undefined || nodes === undefined) return 1;
	const cut = ["tensor_model_parallel_size", "pipeline_model_parallel_size", "context_parallel_size"];
	const parts = cut.reduce((product, name) => product * (numberBeside(scope, name)?.value ?? 1), 1);
	const copies = (devices * nodes) / parts;
	return Number.isInteger(copies) && copies > 0 ? copies : 1;
}

/** `launch(main, num_gpus_per_machine=4, num_machines=1)`, unless the batch is scaled to the devices. */
function devicesLaunched(document: DocumentIndex): number | undefined {
	const launches = document.called("launch");
	const [launch] = launches;
	if (!launch || launches.length !== 1 || document.named("reference_world_size").length > 0) return undefined;
	const machines = argument(launch, "num_machines", 2);
	const each = numberOf(argument(launch, "num_gpus_per_machine", 1));
	const all = machines ? numberOf(machines) : 1;
	return each && all && each * all;
}

/** What a launcher starts of YOLOv5's `train.py`, which asserts that they share the batch evenly. */
const devicesOfCommand = ({ assignment: { scope }, setup: { devices } }: Parameter): number | undefined =>
	scope.kind === "command" && beside(scope, "hyp") ? devices?.value : undefined;

/** `device=[0, 1, 2]` or `device: 0,1,2`: several devices that are listed one by one. */
function devicesListed({ assignment: { scope } }: Parameter): number | undefined {
	const list = scope.children.find(({ kind, name }) => kind === "sequence" && name === "device");
	if (list) return list.children.length === 0 && list.assignments.length > 1 ? list.assignments.length : undefined;
	const written = beside(scope, "device")?.value.value;
	return typeof written === "string" && /^\d+(?:,\s*\d+)+,?$/.test(written)
		? written.split(",").filter((one) => one.trim() !== "").length
		: undefined;
}
