import { SHRINKAGE_BUDGET } from "../evidence/limits.ts";
import { showNumber } from "../present/numbers.ts";
import { boostingRounds } from "../recognise/boosting.ts";
import { cellOf } from "../recognise/cell.ts";
import { isMainRate } from "../recognise/main-rate.ts";
import { numberBeside } from "../recognise/numbers-beside.ts";
import { rateOverride } from "../recognise/overrides.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A boosting learning rate that the number of rounds cannot make up for.",
	severities: ["warning", "information"],
	explanation: `Each tree closes a share of what is left of the error: with a rate of 0.001 two hundred rounds close at most a fifth of it. LightGBM's
documentation wants a small rate together with many rounds. Below a tenth of the whole the model has hardly left its first guess: warning.

Only where rate and rounds stand together; silent with random forests and in search spaces.`,
};

export const learningRateTooLowForRounds: Rule = {
	name: "learning-rate-too-low-for-rounds",
	parameter: "learning_rate",
	sources: ["lightgbm", "xgboost"],
	check(parameter) {
		const { value, text, setup, assignment, document } = parameter;
		if (typeof value !== "number" || value <= 0 || assignment.declared || !isMainRate(parameter)) return undefined;
		if (cellOf(setup, assignment.scope) !== "gbdt/-") return undefined;
		// A forest is grown in one round, or in few.
		if (numberBeside(assignment.scope, "num_parallel_tree") || rateOverride(parameter)) return undefined;
		const rounds = boostingRounds(assignment.scope, document);
		if (!rounds) return undefined;
		const closed = 1 - (1 - Math.min(1, value)) ** rounds.value;
		if (closed >= SHRINKAGE_BUDGET.information) return undefined;
		return {
			severity: closed < SHRINKAGE_BUDGET.warning ? "warning" : "information",
			message: {
				id: "rate-too-low-for-rounds",
				params: { value: text, rounds: rounds.value, share: showNumber(closed) },
			},
			sources: this.sources,
			related: { span: rounds.assignment.value.span, message: { id: "related-length", params: {} } },
		};
	},
};
