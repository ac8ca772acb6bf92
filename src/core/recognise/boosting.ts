/** Gradient boosting is told by the names beside the rate, whatever library reads them. */

import type { Scope } from "../read/model.ts";
import { siblings } from "./numbers-beside.ts";

const BOOSTING_NAMES: ReadonlySet<string> = new Set(
	"max_depth num_leaves max_leaves colsample_bytree colsample_bylevel min_child_weight min_child_samples num_boost_round booster tree_method reg_lambda".split(
		" ",
	),
);

export const isBoosting = (scope: Scope): boolean => siblings(scope).some(({ name }) => BOOSTING_NAMES.has(name));
