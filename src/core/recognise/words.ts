/** Splits names into lower-case words: `train_micro_batch_size_per_gpu`, `perDeviceBatchSize`, `--global-batch-size`, `SOLVER.BASE_LR`. */

import { remembered } from "./remembered.ts";

/** The same without remembering it, for words that are met once. */
export const partsOf = (name: string): string[] =>
	name
		.replace(/([a-z\d])([A-Z])/g, "$1_$2")
		.replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter((word) => word !== "");

export const words: (name: string) => readonly string[] = remembered(partsOf);

const SNAKE_CASE = /^[a-z\d_]+$/;

/** The words joined by `_`: one spelling for every way to write a name. Snake case, the most common one, stays as it is. */
export const normalised: (name: string) => string = remembered((name) =>
	SNAKE_CASE.test(name) ? name : words(name).join("_"),
);
