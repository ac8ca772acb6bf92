import { literalOf } from "../read/model.ts";
import { isForTraining } from "../recognise/main-rate.ts";
import { isLoaderCall } from "./batch-size-not-positive.ts";
import { isQuotedAlone } from "./quoted.ts";
import type { Page, Rule } from "./rule.ts";

/** `1,000`, `1 000`: thousands that no loader reads as a number. `128,256` is a list of two to Hydra. */
const GROUPED = /^\d{1,3}(?:[, ]000)+$/;

export const page: Page = {
	summary: "A batch size that is text where a whole number is needed.",
	severities: ["error", "warning", "information"],
	explanation: `PyTorch's sampler refuses a batch size in quotes, as it refuses every value that is no \`int\`. A thousand written as \`1,000\` is text to
every loader.

A number in quotes in a YAML file of an unknown loader, beside numbers without, is information; silent where a framework's loader is known
or everything is in quotes.`,
};

export const batchSizeNotANumber: Rule = {
	name: "batch-size-not-a-number",
	parameter: "batch_size",
	sources: ["torch-sampler"],
	check(parameter) {
		const { value, text, name, role, assignment, editSpan } = parameter;
		if (!isForTraining(parameter) || role === "search" || assignment.declared) return undefined;
		const { value: written, form } = literalOf(assignment);
		if (typeof written !== "string") return undefined;
		const grouped = GROUPED.test(written.trim());
		const refused = typeof value === "number" && form === "quoted" && isLoaderCall(parameter);
		const unsure =
			typeof value === "number" &&
			parameter.document.language === "yaml" &&
			!parameter.setup.framework &&
			isQuotedAlone(assignment);
		if (!grouped && !refused && !unsure) return undefined;
		const number = written.replace(/[, ]/g, "");
		return {
			severity: refused ? "error" : grouped ? "warning" : "information",
			message: { id: "batch-is-text", params: { name, value: text, number } },
			sources: this.sources,
			fixes: () => [
				{
					title: { id: "fix-write-as-number", params: { value: number } },
					preferred: true,
					// What is grouped may have been meant otherwise, and whoever is not known to refuse text may expect it.
					safe: refused && !grouped,
					edits: [{ span: editSpan, text: number }],
				},
			],
		};
	},
};
