/** What `.gitignore` files leave out. Paths are relative to one top folder, `/` between their parts and after a folder's own. */

import type { Ignore } from "ignore";

export class GitIgnore {
	static readonly nothing = new GitIgnore(undefined);

	private constructor(private readonly rules: Ignore | undefined) {}

	/** With the `.gitignore` of a folder (`""` for the top) as well, which stands before those of the folders above. */
	and(folder: string, text: string): GitIgnore {
		// Evaluated with the first file, as the parsers are with their first document.
		const ignore = require("ignore") as typeof import("ignore");
		const rules = ignore({ ignorecase: false });
		return new GitIgnore((this.rules ? rules.add(this.rules) : rules).add(fromTop(folder, text)));
	}

	ignores(path: string): boolean {
		return this.rules?.ignores(path) ?? false;
	}
}

/** The lines of a folder's file as they would stand in the top folder's: so the last line that fits decides, as Git has it. */
function fromTop(folder: string, text: string): string {
	if (folder === "") return text;
	const prefix = folder.replace(/[\\*?[]/g, "\\$&");
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
	return lines
		.map((line) => {
			const [, not, pattern] = /^(!?)(.*)$/.exec(line) as unknown as [string, string, string];
			// A slash before the end ties a pattern to its own folder.
			const isTied = /\/(?!\s*$)/.test(pattern);
			return `${not}/${prefix}/${isTied ? pattern.replace(/^\//, "") : `**/${pattern}`}`;
		})
		.join("\n");
}
