import { scheduleOverride } from "../recognise/overrides.ts";
import { ignored } from "./ignored.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A learning-rate schedule that another setting silently overrides.",
	severities: ["warning"],
	explanation: `A \`scheduler\` block in the DeepSpeed configuration replaces Transformers' \`lr_scheduler_type\`: a run that asks for cosine may train at a
constant rate. In scikit-learn's MLPClassifier and MLPRegressor \`learning_rate="adaptive"\` and \`"invscaling"\` are used by
\`solver="sgd"\` only, and the default is adam.

Lightning reads \`interval\` inside of \`lr_scheduler\`: beside it, \`"interval": "step"\` is dropped with a warning in the log, and a schedule that counts
batches is stepped once an epoch.`,
};

export const scheduleIgnored: Rule = {
	name: "schedule-ignored",
	parameter: "schedule",
	sources: ["llama-factory-2495", "sklearn-mlp", "lightning-optimizer"],
	check: (parameter) => ignored(parameter, scheduleOverride(parameter)),
};
