import { notFilledIn } from "./not-filled-in.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A learning rate of `auto` that nothing fills in.",
	severities: ["error", "information"],
	explanation: `Trainers such as Transformers', Accelerate's and Lightning's fill \`auto\` in a DeepSpeed configuration in from their own arguments.
\`deepspeed.initialize\` does not: it wants a number. Nor do the arguments
themselves (\`TrainingArguments\`, \`DPOConfig\` …), which the rest is filled in from: there it is an error.

Silent in configuration files, which do not say who reads them, and in scripts that import such a trainer.`,
};

export const learningRateNotFilledIn: Rule = {
	name: "learning-rate-not-filled-in",
	parameter: "learning_rate",
	sources: ["transformers-deepspeed"],
	check: notFilledIn,
};
