/** Text of a document inside Markdown: none of it can become Markdown, HTML, a link or a command. */

/** A code span around a text, on one line and not longer than can be read. */
export function code(text: string): string {
	const flat = text.replace(/\s+/g, " ").slice(0, 120);
	const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	return `${fence} ${flat} ${fence}`;
}

export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~]/g, "\\$&");

const GLUE = "\u00a0";
const JOINER = "\u2060";

/** Prose in which no line ends within `1e-4 to 3e-4` or between a number and what it counts. */
export const unbroken = (text: string): string =>
	text
		.replace(/(?<=\d[KMBT%]?\**) (to|\u00d7|=|\/|\u2192) (?=\**[\d\u221a])/g, `${GLUE}$1${GLUE}`)
		.replace(/(?<=\d[KMBT]?\**) (?=\p{L}{3})/gu, GLUE)
		.replace(/(?<=\d)\uff5e(?=\d)/g, `${JOINER}\uff5e${JOINER}`);
