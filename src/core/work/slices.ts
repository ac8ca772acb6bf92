/** Work that can be left off between two steps: a long document keeps nobody waiting who shares the thread. */

/** Work that yields where it may be left off; in the end it returns what comes of it. */
export type Steps<T> = Generator<undefined, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

let lastTurn: Promise<void> = Promise.resolve();

/** What waits on the thread goes first. One work after the other: timers that are due together run without a turn for anyone. */
export const afterOthers = (): Promise<void> => {
	lastTurn = lastTurn.then(() => new Promise((resolve) => setTimeout(resolve)));
	return lastTurn;
};

/** In milliseconds. A frame of the screen has 16, of which a step may take some more, and others want theirs. */
const SLICE = 4;

/** Work in slices of time, between which others have their turn. */
export class Slices {
	private began = performance.now();

	/** `turn` gives others theirs, and says whether the work is still wanted. */
	constructor(private readonly turn: () => Promise<boolean>) {}

	/** Does all steps, or some of them and then undefined: nobody wants the rest. */
	async run<T>(steps: Steps<T>): Promise<T | undefined> {
		for (;;) {
			const { done, value } = steps.next();
			if (done) return value;
			if (performance.now() - this.began < SLICE) continue;
			const isWanted = await this.turn();
			this.began = performance.now();
			if (!isWanted) return undefined;
		}
	}
}
