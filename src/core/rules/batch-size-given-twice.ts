import { givenTwice } from "./given-twice.ts";
import type { Rule } from "./rule.ts";

export const explanation = `YAML and JSON loaders keep the last of two equal keys in one mapping and say nothing: the first value is never used. Reported on the
value that is lost.`;

export const batchSizeGivenTwice: Rule = {
	name: "batch-size-given-twice",
	summary: "A batch size that the same name further down replaces.",
	parameter: "batch_size",
	severities: ["warning"],
	sources: ["pyyaml-resolver"],
	check(parameter) {
		return givenTwice(parameter, this.sources);
	},
};
