import { beside } from "../recognise/numbers-beside.ts";
import { warmupOverride } from "../recognise/overrides.ts";
import { normalised } from "../recognise/words.ts";
import { ignored } from "./ignored.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A warmup that the schedule does not have, or that another setting overrides.",
	severities: ["warning", "information"],
	explanation: `Transformers' \`lr_scheduler_type: constant\` builds a schedule without a warmup, whatever \`warmup_steps\` or \`warmup_ratio\` say; the one
that has it is \`constant_with_warmup\`. Where both of those are given, the steps win. nanoGPT's \`decay_lr = False\` means no warmup either.
Kohya's \`lr_scheduler: constant\` has none too: its scripts refuse the steps (information), its window of settings drops the
percentage \`lr_warmup\`.`,
};

export const warmupIgnored: Rule = {
	name: "warmup-ignored",
	parameter: "warmup",
	sources: ["transformers-optimization", "transformers-arguments", "nanogpt-train", "kohya-sd-scripts"],
	check(parameter) {
		const { value, text, name, assignment, setup } = parameter;
		if (typeof value !== "number" || value <= 0) return undefined;
		// Kohya's scripts refuse what its window of settings leaves out by itself; there the warmup is a percentage.
		const isKohya = setup.framework?.value.id === "kohya";
		const schedule = beside(assignment.scope, isKohya ? "lr_scheduler" : "lr_scheduler_type");
		// verl's constant schedule has a warmup, by other names.
		const isItsOwn = isKohya || /^warmup_(?:steps|ratio)$/.test(normalised(assignment.name));
		if (schedule?.value.value !== "constant" || !isItsOwn) return ignored(parameter, warmupOverride(parameter));
		const { span, text: written } = schedule.value;
		const quote = /^["']/.exec(written)?.[0] ?? "";
		return {
			severity: isKohya && name !== "lr_warmup" ? "information" : "warning",
			message: { id: "warmup-ignored", params: { name, value: text } },
			sources: [isKohya ? "kohya-sd-scripts" : "transformers-optimization"],
			related: { span, message: { id: "related-decides", params: {} } },
			fixes: () => [
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
