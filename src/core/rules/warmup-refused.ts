import { numberBeside } from "../recognise/numbers-beside.ts";
import { normalised } from "../recognise/words.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A warmup beside another that the framework does not take together with it.",
	severities: ["error"],
	explanation: `axolotl takes \`warmup_steps\` or \`warmup_ratio\` and stops when both are given. Transformers takes the steps and says nothing:
\`warmup-ignored\`.`,
};

export const warmupRefused: Rule = {
	name: "warmup-refused",
	parameter: "warmup",
	sources: ["axolotl-validation"],
	check({ value, name, assignment, setup }) {
		if (setup.framework?.value.id !== "axolotl" || normalised(assignment.name) !== "warmup_ratio") return undefined;
		const steps = numberBeside(assignment.scope, "warmup_steps");
		if (typeof value !== "number" || value === 0 || !steps || steps.value === 0) return undefined;
		return {
			severity: "error",
			message: {
				id: "warmup-said-twice",
				params: { name, other: steps.assignment.name, framework: setup.framework.value.label },
			},
			sources: this.sources,
			related: { span: steps.assignment.value.span, message: { id: "related-other", params: {} } },
		};
	},
};
