import { beside } from "../recognise/numbers-beside.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A list of learning rates for a Katib parameter of type double or int, which wants bounds.",
	severities: ["error"],
	explanation: `Katib's validator refuses \`feasibleSpace.list\` for a \`parameterType\` of \`double\` or \`int\`: those have \`min\` and \`max\`. A list is for
\`discrete\` and \`categorical\` parameters.`,
};

export const searchSpaceRefused: Rule = {
	name: "search-space-refused",
	parameter: "learning_rate",
	sources: ["katib-validator"],
	check({ assignment }) {
		const { scope } = assignment;
		const space = scope.name === "list" ? scope.parent : undefined;
		if (space?.name !== "feasibleSpace" || scope.assignments[0] !== assignment) return undefined;
		const type = space.parent && beside(space.parent, "parameter_type")?.value;
		if (type?.value !== "double" && type?.value !== "int") return undefined;
		return {
			severity: "error",
			message: { id: "search-list-refused", params: { type: type.value } },
			sources: this.sources,
			related: { span: type.span, message: { id: "related-decides", params: {} } },
			fixes: () => [
				{
					title: { id: "fix-rename", params: { name: "discrete" } },
					preferred: true,
					safe: false,
					edits: [{ span: type.span, text: "discrete" }],
				},
			],
		};
	},
};
