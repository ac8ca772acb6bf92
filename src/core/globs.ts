/** Globs of a project file, with the signs of VS Code's: `*`, `?`, `**`, `{a,b}`, `[a-z]`; `/` between folders on every system. */

import { phrase } from "./words/phrase.ts";

/** What is wrong with a glob, in words; undefined where nothing is. */
export function globProblem(glob: string): string | undefined {
	if (glob.trim() === "") return phrase("A glob is not empty.");
	if (/^(?:\/|[A-Za-z]:|\.\.?\/)/.test(glob))
		return phrase("A glob is relative to the folder of this file and begins with a name or a wildcard.");
	if (glob.includes("\\")) return phrase("A glob has / between its folders.");
	const bare = glob.replace(/\[[^\]/]+\]/g, "");
	if (/[[\]]/.test(bare)) return phrase("A [ of this glob has no ], or the other way about.");
	if (/[{}]/.test(bare.replace(/\{[^{}]*\}/g, "")))
		return phrase("A { of this glob has no }, or braces stand in braces.");
	return undefined;
}

/** Whether a path (relative, `/` between its parts) matches. A wrong glob matches nothing. */
export function matchesGlob(glob: string, path: string): boolean {
	// Evaluated with the first glob, as the parsers are with their first document: it builds a grammar.
	const { default: zeptomatch } = require("zeptomatch") as typeof import("zeptomatch");
	return globProblem(glob) === undefined && zeptomatch(glob, path);
}
