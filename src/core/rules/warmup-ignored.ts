import { beside } from "../recognise/numbers-beside.ts";
import { warmupOverride } from "../recognise/overrides.ts";
import { ignored } from "./ignored.ts";
import type { Rule } from "./rule.ts";

export const warmupIgnored: Rule = {
	name: "warmup-ignored",
	summary: "A warmup that the schedule does not have, or that another setting overrides.",
	explanation: `Transformers' \`lr_scheduler_type: constant\` builds a schedule without a warmup, whatever \`warmup_steps\` or \`warmup_ratio\` say; the one
that has it is \`constant_with_warmup\`. Where both of those are given, the steps win. nanoGPT's \`decay_lr = False\` means no warmup either.`,
	parameter: "warmup",
	severities: ["warning", "information"],
	sources: ["transformers-optimization", "transformers-arguments", "nanogpt-train"],
	check(parameter) {
		const { value, text, name, assignment } = parameter;
		if (typeof value !== "number" || value <= 0) return undefined;
		const schedule = beside(assignment.scope, "lr_scheduler_type");
		if (schedule?.value.value !== "constant") return ignored(parameter, warmupOverride(parameter));
		const { span, text: written } = schedule.value;
		const quote = /^["']/.exec(written)?.[0] ?? "";
		return {
			severity: "warning",
			message: { id: "warmup-ignored", params: { name, value: text } },
			sources: ["transformers-optimization"],
			related: { span, message: { id: "related-decides", params: {} } },
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
