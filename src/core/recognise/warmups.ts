/** What a warmup is counted in. */

import type { Assignment } from "../read/model.ts";
import { beside } from "./numbers-beside.ts";
import { normalised } from "./words.ts";

/** A share of the run by its name. In OpenMMLab's old `lr_config` the ratio is that of the first rate to the full one. */
export const isShareOfRun = ({ name, scope }: Assignment): boolean =>
	/_(?:ratio|fraction|proportion)$/.test(normalised(name)) &&
	!beside(scope, "warmup_iters", "warmup", "warmup_by_epoch") &&
	scope.name !== "lr_config";
