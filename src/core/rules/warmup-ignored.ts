import { beside } from "../recognise/numbers-beside.ts";
import type { Rule } from "./rule.ts";

export const warmupIgnored: Rule = {
	name: "warmup-ignored",
	summary: "A warmup beside Transformers' constant schedule, which has none.",
	explanation: `\`lr_scheduler_type: constant\` builds a schedule without a warmup, whatever \`warmup_steps\` or \`warmup_ratio\` say; the one that has it is
\`constant_with_warmup\`.`,
	parameter: "warmup",
	severities: ["warning"],
	sources: ["transformers-optimization"],
	check({ value, text, name, assignment }) {
		if (typeof value !== "number" || value <= 0) return undefined;
		const schedule = beside(assignment.scope, "lr_scheduler_type");
		if (schedule?.value.value !== "constant") return undefined;
		const { span, text: written } = schedule.value;
		const quote = /^["']/.exec(written)?.[0] ?? "";
		return {
			severity: "warning",
			message: { id: "warmup-ignored", params: { name, value: text } },
			sources: this.sources,
			fixes: [
				{
					title: { id: "fix-warmup-schedule", params: {} },
					preferred: true,
					safe: false,
					edits: [{ span, text: `${quote}constant_with_warmup${quote}` }],
				},
			],
		};
	},
};
