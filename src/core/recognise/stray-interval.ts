import type { Assignment } from "../read/model.ts";
import { beside } from "./numbers-beside.ts";

/** Lightning: `{"optimizer": …, "lr_scheduler": scheduler, "interval": "step"}`, whose interval belongs inside of `lr_scheduler`. */
export const isStrayInterval = ({ name, scope, value }: Assignment): boolean =>
	name === "interval" &&
	value.value === "step" &&
	scope.kind === "mapping" &&
	scope.parent?.callee === "configure_optimizers" &&
	beside(scope, "lr_scheduler") !== undefined &&
	beside(scope, "optimizer") !== undefined;
