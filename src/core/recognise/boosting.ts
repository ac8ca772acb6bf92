/** Gradient boosting is told by the names beside the rate, whatever library reads them. */

import { FEW_ROUNDS } from "../evidence/limits.ts";
import type { Assignment, Scope } from "../read/model.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";
import { type Beside, numberBeside, siblings } from "./numbers-beside.ts";

const BOOSTING_NAMES: ReadonlySet<string> = new Set(
	"max_depth num_leaves max_leaves colsample_bytree colsample_bylevel min_child_weight min_child_samples num_boost_round booster tree_method reg_lambda".split(
		" ",
	),
);

/** Estimators of the libraries, which take what they do not know as parameters of the library. */
export const isBoostingCall = ({ kind, callee = "" }: Scope): boolean =>
	kind === "call" && /^(?:XGB|LGBM)\w+$/.test(lastPart(callee));

export const isBoosting = (scope: Scope): boolean => siblings(scope).some(({ name }) => BOOSTING_NAMES.has(name));

const ROUNDS = ["n_estimators", "num_boost_round", "num_iterations", "num_round", "iterations", "nrounds", "max_iter"];

/** The rounds beside a rate, or in the one call of `train` that is given the dictionary in which it stands. */
export function boostingRounds(scope: Scope, document: DocumentIndex): Beside | undefined {
	const own = numberBeside(scope, ...ROUNDS);
	if (own || scope.name === "" || scope.kind === "call") return own;
	const [call, ...others] = document
		.called("train")
		.filter(({ assignments: [given] }) => given?.value.value === scope.name && given.value.form === "name");
	if (!call || others.length > 0) return undefined;
	const third = call.assignments.find(({ name, path }) => name === "" && path.at(-1) === "2");
	return (
		numberBeside(call, ...ROUNDS) ??
		(typeof third?.value.value === "number" ? { value: third.value.value, assignment: third } : undefined)
	);
}

/** A random forest of XGBoost: its classes, or many trees in the only round. */
export function isForest({ scope }: Assignment, document: DocumentIndex): boolean {
	if (/^XGBRF\w+$/.test(lastPart(scope.callee ?? ""))) return true;
	const trees = numberBeside(scope, "num_parallel_tree");
	return trees !== undefined && trees.value > 1 && boostingRounds(scope, document)?.value === 1;
}

/** Whether a rate of up to 1 is in place: many trees a round, whose mean is taken, or so few rounds that nothing is to be shrunk (E6.1). */
export function takesWholeTrees({ scope }: Assignment, document: DocumentIndex): boolean {
	const rounds = boostingRounds(scope, document)?.value;
	return (numberBeside(scope, "num_parallel_tree")?.value ?? 1) > 1 || (rounds !== undefined && rounds <= FEW_ROUNDS);
}
