/** A document in the editor as the core sees it: one version after the other. */

import { type Analysis, analyse, DEFAULT_OPTIONS, readRelevant } from "../src/core/linter.ts";
import type { Format } from "../src/core/read/model.ts";

export class Session {
	private before: Analysis | undefined;

	constructor(private readonly format: Format) {}

	/** From a version's text to its findings. */
	next(text: string): Analysis {
		const read = readRelevant(text, this.format, DEFAULT_OPTIONS, this.before);
		this.before = analyse(text, this.format, DEFAULT_OPTIONS, undefined, read);
		return this.before;
	}
}
