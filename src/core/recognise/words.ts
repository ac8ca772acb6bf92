/** Splits names into lower-case words: `train_micro_batch_size_per_gpu`, `perDeviceBatchSize`, `--global-batch-size`, `SOLVER.BASE_LR`. */

const cache = new Map<string, readonly string[]>();
const CACHE_LIMIT = 4096;

export function words(name: string): readonly string[] {
	const known = cache.get(name);
	if (known) return known;
	const result = partsOf(name);
	if (cache.size >= CACHE_LIMIT) cache.clear();
	cache.set(name, result);
	return result;
}

/** The same without keeping it, for words that are met once. */
export const partsOf = (name: string): string[] =>
	name
		.replace(/([a-z\d])([A-Z])/g, "$1_$2")
		.replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter((word) => word !== "");

const SNAKE_CASE = /^[a-z\d_]+$/;

/** The words joined by `_`: one spelling for every way to write a name. Snake case, the most common one, stays as it is. */
export function normalised(name: string): string {
	return SNAKE_CASE.test(name) ? name : words(name).join("_");
}
