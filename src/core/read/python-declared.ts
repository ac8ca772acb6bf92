/** The calls by which Python programs declare a parameter with its default: flags, fields, and look-ups with a fallback. */

/** Where such a call keeps the parameter's name and its default, which may always be given as `default=` too. */
export interface Declarer {
	/** `bound`: the variable the call is bound to; `options`: the first long option; or the index of the positional argument. */
	readonly name: "bound" | "options" | number;
	/** The index of the positional argument that is the default; -1 when only `default=` is. */
	readonly value: number;
}

const FIELD: Declarer = { name: "bound", value: 0 };
const OPTION: Declarer = { name: "options", value: -1 };
const LOOKUP: Declarer = { name: 0, value: 1 };

const BY_NAME = new Map<string, Declarer>([
	// dataclasses, pydantic, attrs, typer, transformers
	["field", FIELD],
	["Field", FIELD],
	["ib", FIELD],
	["attrib", FIELD],
	["Option", FIELD],
	["Argument", FIELD],
	["HfArg", FIELD],
	// argparse, optparse, click
	["add_argument", OPTION],
	["add_option", OPTION],
	["option", OPTION],
	["argument", OPTION],
	["getattr", { name: 1, value: 2 }],
	["getenv", LOOKUP],
]);
const METHODS = new Map<string, Declarer>([
	["get", LOOKUP],
	["pop", LOOKUP],
	["setdefault", LOOKUP],
]);

export function declarerOf(callee: string): Declarer | undefined {
	const last = lastPart(callee);
	// absl and TensorFlow: DEFINE_float, DEFINE_integer …
	if (last.startsWith("DEFINE_")) return LOOKUP;
	return BY_NAME.get(last) ?? (last.length < callee.length ? METHODS.get(last) : undefined);
}

/** `AdamW` of `torch.optim.AdamW`. */
export function lastPart(dotted: string): string {
	return dotted.slice(dotted.lastIndexOf(".") + 1);
}
