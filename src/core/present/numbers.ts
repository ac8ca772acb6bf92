/** How numbers are written: for people, and into documents. */

import type { Language } from "../read/model.ts";

/** For a sentence: at most three significant digits, exponents as engineers write them. */
export function showNumber(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	const magnitude = Math.abs(value);
	const rounded = Number(value.toPrecision(3));
	if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e6)) return rounded.toExponential().replace("e+", "e");
	return String(rounded);
}

const AMOUNTS = [
	[1e12, "T"],
	[1e9, "B"],
	[1e6, "M"],
	[1e3, "K"],
] as const;

/** Parameters and tokens as the field counts them: `1.3B`, `300B`. */
export function showAmount(value: number): string {
	const unit = AMOUNTS.find(([size]) => value >= size);
	return unit ? `${Number((value / unit[0]).toPrecision(3))}${unit[1]}` : showNumber(value);
}

/** For a document: a form that every loader of the language reads as this number (in YAML `2.0e-5`, never `2e-5`). */
export function writeNumber(value: number, language: Language): string {
	const magnitude = Math.abs(value);
	if (Number.isInteger(value) && magnitude < 1e15) return String(value);
	if (magnitude >= 1e-3 && magnitude < 1e15) return String(value);
	const text = value.toExponential();
	return language === "yaml" ? safeExponent(text) : text;
}

/** `1e-3` → `1.0e-3`, `1e3` → `1.0e+3`, `1.5e3` → `1.5e+3`: the same number to YAML 1.1 and 1.2. */
export function safeExponent(text: string): string {
	return text.replace(
		/^([-+]?)([\d_]*)(\.[\d_]*)?[eE]([-+]?)(\d+)$/,
		(_, sign: string, whole: string, fraction: string | undefined, exponentSign: string, exponent: string) => {
			const mantissa = `${whole === "" ? "0" : whole}${fraction === undefined || fraction === "." ? ".0" : fraction}`;
			return `${sign}${mantissa}e${exponentSign === "" ? "+" : exponentSign}${exponent}`;
		},
	);
}
