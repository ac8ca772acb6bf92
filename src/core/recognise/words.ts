/** Splits names into lower-case words: `train_micro_batch_size_per_gpu`, `perDeviceBatchSize`, `--global-batch-size`, `SOLVER.BASE_LR`. */

import { remembered } from "./remembered.ts";

export const words: (name: string) => readonly string[] = remembered((name) =>
	name
		.replace(/([a-z\d])([A-Z])/g, "$1_$2")
		.replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter((word) => word !== ""),
);

const SNAKE_CASE = /^[a-z\d_]+$/;

/** The words joined by `_`: one spelling for every way to write a name. Snake case, the most common one, stays as it is. */
export const normalised: (name: string) => string = remembered((name) =>
	SNAKE_CASE.test(name) ? name : words(name).join("_"),
);
