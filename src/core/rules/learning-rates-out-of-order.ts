import { isFinalRate } from "../recognise/cell.ts";
import { numberBeside } from "../recognise/numbers-beside.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule } from "./rule.ts";

/** Names of the rate that trains, of which a floor or an end is a part. */
const MAIN = ["lr", "learning_rate", "max_lr", "base_lr", "peak_lr", "max_learning_rate"];
/** Frameworks that assert the order at start. */
const ENFORCED: ReadonlySet<string> = new Set(["megatron-lm"]);

export const learningRatesOutOfOrder: Rule = {
	name: "learning-rates-out-of-order",
	summary: "A minimum or final learning rate above the rate it is the floor of.",
	explanation: `A schedule falls from the learning rate to its minimum: a minimum above the rate makes it rise instead, or is refused (Megatron-LM
asserts \`min_lr <= max_lr\`). About a tenth of the rate is usual.

Fractions of the rate (\`min_lr_ratio\`, \`lrf\`) are not rates, and \`-1\` means "not used".`,
	parameter: "learning_rate",
	severities: ["error", "warning"],
	sources: ["megatron-scheduler"],
	check({ value, text, name, assignment, role, setup }) {
		if (role !== "min" || typeof value !== "number" || value <= 0 || !isFinalRate(setup)) return undefined;
		if (!/^(?:min_lr|lr_min|min_learning_rate|eta_min|end_lr)$/.test(normalised(assignment.name).replace(/^_+/, "")))
			return undefined;
		const main = numberBeside(assignment.scope, ...MAIN);
		if (!main || main.value <= 0 || value <= main.value) return undefined;
		return {
			severity: ENFORCED.has(setup.framework?.value.id ?? "") ? "error" : "warning",
			message: {
				id: "rates-out-of-order",
				params: { name, value: text, main: main.assignment.name, mainValue: main.assignment.value.text },
			},
			sources: this.sources,
		};
	},
};
