/** What one contender takes beyond another, of pairs of figures that were taken at the same time. */

export interface Beyond {
	readonly n: number;
	readonly median: number;
	/** Between these the true median lies with 95 % certainty; of less than six pairs they are the extremes, and say less. */
	readonly low: number;
	readonly high: number;
}

/**
 * By the order of the differences alone, whatever their distribution: one slow moment of the machine moves nothing.
 * @throws when there are no pairs
 */
export function beyond(pairs: readonly (readonly [number, number])[]): Beyond {
	const sorted = pairs.map(([one, other]) => one - other).sort((a, b) => a - b);
	const n = sorted.length;
	if (n === 0) throw new Error("no figures were taken at the same time: nothing can be compared");
	const at = (place: number): number => sorted[place] ?? Number.NaN;
	// As many are left out at each end as so few heads of n coins are rarer than one in forty.
	let out = 0;
	for (let rare = (1 + n) / 2 ** n; rare <= 1 / 40; rare += choose(n, out + 1) / 2 ** n) out++;
	const median = (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2;
	return { n, median, low: at(out), high: at(n - 1 - out) };
}

/** In how many ways so many of n are chosen. */
const choose = (n: number, count: number): number =>
	count === 0 ? 1 : (choose(n, count - 1) * (n - count + 1)) / count;
