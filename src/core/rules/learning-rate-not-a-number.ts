import { writeNumber } from "../present/numbers.ts";
import { numberFrom } from "../read/numbers.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Fix, Page, Rule } from "./rule.ts";

/** Text where frameworks read several rates: Hydra's sweep `1e-4,3e-4`, a list of group rates `1e-4 1e-5` (E7.7, E7.9). */
const LIST_OF_NUMBERS = /[,\s]\s*/;
/** `0,001`: no list of rates begins with a zero and goes on with a whole number. */
const DECIMAL_COMMA = /^0,\d+$/;
const POWER_OF_TEN = /^(?:([\d.]+)\s*[*x\u00d7]\s*)?10\s*(?:\^|\*\*)\s*([-\u2212\u2013]?\d+)$/;
const NOT_NUMBERS = /^[-+]?(?:nan|inf(?:inity)?)$/i;
/** YAML 1.1 reads these as true, which counts as 1. */
const TRUE_WORDS = /^(?:yes|on)$/i;
const FALSE_WORDS = /^(?:no|off)$/i;

export const page: Page = {
	summary: "A learning rate that is NaN, infinite, a truth value, or text that only looks like a number.",
	severities: ["error", "warning"],
	explanation: `NaN and infinity destroy the weights in the first step. A truth value counts as 1 (\`torch.optim.Adam(lr=True)\` is accepted and
trains at a rate of 1). \`10%\`, \`1/256\`, \`1 e-3\`, \`1,000\` and a Unicode minus look like numbers and are text to every loader.

Words that frameworks give a meaning (\`auto\`, \`optimal\`, references, templates, lists of rates) stay silent.`,
};

export const learningRateNotANumber: Rule = {
	name: "learning-rate-not-a-number",
	parameter: "learning_rate",
	sources: ["torch-optimizers", "pyyaml-resolver"],
	check(parameter) {
		const { value, text, setup, name, role } = parameter;
		if (role === "search" || (value !== undefined && setup.framework?.value.rateSentinel?.(value, name)))
			return undefined;
		const verdict = (id: "learning-rate-nan" | "learning-rate-truth-value", severity: "error" | "warning") => ({
			severity,
			message: { id, params: { name, value: text } },
			sources: this.sources,
		});
		if (typeof value === "number") return Number.isFinite(value) ? undefined : verdict("learning-rate-nan", "error");
		if (typeof value === "boolean")
			return parameter.role === "base" && value ? verdict("learning-rate-truth-value", "error") : undefined;
		if (typeof value !== "string") return undefined;
		const written = value.trim();
		if (NOT_NUMBERS.test(written)) return verdict("learning-rate-nan", "error");
		if (TRUE_WORDS.test(written)) return verdict("learning-rate-truth-value", "error");
		if (FALSE_WORDS.test(written)) return undefined;
		if (written === "auto" || isListOfNumbers(written)) return undefined;
		return {
			severity: "warning",
			message: { id: "learning-rate-looks-like-number", params: { name, value: text } },
			sources: ["pyyaml-resolver"],
			fixes: () => repairs(parameter, written),
		};
	},
};

const isListOfNumbers = (text: string): boolean => {
	if (DECIMAL_COMMA.test(text)) return false;
	const parts = text.split(LIST_OF_NUMBERS);
	// `1,000` is one number with a separator, not a list of two.
	return parts.length > 1 && parts.every((part) => numberFrom(part) !== undefined) && !/^\d{1,3}(?:,000)+$/.test(text);
};

/** The number that the text was meant to be, where that is clear. */
function repairs(parameter: Parameter, text: string): Fix[] {
	const power = POWER_OF_TEN.exec(text);
	const fraction = /^(\d+)\s*\/\s*(\d+)$/.exec(text);
	const number = power
		? numberFrom(`${power[1] ?? "1"}e${plainMinus(power[2] ?? "")}`)
		: DECIMAL_COMMA.test(text)
			? numberFrom(text.replace(",", "."))
			: fraction
				? Number(fraction[1]) / Number(fraction[2])
				: text.endsWith("%")
					? scaled(numberFrom(text.slice(0, -1).trim()), 0.01)
					: numberFrom(
							plainMinus(text)
								.replace(/\s+|;$/g, "")
								.replaceAll(",", "")
								.replace(/--/, "-"),
						);
	if (number === undefined || !Number.isFinite(number)) return [];
	const rounded = Number(number.toPrecision(12));
	const written = writeNumber(rounded, parameter.document.language);
	return [
		{
			title: { id: "fix-write-as-number", params: { value: written } },
			preferred: true,
			safe: false,
			edits: [{ span: parameter.editSpan, text: written }],
		},
	];
}

const plainMinus = (text: string): string => text.replace(/[\u2212\u2013]/g, "-");

const scaled = (value: number | undefined, factor: number): number | undefined =>
	value === undefined ? undefined : value * factor;
