import { OPENNMT_RATES } from "../evidence/defaults.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "Adam without a learning rate in OpenNMT, whose default of 1 is meant for SGD.",
	severities: ["warning"],
	explanation: `OpenNMT-py's \`learning_rate\` is 1 where nothing else is said, whatever \`optim\` is: right for SGD, a thousand times too high for Adam, for
which its own help recommends 0.001.

Silent with a \`decay_method\`, under which the rate is a multiplier.`,
};

export const learningRateLeftAtDefault: Rule = {
	name: "learning-rate-left-at-default",
	parameter: "optimizer",
	sources: ["opennmt-options"],
	check({ name, value, assignment: { scope, declared }, document, setup }) {
		if (setup.framework?.value.id !== "opennmt" || document.language === "python" || declared) return undefined;
		const recommended = OPENNMT_RATES[String(value)];
		if (recommended === undefined || beside(scope, "learning_rate", "decay_method", "train_from", "config"))
			return undefined;
		return {
			severity: "warning",
			message: { id: "rate-left-at-default", params: { name, value: String(value), rate: 1, recommended } },
			sources: this.sources,
		};
	},
};
