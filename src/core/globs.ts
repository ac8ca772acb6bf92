/** Globs of a project file, with the signs of VS Code's: `*`, `?`, `**`, `{a,b}`, `[a-z]`; `/` between folders on every system. */

/** More wildcards than any path needs: matching them could take long. */
const MOST_WILDCARDS = 8;
const LONGEST = 200;

/** What is wrong with a glob, in words; undefined where nothing is. */
export function globProblem(glob: string): string | undefined {
	if (glob.trim() === "") return "A glob is not empty.";
	if (/^(?:\/|[A-Za-z]:|\.\.?\/)/.test(glob))
		return "A glob is relative to the folder of this file and begins with a name or a wildcard.";
	if (glob.includes("\\")) return "A glob has / between its folders.";
	if (glob.length > LONGEST || (glob.match(/\*+/g)?.length ?? 0) > MOST_WILDCARDS)
		return "A glob has not so many wildcards.";
	const bare = glob.replace(/\[[^\]/]+\]/g, "");
	if (/[[\]]/.test(bare)) return "A [ of this glob has no ], or the other way about.";
	if (/[{}]/.test(bare.replace(/\{[^{}]*\}/g, ""))) return "A { of this glob has no }, or braces stand in braces.";
	return undefined;
}

/** Whether a path (relative, `/` between its parts) matches. A wrong glob matches nothing. */
export function matchesGlob(glob: string, path: string): boolean {
	if (globProblem(glob) !== undefined) return false;
	const source = glob.replace(/\/?\*\*\/(?:\*\*\/)*|\/\*\*$|\*+|\?|\[[^\]/]+\]|\{[^{}]*\}|[^*?[{/]+|\//g, translate);
	return new RegExp(`^${source}$`).test(path);
}

function translate(part: string): string {
	if (/^\*\*\//.test(part)) return "(?:[^/]+/)*";
	if (/^\/\*\*\//.test(part)) return "/(?:[^/]+/)*";
	if (part === "/**") return "/.+";
	if (part === "**") return ".*";
	if (part.startsWith("*")) return "[^/]*";
	if (part === "?") return "[^/]";
	if (part.startsWith("["))
		return `[${part
			.slice(1, -1)
			.replace(/^!/, "^")
			.replace(/[[\]\\]/g, "\\$&")}]`;
	if (part.startsWith("{"))
		return `(?:${part
			.slice(1, -1)
			.split(",")
			.map((one) => literal(one).replace(/\\\*/g, "[^/]*"))
			.join("|")})`;
	return literal(part);
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
