import { givenTwice } from "./given-twice.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A learning rate that the same name further down replaces.",
	severities: ["warning"],
	explanation: `YAML and JSON loaders keep the last of two equal keys in one mapping and say nothing: the first value is never used. Reported on the
value that is lost.`,
};

export const learningRateGivenTwice: Rule = {
	name: "learning-rate-given-twice",
	parameter: "learning_rate",
	sources: ["pyyaml-resolver"],
	check(parameter) {
		return givenTwice(parameter, this.sources);
	},
};
