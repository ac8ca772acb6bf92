/**
 * Whether a text may hold any of our values, told by its words before anything is read. It says no only where recognition would
 * find nothing: every rule by which a value is found needs one of these words in the text.
 */

import { isKnownCall } from "./arguments.ts";
import { remembered } from "./remembered.ts";
import { isScheduleWithLength } from "./schedule-lengths.ts";
import { isOfName, MAY_MATTER } from "./vocabulary.ts";

/** Names with other signs between their words: `learning rate`, `--batch-size`. */
const IN_WORDS = /learning_*\W[\W_]*rate|batch_*\W[\W_]*size|gradient[\W_]*accumulation[\W_]*steps/i;
/** Strings that spell a letter by its number, or any other sign right before one. */
const SPELT = /\\(?:u00[3-7]|x[3-7]|U000000[3-7]|0?[67][0-7]|1[0-7]{2}|(?:u[\da-f]{2}|x)[\da-f]{2}[a-z_])|\\{3}/i;
const SPELT_BY_NAME = /\\N\{/;
/** A notebook may break its code into strings wherever it likes; a script may have a comment or a prefix between two parts of a string. */
const IN_PIECES = /"cell_type"|"worksheets"|["']\s*#[^\n]{0,200}\n\s*[a-z]{0,2}["']\w|(?<=\w)["']\s+[rbuf]{1,2}["']\w/i;
/** What is named by itself, whatever it is a name of: the parts of schedules, and single names of libraries. */
const ALONE: ReadonlySet<string> = new Set([
	"eta",
	"nminibatches",
	"configure_optimizers",
	"SOLVER",
	"lr_config",
	"lr_scheduler_type",
	"MultiStepLR",
]);

/** Calls whose arguments are ours by their places, in a text that has no name of ours: optimizers, schedules, iterators. */
const CALLS =
	/(?:ada[a-z]|sgd|rms_?prop|lion|lamb|lar[cs]|sophia|soap|shampoo|muon|novograd|prodigy|cocob|mechani[cz]|dog|ftrl|lbfgs|radam|ranger|nag|momentum|nesterov|gradient_?descent|decay|schedule|constant|iter)\w*\s*\(|\bfit\((?:[^()=]*,){2}/i;
const WORD = /[A-Za-z_]\w*/g;
const CALLED = /(?:\s|\\\r?\n)*\(/y;
/** What stands between two pieces of one word: quotes and what escapes, and the gap between two strings that are one. */
const JOINT = /["'\\][\s"'\\]*/y;
const LONGEST = 100;

export function mayMatter(text: string): boolean {
	if (isSpelt(text)) return true;
	if (!MAY_MATTER.test(text) && !CALLS.test(text)) return false;
	if (IN_WORDS.test(text) || IN_PIECES.test(text)) return true;
	let end = -1;
	let joined = "";
	WORD.lastIndex = 0;
	for (let found = WORD.exec(text); found; found = WORD.exec(text)) {
		const { 0: word, index } = found;
		const from = end;
		end = WORD.lastIndex;
		if (isOurs(word, text, end)) return true;
		if (index === 0) continue;
		// `\nlr`: the letter is a line's end, or the name's own.
		if (text.charCodeAt(index - 1) === BACKSLASH && isOurs(word.slice(1), text, end)) return true;
		if (isJoint(text, from, index)) {
			joined += word;
			if (joined.length <= LONGEST && isOurs(joined, text, end)) return true;
		} else joined = word;
	}
	return false;
}

/** Whether letters of a name may be written as something else. */
export const isSpelt = (text: string): boolean => text.includes("\\") && (SPELT.test(text) || SPELT_BY_NAME.test(text));

const BACKSLASH = 92;

/** `l"r"`, `"l" "r"`, `l\r`: what the shell or Python make one word of. */
function isJoint(text: string, from: number, to: number): boolean {
	JOINT.lastIndex = from;
	return from >= 0 && from < to && JOINT.test(text) && JOINT.lastIndex === to;
}

export function isOurs(word: string, text: string, end: number): boolean {
	if (isName(word)) return true;
	// PyTorch's module has the name of OpenNMT's option.
	if (word === "optim") return !/^\.[A-Za-z]/.test(text.slice(end, end + 2));
	CALLED.lastIndex = end;
	return CALLED.test(text) && isCallOfOurs(word);
}

const LOWER = 32;
const LETTER_B = 98;
const LETTER_G = 103;
const LETTER_L = 108;
const WORDS_HERE = new RegExp(IN_WORDS.source, "iy");

/** How long a name in several words is that begins here; 0 where none does. */
export function lengthOfWords(text: string, from: number): number {
	const first = text.charCodeAt(from) | LOWER;
	if (first !== LETTER_B && first !== LETTER_G && first !== LETTER_L) return 0;
	WORDS_HERE.lastIndex = from;
	return WORDS_HERE.test(text) ? WORDS_HERE.lastIndex - from : 0;
}

const isName = remembered((word) => ALONE.has(word) || isOfName(word));
/** Whether arguments may be ours by their places in a call of this. */
export const isCallOfOurs = remembered((word) => isKnownCall(word) || isScheduleWithLength(word));
