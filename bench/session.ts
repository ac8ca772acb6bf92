/** A document in the editor as the core sees it: one version after the other. */

import { setImmediate } from "node:timers/promises";
import {
	type Analysis,
	analyse,
	analyseInSteps,
	DEFAULT_OPTIONS,
	readRelevant,
	readRelevantInSteps,
} from "../src/core/linter.ts";
import type { Format } from "../src/core/read/model.ts";
import { Slices } from "../src/core/work/slices.ts";

export class Session {
	private before: Analysis | undefined;

	constructor(private readonly format: Format) {}

	/** From a version's text to its findings. */
	next(text: string): Analysis {
		const read = readRelevant(text, this.format, DEFAULT_OPTIONS, this.before);
		this.before = analyse(text, this.format, DEFAULT_OPTIONS, undefined, read);
		return this.before;
	}

	/** The same in slices, as the editor does it; how many milliseconds the longest of them holds the thread. */
	async longestSlice(text: string): Promise<number> {
		let longest = 0;
		let began = performance.now();
		const end = (): void => {
			longest = Math.max(longest, performance.now() - began);
		};
		const slices = new Slices(async () => {
			end();
			await setImmediate();
			began = performance.now();
			return true;
		});
		const read = await slices.run(readRelevantInSteps(text, this.format, DEFAULT_OPTIONS, this.before));
		this.before = await slices.run(analyseInSteps(text, this.format, DEFAULT_OPTIONS, undefined, read));
		end();
		return longest;
	}
}
