import { spansDecades } from "../evidence/formulas.ts";
import { rangeOf, type SearchRange } from "../recognise/search-space.ts";
import type { Fix, Message, Page, Rule, Severity } from "./rule.ts";

export const page: Page = {
	summary:
		"A learning-rate search whose bounds are values where exponents are meant, out of order, or searched linearly over decades.",
	severities: ["error", "information"],
	explanation: `W&B's \`log_uniform\` takes natural-log exponents: \`min: 1e-5, max: 1e-1\` samples between e^0.00001 = 1.00001 and e^0.1 = 1.105. The
distribution that takes values is \`log_uniform_values\`. A minimum above its maximum is no range at all, and a log scale has no
place for zero.

A linear search over two decades or more is information: of the rates between 1e-5 and 1e-1 it draws nine of ten above 1e-2.
Optuna's and Ray's own documentation search learning rates on a log scale.`,
};

export const searchSpaceOnWrongScale: Rule = {
	name: "search-space-on-wrong-scale",
	parameter: "learning_rate",
	sources: ["wandb-507", "hyperopt-space", "optuna-log-uniform"],
	check({ role, assignment }) {
		const range = role === "search" ? rangeOf(assignment.scope) : undefined;
		// One finding for a range, on its upper bound.
		if (!range || range.high !== assignment) return undefined;
		const wrong = whatIsWrong(range);
		if (!wrong) return undefined;
		const [severity, message] = wrong;
		return {
			severity,
			message,
			sources:
				range.scale === "exponents" ? [range.distribution ? "wandb-507" : "hyperopt-space"] : ["optuna-log-uniform"],
			fixes: () => waysOut(range, message),
		};
	},
};

function whatIsWrong({ lowest, highest, scale, distribution }: SearchRange): readonly [Severity, Message] | undefined {
	const bounds = { low: lowest, high: highest };
	if (scale === "exponents" && highest > 0) {
		if (!distribution) return lowest < 0 ? undefined : ["error", { id: "search-exponents-call", params: bounds }];
		return ["error", { id: "search-exponents", params: { ...bounds, right: `${distribution.value.value}_values` } }];
	}
	if (lowest > highest) return ["error", { id: "search-reversed", params: bounds }];
	if (scale === "log" && lowest <= 0) return ["error", { id: "search-log-not-positive", params: bounds }];
	if (scale === "linear" && lowest > 0 && spansDecades(lowest, highest))
		return ["information", { id: "search-linear", params: bounds }];
	return undefined;
}

function waysOut({ low, high, distribution }: SearchRange, { id, params }: Message): Fix[] {
	if (id === "search-exponents" && distribution) {
		const { span, text } = distribution.value;
		const quote = /^["']/.exec(text)?.[0] ?? "";
		const right = String(params.right);
		return [
			{
				title: { id: "fix-rename", params: { name: right } },
				preferred: true,
				safe: false,
				edits: [{ span, text: `${quote}${right}${quote}` }],
			},
		];
	}
	if (id !== "search-reversed") return [];
	return [
		{
			title: { id: "fix-swap", params: {} },
			preferred: true,
			safe: false,
			edits: [
				{ span: low.value.span, text: high.value.text },
				{ span: high.value.span, text: low.value.text },
			],
		},
	];
}
