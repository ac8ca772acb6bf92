/** Counts the records of a text as its bytes come by, without ever holding more than one piece of it. */

const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;

/** Where in a record the next byte stands. */
type State = "field-start" | "plain" | "quoted" | "after-quote";

/**
 * Records of delimited text (RFC 4180: a line break in quotes ends nothing, `""` in quotes is a quote), or lines where there is no
 * delimiter. Lines end with LF, CRLF or CR; empty ones are none. In UTF-8 no part of a letter looks like one of these signs.
 */
export class RecordCounter {
	private state: State = "field-start";
	private isEmpty = true;
	private ended = 0;

	/** @param delimiter the character code of what parts fields; undefined for plain lines */
	constructor(private readonly delimiter: number | undefined) {}

	take(bytes: Uint8Array): void {
		const { delimiter } = this;
		const hasQuotes = delimiter !== undefined;
		let { state, isEmpty } = this;
		for (const byte of bytes) {
			if (state === "quoted") {
				if (byte === QUOTE) state = "after-quote";
			} else if (byte === LINE_FEED || byte === RETURN) {
				if (!isEmpty) this.ended++;
				state = "field-start";
				isEmpty = true;
			} else {
				if (byte !== SPACE) isEmpty = false;
				// A quote inside a field is a character like others: `5" pipe`.
				if (byte === QUOTE && hasQuotes && state !== "plain") state = "quoted";
				else state = byte === delimiter ? "field-start" : "plain";
			}
		}
		this.state = state;
		this.isEmpty = isEmpty;
	}

	/** The records so far; the last one needs no line break. */
	get count(): number {
		return this.ended + (this.isEmpty ? 0 : 1);
	}
}
