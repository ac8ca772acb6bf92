/** How the loaders of the field turn a plain YAML scalar into a value. Sources: E7.5 of the evidence, PyYAML's and OmegaConf's resolvers. */

import type { ScalarValue } from "./model.ts";

const LENIENT_NUMBER = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/;
const PYYAML_FLOAT =
	/^[-+]?(?:\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/;
const PYYAML_INT = /^[-+]?(?:0b[01_]+|0[0-7_]+|(?:0|[1-9][\d_]*)|0x[\da-fA-F_]+|[1-9][\d_]*(?::[0-5]?\d)+)$/;
const CONSTANTS: Readonly<Record<string, ScalarValue>> = {
	"": null,
	"~": null,
	null: null,
	Null: null,
	NULL: null,
	true: true,
	True: true,
	TRUE: true,
	false: false,
	False: false,
	FALSE: false,
};
const YAML11_TRUE = new Set(["yes", "Yes", "YES", "on", "On", "ON"]);
const YAML11_FALSE = new Set(["no", "No", "NO", "off", "Off", "OFF"]);
const SPECIAL_FLOAT = /^([-+]?)\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/;

/** The number that a text denotes to a lenient reader (`1e-3`, `1_000`, `.5`), or undefined. */
export function numberFrom(text: string): number | undefined {
	return LENIENT_NUMBER.test(text) ? Number(text.replaceAll("_", "")) : undefined;
}

/** What a loader with a complete number grammar (OmegaConf, YAML 1.2) makes of a plain scalar. */
export function plainValue(text: string): ScalarValue {
	if (Object.hasOwn(CONSTANTS, text)) return CONSTANTS[text];
	const special = SPECIAL_FLOAT.exec(text);
	if (special) return special[2] ? (special[1] === "-" ? -Infinity : Infinity) : Number.NaN;
	return numberFrom(text) ?? text;
}

/** What PyYAML's `safe_load` (YAML 1.1) makes of a plain scalar: `1e-3` is text, `010` is 8, `1:30` is 90, `yes` is true. */
export function pyYamlValue(text: string): ScalarValue {
	if (YAML11_TRUE.has(text)) return true;
	if (YAML11_FALSE.has(text)) return false;
	if (PYYAML_FLOAT.test(text)) return text.includes(":") ? sexagesimal(text) : Number(text.replaceAll("_", ""));
	if (PYYAML_INT.test(text)) return pyYamlInteger(text.replaceAll("_", ""));
	const value = plainValue(text);
	return typeof value === "number" && Number.isFinite(value) ? text : value;
}

function pyYamlInteger(text: string): number {
	const negative = text.startsWith("-");
	const digits = text.replace(/^[-+]/, "");
	const magnitude = digits.includes(":")
		? sexagesimal(digits)
		: /^0[0-7]+$/.test(digits)
			? Number.parseInt(digits, 8)
			: Number(digits);
	return negative ? -magnitude : magnitude;
}

function sexagesimal(text: string): number {
	return text.split(":").reduce((sum, part) => sum * 60 + Number(part.replaceAll("_", "")), 0);
}
