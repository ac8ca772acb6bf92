/** Which row of the evidence covers a parameter: the most specific one whose conditions were seen. */

import type { Cell } from "../evidence/bands.ts";
import type { Scope } from "../read/model.ts";
import { isBoosting } from "./boosting.ts";
import type { Setup } from "./facts.ts";
import { lastPart } from "./index-document.ts";

/** Estimators whose `learning_rate` is not a gradient step on network weights, by class name. */
const ESTIMATORS: readonly (readonly [RegExp, Cell])[] = [
	[/^TSNE$/, "tsne/-"],
	[/^UMAP$/, "umap/-"],
	[/^(?:XGB\w*|LGBM\w*|CatBoost\w*|(?:Hist)?GradientBoosting\w*)$/, "gbdt/-"],
	[/^AdaBoost\w*$/, "adaboost/-"],
	[/^(?:SGDClassifier|SGDRegressor|SGDOneClassSVM|Perceptron)$/, "sklearn-sgd/eta0"],
	[/^MLP(?:Classifier|Regressor)$/, "sklearn-mlp/adam"],
	[/^(?:Word2Vec|Doc2Vec)$/, "word2vec/alpha"],
	[/^FastText$/, "fasttext/-"],
];
const GBDT_FRAMEWORKS: ReadonlySet<string> = new Set(["xgboost", "lightgbm", "catboost"]);

/** `scope` is where the value stands, if it stands anywhere: a call tells its class, boosting shows by its names. */
export function cellOf(setup: Setup, scope?: Scope): Cell {
	const callee = scope?.callee;
	if (callee !== undefined) {
		const estimator = ESTIMATORS.find(([pattern]) => pattern.test(lastPart(callee)));
		if (estimator) return estimator[1];
	}
	if (scope && !setup.optimizer && isBoosting(scope)) return "gbdt/-";
	if (setup.framework && GBDT_FRAMEWORKS.has(setup.framework.value.id) && !setup.optimizer) return "gbdt/-";
	return setup.optimizer ? `any/${setup.optimizer.value.family}` : "any/unknown";
}

/**
 * Whether a rate in the file is the rate that trains. Not so under a Noam schedule (a multiplier, E2.19) or where the
 * framework scales a base by the batch (E8.13).
 */
export function isFinalRate(setup: Setup): boolean {
	return setup.schedule?.value !== "noam" && setup.framework?.value.learningRate !== "scaled";
}
