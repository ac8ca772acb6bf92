/** A text on the two lines of an entry in a list, of which the upper one is begun with other things. */

/** The letters that a line of a list has room for: it is as wide in every window, and what is longer is cut. */
const LINE = 80;

/** All of it below where it fits; else it begins above, behind so many letters that stand there, and goes on below. */
export function twoLines(text: string, taken: number): readonly [above: string, below: string] {
	if (text.length <= LINE) return ["", text];
	const end = text.lastIndexOf(" ", LINE - taken);
	return end <= 0 ? ["", text] : [text.slice(0, end), text.slice(end + 1)];
}
