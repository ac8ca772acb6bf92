import { givenTwice } from "./given-twice.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A batch size that the same name further down replaces.",
	severities: ["warning"],
	explanation: `YAML and JSON loaders keep the last of two equal keys in one mapping and say nothing: the first value is never used. Reported on the
value that is lost.`,
};

export const batchSizeGivenTwice: Rule = {
	name: "batch-size-given-twice",
	parameter: "batch_size",
	sources: ["pyyaml-resolver"],
	check(parameter) {
		return givenTwice(parameter, this.sources);
	},
};
