import { examplesIn, loadersFed, mayDropLast } from "../recognise/loaders.ts";
import { isForTraining } from "../recognise/main-rate.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule } from "./rule.ts";
import { setTo } from "./set-value.ts";

export const page: Page = {
	summary: "A batch that is larger than the whole data it is drawn from.",
	severities: ["warning", "information"],
	explanation: `A batch larger than the data is never full: each epoch is one step on everything. With \`drop_last=True\` the only batch is dropped and
nothing is trained at all: warning, else information.

Only where both numbers stand in one document: \`num_train_samples\` and its like in a config, an array that a script makes itself.`,
};

export const batchSizeLargerThanDataset: Rule = {
	name: "batch-size-larger-than-dataset",
	parameter: "batch_size",
	sources: ["torch-sampler"],
	check(parameter) {
		const { value, name, role, assignment, setup, editSpan } = parameter;
		if (typeof value !== "number" || !Number.isInteger(value) || !isForTraining(parameter) || assignment.declared)
			return undefined;
		if (role === "search" || role === "group") return undefined;
		// Its batches are drawn from what is collected, not from a set.
		if (setup.task?.value === "rl-control") return undefined;
		const data = examplesOf(parameter);
		if (!data || data.examples >= value) return undefined;
		return {
			severity: data.dropped ? "warning" : "information",
			message: {
				id: data.dropped ? "batch-larger-dropped" : "batch-larger-than-data",
				params: { name, value, examples: data.examples },
			},
			sources: this.sources,
			fixes: () => [setTo(name, data.examples, editSpan, true, { id: "fix-set-examples", params: {} })],
		};
	},
};

function examplesOf(parameter: Parameter): { examples: number; dropped: boolean } | undefined {
	const { document, assignment, setup } = parameter;
	if (setup.examples) {
		const dropped = ["drop_last", "dataloader_drop_last"].some((name) =>
			document.named(name).some(({ value: { value } }) => value === true),
		);
		return { examples: setup.examples.value, dropped };
	}
	const { scope } = assignment;
	const calls = scope.kind === "call" && /\.fit$/.test(scope.callee ?? "") ? [scope] : loadersFed(parameter);
	for (const call of calls) {
		const examples = examplesIn(call, document);
		if (examples !== undefined) return { examples, dropped: mayDropLast(call) };
	}
	return undefined;
}
