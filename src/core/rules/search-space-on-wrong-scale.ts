import { beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Rule } from "./rule.ts";

const EXPONENT_DISTRIBUTIONS: ReadonlySet<unknown> = new Set(["log_uniform", "q_log_uniform"]);

export const searchSpaceOnWrongScale: Rule = {
	name: "search-space-on-wrong-scale",
	summary:
		"Bounds of a learning-rate search that are values where exponents are meant, or that are in the wrong order.",
	explanation: `W&B's \`log_uniform\` takes natural-log exponents: \`min: 1e-5, max: 1e-1\` samples between e^0.00001 = 1.00001 and e^0.1 = 1.105. The
distribution that takes values is \`log_uniform_values\`. A minimum above its maximum is no range at all.`,
	parameter: "learning_rate",
	severities: ["error"],
	sources: ["wandb-507"],
	check({ value, assignment, role }) {
		if (role !== "search" || typeof value !== "number") return undefined;
		const { scope, name } = assignment;
		const low = numberBeside(scope, "min");
		const high = numberBeside(scope, "max");
		if (name !== "max" || !low || !high) return undefined;
		const distribution = beside(scope, "distribution");
		if (distribution && EXPONENT_DISTRIBUTIONS.has(distribution.value.value) && value > 0) {
			const { span, text } = distribution.value;
			const quote = /^["']/.exec(text)?.[0] ?? "";
			const right = `${String(distribution.value.value)}_values`;
			return {
				severity: "error",
				message: { id: "search-exponents", params: { low: low.value, high: high.value, right } },
				sources: this.sources,
				fixes: [
					{
						title: { id: "fix-rename", params: { name: right } },
						preferred: true,
						safe: false,
						edits: [{ span, text: `${quote}${right}${quote}` }],
					},
				],
			};
		}
		if (low.value <= high.value) return undefined;
		return {
			severity: "error",
			message: { id: "search-reversed", params: { low: low.value, high: high.value } },
			sources: this.sources,
			fixes: [
				{
					title: { id: "fix-swap", params: {} },
					preferred: true,
					safe: false,
					edits: [
						{ span: low.assignment.value.span, text: high.assignment.value.text },
						{ span: high.assignment.value.span, text: low.assignment.value.text },
					],
				},
			],
		};
	},
};
