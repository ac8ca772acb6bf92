/** What IPython adds to Python: magics, commands of the shell, questions. */

/** Without one of these at the beginning or end of a line there is nothing to do. */
const MAY_MATTER = /^[ \t]*[%!?]|=[ \t]*[%!]|\?[ \t]*$/m;

/** A magic for a whole cell. */
const CELL_MAGIC = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*%%.*/;
/** Cells that are no Python; what is written to a script is. */
const FOREIGN =
	/^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*%%(?:!|(?:ba|z|c)?sh|shell|system|sx|cmd|script|perl|ruby|R|julia|html|HTML|javascript|js|svg|SVG|latex|markdown|sql|bigquery|configure|cpp|cuda?|(?:writefile|file)\b(?!.*\.py[ \t]*(?:[\r\n]|$)))(?!\w)/;

/** `%magic`, `!command`, `?help`, `help?`, `files = !ls`: all of a line. */
const LINE = /[ \t]*(?:[%!?]|[\w., ]+=[ \t]*(?:%\w|!(?!=))|[\w.*]+\?{1,2}[ \t]*$)/my;
/** Magics that run the statement behind them. */
const BEFORE_STATEMENT = /%(?:time|timeit|prun|memit|mprun|lprun)\b(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]+(?=[^\s-])/my;
/** A line with those that its backslashes join to it. */
const JOINED_LINES = /(?:[^\n]*\\\r?\n)*[^\n]*/y;

/** What decides where a statement begins. */
const MARK = /"""|'''|["'#([{)\]}\n]|\\\r?\n/g;

/** A cell's text with all of that replaced by as many characters of Python. */
export function plainPython(cell: string): string {
	if (!MAY_MATTER.test(cell)) return cell;
	if (FOREIGN.test(cell)) return blank(cell);
	const magic = CELL_MAGIC.exec(cell)?.[0] ?? "";
	let plain = nothing(magic);
	let copied = magic.length;
	let depth = 0;
	const replace = (from: number, length: number, by: (text: string) => string): number => {
		plain += cell.slice(copied, from) + by(cell.slice(from, from + length));
		copied = from + length;
		return copied;
	};
	/** Where what is special about a line that begins a statement ends. */
	const begin = (at: number): number => {
		const indent = at + lengthAt(/[ \t]*/y, cell, at);
		const runs = lengthAt(BEFORE_STATEMENT, cell, indent);
		if (runs > 0) return replace(indent, runs, (text) => "0;".padEnd(text.length));
		if (lengthAt(LINE, cell, at) === 0) return at;
		return replace(indent, lengthAt(JOINED_LINES, cell, indent), nothing);
	};
	MARK.lastIndex = begin(copied);
	for (let mark = MARK.exec(cell); mark; mark = MARK.exec(cell)) {
		const [sign] = mark;
		const end = MARK.lastIndex;
		if (sign === "\n") {
			if (depth === 0) MARK.lastIndex = begin(end);
		} else if (sign === "#") MARK.lastIndex = end + lengthAt(/[^\n]*/y, cell, end);
		else if (/["']/.test(sign)) MARK.lastIndex = endOfString(cell, end, sign);
		else if (/[([{]/.test(sign)) depth++;
		else if (/[)\]}]/.test(sign)) depth = Math.max(0, depth - 1);
	}
	return plain + cell.slice(copied);
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** A statement that does nothing, where a block may need one. */
const nothing = (text: string): string => blank(text).replace(" ", "0");

/** How much a sticky expression matches at a place. */
function lengthAt(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0].length ?? 0;
}

/** Where a string ends that was begun with `quote`: at the same quote, or at the end of the line if it is a single one. */
function endOfString(text: string, from: number, quote: string): number {
	const stop = quote.length > 1 ? /\\[\s\S]|"""|'''/g : /\\[\s\S]|["'\n]/g;
	stop.lastIndex = from;
	for (let found = stop.exec(text); found; found = stop.exec(text)) {
		if (found[0] === quote) return stop.lastIndex;
		// The line's end is looked at again, as the beginning of the next statement.
		if (found[0] === "\n") return found.index;
	}
	return text.length;
}
