import type { SourceId } from "../evidence/sources.ts";
import { type Assignment, literalOf } from "../read/model.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Page, Rule, Severity } from "./rule.ts";
import { seen } from "./seen.ts";
import { setTo } from "./set-value.ts";

interface Order {
	readonly frameworks: readonly string[];
	readonly whole: string;
	/** The batch that is cut out of it, wherever it stands in the document. */
	readonly part: string;
	readonly severity: Severity;
	readonly source: SourceId;
}

const ORDERS: readonly Order[] = [
	{
		frameworks: ["verl"],
		whole: "train_batch_size",
		part: "ppo_mini_batch_size",
		severity: "error",
		source: "verl-checks",
	},
	{
		frameworks: ["litgpt"],
		whole: "global_batch_size",
		part: "micro_batch_size",
		severity: "error",
		source: "litgpt-batch",
	},
	{
		// OLMo-core counts both in tokens; a global batch in sequences falls below.
		frameworks: ["olmo"],
		whole: "global_batch_size",
		part: "rank_microbatch_size",
		severity: "error",
		source: "olmo-core-batch",
	},
	{
		frameworks: ["llm-foundry"],
		whole: "global_train_batch_size",
		part: "device_train_microbatch_size",
		severity: "information",
		source: "llm-foundry-batch",
	},
];

/** The critic stands in every configuration of verl, whether the algorithm has one or not. */
const isOfCritic = ({ path }: Assignment): boolean => path.includes("critic");

export const page: Page = {
	summary: "A batch that is smaller than the mini-batch or micro-batch that is cut out of it.",
	severities: ["error", "information"],
	explanation: `verl refuses a \`train_batch_size\` below its \`ppo_mini_batch_size\`, LitGPT asserts that a global batch holds at least one micro-batch
on each device, OLMo-core that one holds the micro-batch of each device, in tokens: all stop the run. LLM Foundry shrinks the micro-batch and says so in its log: information.

Silent where verl sizes its batches dynamically, or fills in the batch itself (0).`,
};

export const batchSizeSmallerThanItsPart: Rule = {
	name: "batch-size-smaller-than-its-part",
	parameter: "batch_size",
	sources: ["verl-checks", "litgpt-batch", "olmo-core-batch", "llm-foundry-batch"],
	check(parameter) {
		const { value, name, assignment, setup, document } = parameter;
		if (typeof value !== "number" || !(value > 0) || assignment.declared) return undefined;
		const own = normalised(assignment.name);
		const framework = setup.framework?.value.id ?? "";
		const order = ORDERS.find(({ frameworks, whole }) => whole === own && frameworks.includes(framework));
		// Of several wholes nobody knows which one a part is cut out of.
		if (!order || document.named(own).length !== 1) return undefined;
		const part = document
			.named(order.part)
			.find(
				(one) =>
					typeof one.value.value === "number" && one.value.value > value && isSized(one.scope) && !isOfCritic(one),
			);
		if (!part) return undefined;
		return {
			severity: order.severity,
			message: {
				id: order.severity === "error" ? "batch-below-its-part" : "batch-part-reduced",
				params: { name, value, part: part.name, partValue: literalOf(part).text },
			},
			sources: [order.source],
			related: seen(part),
			fixes: () => [
				setTo(part.name, value, literalOf(part).span, true, { id: "fix-set-equal", params: { other: name } }),
				setTo(name, part.value.value as number, parameter.editSpan, false, {
					id: "fix-set-equal",
					params: { other: part.name },
				}),
			],
		};
	},
};

const isSized = (scope: Parameter["assignment"]["scope"]): boolean =>
	beside(scope, "use_dynamic_bsz")?.value.value !== true;
