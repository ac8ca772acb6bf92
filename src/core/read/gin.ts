/** gin: bindings of Python's literals to dotted names (`train/Adam.learning_rate = 1e-3`), read as the Python they nearly are. */

import type { ReadDocument, Reader } from "./model.ts";
import { readPython } from "./python.ts";

const INCLUDE = /^[ \t]*include\b.*/gm;
const SCOPED_NAME = /^[ \t]*[\w.]+(?:\/[\w.]+)+(?=[ \t]*=)/gm;
/** `%LR` is the value of a macro, `@Adam` something that is configured elsewhere; strings and comments are gone over. */
const REFERENCE = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*|[%@](?=\w)/g;

export const readGin: Reader = function* (text) {
	return asGin(yield* readPython(asPython(text)), text);
};

const asGin = (python: ReadDocument, text: string): ReadDocument => ({
	...python,
	text,
	*again(later) {
		const script = asPython(later);
		return asGin(yield* python.again?.(script) ?? readPython(script), later);
	},
});

const asPython = (text: string): string =>
	text
		.replace(INCLUDE, (line) => " ".repeat(line.length))
		.replace(SCOPED_NAME, (name) => name.replaceAll("/", "."))
		.replace(REFERENCE, (found) => (found.length === 1 ? " " : found));
