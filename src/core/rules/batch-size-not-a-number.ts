import { isLoaderCall } from "./batch-size-not-positive.ts";
import { isForTraining, type Rule } from "./rule.ts";

/** `1,000`, `1 000`, `64 ,`: digits with something between them that no loader reads as a number. */
const GROUPED = /^\d{1,3}(?:[, ]\d{3})+$/;

export const batchSizeNotANumber: Rule = {
	name: "batch-size-not-a-number",
	summary: "A batch size that is text where a whole number is needed.",
	explanation: `PyTorch's sampler refuses a batch size in quotes, as it refuses every value that is no \`int\`. A thousand written as \`1,000\` is text to
every loader.

Silent for numbers in quotes in configs, whose loaders often turn them into numbers.`,
	parameter: "batch_size",
	severities: ["error", "warning"],
	sources: ["torch-sampler"],
	check(parameter) {
		const { value, text, name, role, assignment, editSpan } = parameter;
		if (!isForTraining(parameter) || role === "search" || assignment.declared) return undefined;
		const written = assignment.value.value;
		if (typeof written !== "string") return undefined;
		const grouped = GROUPED.test(written.trim());
		const refused = typeof value === "number" && assignment.value.form === "quoted" && isLoaderCall(parameter);
		if (!grouped && !refused) return undefined;
		const number = written.replace(/[, ]/g, "");
		return {
			severity: refused ? "error" : "warning",
			message: { id: "batch-is-text", params: { name, value: text, number } },
			sources: this.sources,
			fixes: [
				{
					title: { id: "fix-write-as-number", params: { value: number } },
					preferred: true,
					safe: true,
					edits: [{ span: editSpan, text: number }],
				},
			],
		};
	},
};
