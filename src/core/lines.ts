/** Offsets to lines and columns and back. Lines end with LF, CRLF or CR, as in the editor; columns count UTF-16 code units. */

export interface Position {
	/** 0-based. */
	readonly line: number;
	/** 0-based. */
	readonly column: number;
}

const BACKSLASH = 92;

export class LineIndex {
	private readonly starts: number[] = [0];
	/** Lines that a backslash at their end joins with the next. */
	private readonly joined = new Set<number>();

	constructor(text: string) {
		// To be asked for the next sign is many times quicker than to look at each character.
		let feed = text.indexOf("\n");
		let carriage = text.indexOf("\r");
		while (feed >= 0 || carriage >= 0) {
			const isFeed = carriage < 0 || (feed >= 0 && feed < carriage);
			const end = isFeed ? feed : carriage;
			const next = end + (isFeed || feed !== end + 1 ? 1 : 2);
			if (text.charCodeAt(end - 1) === BACKSLASH) this.joined.add(this.starts.length - 1);
			this.starts.push(next);
			if (feed >= 0 && feed < next) feed = text.indexOf("\n", next);
			if (carriage >= 0 && carriage < next) carriage = text.indexOf("\r", next);
		}
	}

	at(offset: number): Position {
		let low = 0;
		let high = this.starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return { line: low, column: offset - (this.starts[low] ?? 0) };
	}

	/** The first line of those that backslashes join with this one. */
	firstJoined(line: number): number {
		let first = line;
		while (this.joined.has(first - 1)) first--;
		return first;
	}

	/** The last line of those that backslashes join with this one: a command of a shell may take many. */
	lastJoined(line: number): number {
		let last = line;
		while (this.joined.has(last)) last++;
		return last;
	}

	/** Where a line (0-based) begins. */
	startOf(line: number): number {
		return this.starts[Math.min(line, this.starts.length - 1)] ?? 0;
	}

	get count(): number {
		return this.starts.length;
	}
}
