import type { Scope } from "../read/model.ts";
import { literalOf } from "../read/model.ts";
import { isFinalRate } from "../recognise/cell.ts";
import { type DocumentIndex, lastPart } from "../recognise/index-document.ts";
import { argument, type Beside, numberBeside } from "../recognise/numbers-beside.ts";
import { optimizerCalls } from "../recognise/optimizer.ts";
import { kindOfRate, mainRate } from "../recognise/rates-together.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Page, Rule, Verdict } from "./rule.ts";

/** Frameworks that assert the order at start. */
const ENFORCED: ReadonlySet<string> = new Set(["megatron-lm"]);
const WARMUP_LENGTH = /^(?:num_)?warmup_(?:epochs?|steps?|iters?)$/;

export const page: Page = {
	summary: "A minimum, final or starting learning rate above the rate that it leads to or comes from.",
	severities: ["error", "warning", "information"],
	explanation: `A schedule climbs from the start of its warmup to the learning rate and falls from there to its minimum: a minimum above the rate makes
it rise instead, a start above it makes the warmup fall, or both are refused (Megatron-LM asserts \`min_lr <= max_lr\` and
\`init_lr <= max_lr\`). About a tenth of the rate is usual for the minimum. The rate is looked for beside the other, in the optimizer
beside its schedule, and in a script in the call whose optimizer the schedule is given.

\`ReduceLROnPlateau\` with a \`min_lr\` that is not below the rate never reduces it; in Keras the rate is that of the only optimizer.
Information where Unsloth's \`embedding_learning_rate\` is not below the rate: embeddings and head are trained at a half to a tenth of it.

Fractions of the rate (\`min_lr_ratio\`, \`lrf\`) are not rates, \`-1\` means "not used", and YOLO's \`warmup_bias_lr\` is above on purpose.`,
};

export const learningRatesOutOfOrder: Rule = {
	name: "learning-rates-out-of-order",
	parameter: "learning_rate",
	sources: ["megatron-scheduler", "torch-cyclic", "torch-schedulers", "keras-plateau", "unsloth"],
	check(parameter) {
		const { value, text, name, assignment, setup } = parameter;
		if (typeof value !== "number" || value <= 0 || assignment.declared || !isFinalRate(setup)) return undefined;
		const floor = floorOfPlateau(parameter, value);
		if (floor) return floor;
		const kind = kindOfRate(assignment.name);
		if (kind === "start" && isWithoutWarmup(assignment.scope)) return undefined;
		const isOfEmbedding = normalised(assignment.name) === "embedding_learning_rate";
		const embedding = isOfEmbedding ? embeddingRate(parameter, value) : undefined;
		if (embedding) return embedding;
		const main = kind ? mainRate(assignment, parameter.document) : topOfCycle(parameter);
		if (!main || main.value <= 0 || value <= main.value) return undefined;
		const { span, text: mainValue } = literalOf(main.assignment);
		return {
			severity: ENFORCED.has(setup.framework?.value.id ?? "") ? "error" : "warning",
			message: {
				id: kind ? MESSAGES[kind] : "cycle-upside-down",
				params: { name, value: text, main: main.assignment.name, mainValue },
			},
			sources: [kind ? "megatron-scheduler" : "torch-cyclic"],
			related: { span, message: { id: "related-main-rate", params: {} } },
		};
	},
};

const MESSAGES = { floor: "rates-out-of-order", start: "start-above-rate" } as const;

/** Unsloth's continued pre-training: embeddings and head want less than the adapters. */
function embeddingRate({ assignment: { scope }, name, text }: Parameter, value: number): Verdict | undefined {
	const main = numberBeside(scope, "learning_rate");
	if (!main || main.value <= 0 || value < main.value) return undefined;
	return {
		severity: "information",
		message: {
			id: "embedding-rate-not-smaller",
			params: { name, value: text, main: main.assignment.name, mainValue: main.assignment.value.text },
		},
		sources: ["unsloth"],
		related: { span: main.assignment.value.span, message: { id: "related-main-rate", params: {} } },
	};
}

/** `warmup_epoch: 0`: where it would begin does not matter. */
const isWithoutWarmup = ({ assignments }: Scope): boolean =>
	assignments.some(({ name, value }) => WARMUP_LENGTH.test(normalised(name)) && value.value === 0);

/** `CyclicLR(optimizer, base_lr=…, max_lr=…)`. */
const topOfCycle = ({ assignment: { scope, name } }: Parameter) =>
	name === "base_lr" && lastPart(scope.callee ?? "") === "CyclicLR" ? numberBeside(scope, "max_lr") : undefined;

/** `ReduceLROnPlateau(min_lr=…)`: at the rate already, it has nothing to reduce. */
function floorOfPlateau(parameter: Parameter, value: number): Verdict | undefined {
	const { name, text, assignment, document, setup } = parameter;
	if (name !== "min_lr" || lastPart(assignment.scope.callee ?? "") !== "ReduceLROnPlateau") return undefined;
	const inKeras = setup.framework?.value.id === "keras";
	const main = inKeras ? rateInKeras(document) : mainRate(assignment, document);
	if (!main || main.value <= 0 || value < main.value) return undefined;
	const { span, text: mainValue } = main.assignment.value;
	return {
		severity: "warning",
		message: { id: "floor-at-rate", params: { name, value: text, main: main.assignment.name || "rate", mainValue } },
		sources: [inKeras ? "keras-plateau" : "torch-schedulers"],
		related: { span, message: { id: "related-main-rate", params: {} } },
	};
}

/** The rate of the only optimizer of a script that sets it nowhere else. */
function rateInKeras(document: DocumentIndex): Beside | undefined {
	const [optimizer, ...others] = optimizerCalls(document);
	const rate = optimizer && (argument(optimizer, "lr", 0) ?? argument(optimizer, "learning_rate", 0));
	if (typeof rate?.value.value !== "number" || others.length > 0 || SET_ELSEWHERE.test(document.text)) return undefined;
	return { value: rate.value.value, assignment: rate };
}

const SET_ELSEWHERE = /LearningRateScheduler|\bset_value\b|optimizer\.(?:lr|learning_rate)\b/;
