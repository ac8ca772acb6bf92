import { optimizerCalls } from "../recognise/optimizer.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A schedule as the rate of a Keras optimizer, beside ReduceLROnPlateau, which sets that rate.",
	severities: ["error"],
	explanation: `Keras keeps the rate of an optimizer that is built with a schedule (\`Adam(learning_rate=ExponentialDecay(…))\`) from being set. The callback
\`ReduceLROnPlateau\` sets it, and stops the run with an error when it does so first. Take one of the two.

Silent in a script with several optimizers.`,
};

export const scheduleRefused: Rule = {
	name: "schedule-refused",
	parameter: "schedule",
	sources: ["keras-settable", "keras-plateau"],
	check({ name, assignment: { scope, value }, document, setup }) {
		const isSchedule = setup.framework?.value.id === "keras" && scope.kind === "call" && value.form === "name";
		const [plateau] = document.called("ReduceLROnPlateau");
		if (!isSchedule || !plateau || optimizerCalls(document).length !== 1) return undefined;
		return {
			severity: "error",
			message: { id: "schedule-not-settable", params: { name } },
			sources: this.sources,
			related: { span: plateau.span, message: { id: "related-decides", params: {} } },
		};
	},
};
