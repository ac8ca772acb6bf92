import { lastPart } from "../recognise/index-document.ts";
import type { Parameter } from "../recognise/setup.ts";
import { steppingOf } from "../recognise/stepping.ts";
import { meaningOf } from "../recognise/vocabulary.ts";
import type { Message, Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A schedule whose length counts epochs while it is stepped for every batch, or the reverse.",
	severities: ["warning"],
	explanation: `PyTorch's schedules count calls of \`scheduler.step()\`. \`CosineAnnealingLR(optimizer, T_max=epochs)\` that is stepped for every batch reaches
its minimum after as many batches as there are epochs, climbs back, and goes on so through the whole run. With
\`T_max=len(loader)\` and one step an epoch the rate hardly falls. \`StepLR(optimizer, step_size=learning_rate)\` has a rate in the
place of a number of epochs, of which no epoch is a multiple.

Only where the script shows both loops and one \`scheduler.step()\` in them, without a condition around it.`,
};

export const scheduleInWrongUnit: Rule = {
	name: "schedule-in-wrong-unit",
	parameter: "schedule_length",
	sources: ["torch-schedulers"],
	check(parameter) {
		const message = whatIsWrong(parameter);
		return message && { severity: "warning", message, sources: this.sources };
	},
};

function whatIsWrong({ name, text, value, assignment, document }: Parameter): Message | undefined {
	const { scope } = assignment;
	const callee = lastPart(scope.callee ?? "");
	const params = { name, value: text, callee };
	if (callee === "StepLR") {
		const isRate = assignment.value.form === "name" && meaningOf(lastPart(text))?.parameter === "learning_rate";
		const isShare = typeof value === "number" && value > 0 && value < 1;
		return isRate || isShare ? { id: "step-size-is-rate", params } : undefined;
	}
	if (name !== "T_max" && name !== "total_steps") return undefined;
	const stepping = steppingOf(scope, document);
	if (!stepping) return undefined;
	if (stepping.every === "batch")
		return assignment.value.form === "name" && text === stepping.epochs
			? { id: "schedule-counts-epochs", params }
			: undefined;
	return countedIn(text) === stepping.loader ? { id: "schedule-counts-batches", params } : undefined;
}

/** `len(loader)` or a multiple of it. */
const countedIn = (text: string): string | undefined =>
	/^(?:[\w.]+\s*\*\s*)?len\(\s*([\w.]+)\s*\)(?:\s*\*\s*[\w.]+)?$/.exec(text)?.[1];
