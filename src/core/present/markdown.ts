/** Text of a document inside Markdown: none of it can become Markdown, HTML, a link or a command. */

/** A code span around a text, on one line and not longer than can be read. */
export function code(text: string): string {
	const flat = text.replace(/\s+/g, " ").slice(0, 120);
	const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	return `${fence} ${flat} ${fence}`;
}

export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~]/g, "\\$&");
