import { lastPart } from "../recognise/index-document.ts";
import { isForTraining } from "../recognise/main-rate.ts";
import type { Parameter } from "../recognise/setup.ts";
import { batchFixes } from "../suggest/recommend.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A batch size of zero or less where no framework gives that a meaning.",
	severities: ["error", "warning", "information"],
	explanation: `A batch holds at least one example: PyTorch's sampler refuses anything else (\`batch_size should be a positive integer value\`).

Silent where the value has a meaning: \`-1\` for AutoBatch in Ultralytics, a zero that a script fills in at run time, a size for
evaluation that is switched off. Information for \`-1\` where the framework is unknown, since several use it for "the whole set".`,
};

export const batchSizeNotPositive: Rule = {
	name: "batch-size-not-positive",
	parameter: "batch_size",
	sources: ["torch-sampler"],
	check(parameter, context) {
		const { value, role, setup, assignment } = parameter;
		if (typeof value !== "number" || value > 0 || Number.isNaN(value)) return undefined;
		if (!isForTraining(parameter) || role === "search" || role === "group") return undefined;
		if (setup.framework?.value.batchSentinel?.(value, parameter.name)) return undefined;
		const refused = isLoaderCall(parameter) || setup.framework?.value.batchMustBeWhole === true;
		// A script declares 0 and fills it in at run time (CleanRL); `batch: -1` is AutoBatch by its name alone.
		if (
			!refused &&
			(assignment.declared || assignment.scope.kind === "class" || parameter.document.language === "python")
		)
			return undefined;
		if (!refused && value === -1 && parameter.name === "batch") return undefined;
		return {
			severity: refused ? "error" : value === -1 ? "information" : "warning",
			message: { id: "batch-not-positive", params: { name: parameter.name, value: parameter.text } },
			sources: this.sources,
			fixes: () => batchFixes(parameter, context),
		};
	},
};

export function isLoaderCall({ assignment }: Parameter): boolean {
	const { callee } = assignment.scope;
	return callee !== undefined && /^(?:DataLoader|BatchSampler|TrainingArguments)$/.test(lastPart(callee));
}
