/** Counts the records of a text as its bytes come by, without ever holding more than one piece of it. */

const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;

/** Where in a record the next byte stands. Numbers: a gigabyte has as many bytes. */
const FIELD_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const AFTER_QUOTE = 3;

/**
 * Records of delimited text (RFC 4180: a line break in quotes ends nothing, `""` in quotes is a quote), or lines where there is no
 * delimiter. Lines end with LF, CRLF or CR; empty ones are none. In UTF-8 no part of a letter looks like one of these signs.
 */
export class RecordCounter {
	private state = FIELD_START;
	private isEmpty = true;
	private ended = 0;

	/** @param delimiter the character code of what parts fields; undefined for plain lines */
	constructor(private readonly delimiter: number | undefined) {}

	take(bytes: Uint8Array): void {
		const delimiter = this.delimiter ?? -1;
		let { state, isEmpty, ended } = this;
		for (let i = 0; i < bytes.length; i++) {
			if (state === QUOTED) {
				i = bytes.indexOf(QUOTE, i);
				if (i < 0) break;
				state = AFTER_QUOTE;
				continue;
			}
			const byte = bytes[i] as number;
			if (byte > QUOTE && byte !== delimiter) {
				state = PLAIN;
				isEmpty = false;
			} else if (byte === LINE_FEED || byte === RETURN) {
				if (!isEmpty) ended++;
				state = FIELD_START;
				isEmpty = true;
			} else {
				if (byte !== SPACE) isEmpty = false;
				// A quote inside a field is a character like others: `5" pipe`.
				if (byte === QUOTE && delimiter >= 0 && state !== PLAIN) state = QUOTED;
				else state = byte === delimiter ? FIELD_START : PLAIN;
			}
		}
		this.state = state;
		this.isEmpty = isEmpty;
		this.ended = ended;
	}

	/** The records so far; the last one needs no line break. */
	get count(): number {
		return this.ended + (this.isEmpty ? 0 : 1);
	}
}
