/** Chance that is the same on every machine: a generated tree can be made again from its seed. */

export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A number from 0 to below 1 (mulberry32, Tommy Ettinger, public domain). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number of a range, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(from: readonly T[]): T {
		const one = from[Math.floor(this.next() * from.length)];
		if (one === undefined) throw new Error("nothing to pick from");
		return one;
	}

	/** A size as files have them: few are very large. `spread` is the standard deviation of its logarithm. */
	size(median: number, spread: number): number {
		const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
		return Math.round(median * Math.exp(spread * normal));
	}
}
