/** Gradient boosting is told by the names beside the rate, whatever library reads them. */

import type { Assignment, Scope } from "../read/model.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";
import { argument, numberBeside, siblings } from "./numbers-beside.ts";

const BOOSTING_NAMES: ReadonlySet<string> = new Set(
	"max_depth num_leaves max_leaves colsample_bytree colsample_bylevel min_child_weight min_child_samples num_boost_round booster tree_method reg_lambda".split(
		" ",
	),
);

export const isBoosting = (scope: Scope): boolean => siblings(scope).some(({ name }) => BOOSTING_NAMES.has(name));

/**
 * A random forest of XGBoost: its classes, or many trees in the only round, whose number stands beside them or in the call of
 * `train` that is given them.
 */
export function isForest({ scope }: Assignment, document: DocumentIndex): boolean {
	if (/^XGBRF\w+$/.test(lastPart(scope.callee ?? ""))) return true;
	const trees = numberBeside(scope, "num_parallel_tree");
	if (!trees || trees.value <= 1) return false;
	const beside = numberBeside(scope, "num_boost_round", "n_estimators", "num_round");
	if (beside) return beside.value === 1;
	const trained = document
		.called("train")
		.filter((call) => scope.name !== "" && argument(call, "params", 0)?.value.value === scope.name);
	return trained.length > 0 && trained.every((call) => argument(call, "num_boost_round", 2)?.value.value === 1);
}
