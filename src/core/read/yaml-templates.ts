/** Templates around a YAML document (Jinja, Helm): what they fill in is unknown, and the rest stays a document. */

/** The bound is longer than any expression that people write; without it a missing end would be looked for again and again. */
const EXPRESSION = /\{\{.{0,400}?\}\}|\{%.{0,400}?%\}/g;
const LINE = /^.*\{[{%].*$/gm;
const COMMENT = ["{#", "#}"] as const;

/**
 * The text with its templates as words that no name or number is like, each at its own place. A line that only steers the
 * template (`{% if adapter %}`, `{{- toYaml .Values.env | nindent 8 }}`) is no part of the document: it is left blank.
 */
export function maskTemplates(text: string): string {
	return blankComments(text).replace(LINE, (line) => {
		const steers = line.replace(EXPRESSION, "").trim() === "";
		return steers ? blank(line) : line.replace(EXPRESSION, (expression) => "_".repeat(expression.length));
	});
}

function blankComments(text: string): string {
	const [opening, closing] = COMMENT;
	let rest = 0;
	let masked = "";
	for (;;) {
		const start = text.indexOf(opening, rest);
		const end = start < 0 ? -1 : text.indexOf(closing, start);
		if (end < 0) return masked + text.slice(rest);
		masked += text.slice(rest, start) + blank(text.slice(start, end + closing.length));
		rest = end + closing.length;
	}
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");
