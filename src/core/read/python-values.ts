/** What an expression of Python denotes when it is constant: literals, arithmetic on them, `float("1e-3")`. */

import type { TreeCursor } from "@lezer/common";
import type { Scalar, ScalarForm, ScalarValue, Span } from "./model.ts";

/** Longer sums and deeper parentheses are not worked out: nobody writes a learning rate like that. */
const MAX_DEPTH = 64;
const DOTTED = /^[\w\u0080-\uffff]+(?:\.[\w\u0080-\uffff]+)*$/;
const INFINITE = /^(?:math|np|numpy|jnp|torch)\.(?:inf|Inf|infty|(nan|NaN|NAN))$/;
const FLOAT_TEXT = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const FLOAT_WORD = /^([-+]?)inf(?:inity)?$|^[-+]?nan$/i;
const ESCAPE = /\\(\r\n|[0-7]{1,3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])/g;
const ESCAPES: Readonly<Record<string, string>> = {
	"\n": "",
	"\r": "",
	"\r\n": "",
	"\\": "\\",
	"'": "'",
	'"': '"',
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "\t",
	v: "\v",
};

/** The scalar that stands at the cursor. */
export function scalarAt(at: TreeCursor, text: string): Scalar {
	const span = { start: at.from, end: at.to };
	const written = text.slice(at.from, at.to);
	if (at.name === "VariableName") return { span, text: written, form: "name", value: written };
	const value = constant(at, text);
	if (value === undefined && at.name === "MemberExpression" && DOTTED.test(written)) {
		return { span, text: written, form: "name", value: written };
	}
	return { span, text: written, form: value === undefined ? "expression" : formAt(at), value };
}

function formAt(at: TreeCursor): ScalarForm {
	switch (at.name) {
		case "Number":
			return "number";
		case "String":
			return "quoted";
		case "Boolean":
		case "None":
			return "constant";
		case "UnaryExpression": {
			const signed = within(at, () => forward(at) && at.name === "Number");
			return signed ? "number" : "expression";
		}
		default:
			return "expression";
	}
}

/** What a name stands for. */
export type LookUp = (name: string) => ScalarValue;

const nothing: LookUp = () => undefined;

/** The constant value of the expression at the cursor, which does not move. */
export function constant(at: TreeCursor, text: string, lookUp = nothing, depth = 0): ScalarValue {
	if (depth > MAX_DEPTH) return undefined;
	switch (at.name) {
		case "VariableName":
			return lookUp(text.slice(at.from, at.to));
		case "Number":
			return numberOf(text.slice(at.from, at.to));
		case "String":
			return stringOf(text.slice(at.from, at.to));
		case "FormatString":
			return formatString(at, text);
		case "Boolean":
			return text[at.from] === "T";
		case "None":
			return null;
		case "MemberExpression":
			return infinite(at, text);
		case "ContinuedString":
			return within(at, () => {
				let whole = "";
				do {
					if (at.name === "Comment") continue;
					const part = constant(at, text, lookUp, depth + 1);
					if (typeof part !== "string") return undefined;
					whole += part;
				} while (at.nextSibling());
				return whole;
			});
		case "ParenthesizedExpression":
			return within(at, () => (forward(at) ? constant(at, text, lookUp, depth + 1) : undefined));
		case "UnaryExpression":
			return within(at, () => {
				const sign = text[at.from];
				const value = forward(at) ? constant(at, text, lookUp, depth + 1) : undefined;
				if (typeof value !== "number") return undefined;
				return sign === "-" ? -value : sign === "+" ? value : sign === "~" ? -value - 1 : undefined;
			});
		case "BinaryExpression":
			return within(at, () => {
				const left = constant(at, text, lookUp, depth + 1);
				if (typeof left !== "number" || !forward(at)) return undefined;
				const operator = text.slice(at.from, at.to);
				const right = forward(at) ? constant(at, text, lookUp, depth + 1) : undefined;
				if (typeof right !== "number") return undefined;
				const result = arithmetic(left, operator, right);
				return Number.isFinite(result) ? result : undefined;
			});
		case "CallExpression":
			return within(at, () => {
				const callee = at.to - at.from > 5 ? "" : text.slice(at.from, at.to);
				if ((callee !== "float" && callee !== "int") || !forward(at)) return undefined;
				const value = within(at, () => {
					if (!forward(at)) return undefined;
					const argument = constant(at, text, lookUp, depth + 1);
					return forward(at) && text[at.from] === ")" ? argument : undefined;
				});
				return converted(callee, value);
			});
		default:
			return undefined;
	}
}

function within<T>(at: TreeCursor, look: () => T): T | undefined {
	if (!at.firstChild()) return undefined;
	const seen = look();
	at.parent();
	return seen;
}

/** Moves to the next sibling that is not a comment. */
function forward(at: TreeCursor): boolean {
	while (at.nextSibling()) if (at.name !== "Comment") return true;
	return false;
}

/** Arithmetic on doubles, with Python's signs for `//` and `%`; NaN for what is not worked out. */
function arithmetic(left: number, operator: string, right: number): number {
	switch (operator) {
		case "+":
			return left + right;
		case "-":
			return left - right;
		case "*":
			return left * right;
		case "/":
			return left / right;
		case "//":
			return Math.floor(left / right);
		case "%":
			return left - right * Math.floor(left / right);
		case "**":
			return left ** right;
		case "<<":
			return left * 2 ** right;
		case ">>":
			return Math.floor(left / 2 ** right);
		default:
			return Number.NaN;
	}
}

function infinite(at: TreeCursor, text: string): number | undefined {
	const match = at.to - at.from > 12 ? null : INFINITE.exec(text.slice(at.from, at.to));
	return match ? (match[1] ? Number.NaN : Infinity) : undefined;
}

/** What `float(value)` or `int(value)` gives. */
function converted(callee: "float" | "int", value: ScalarValue): number | undefined {
	if (typeof value === "number") return callee === "int" ? Math.trunc(value) : value;
	if (typeof value !== "string") return undefined;
	const written = value.trim().replaceAll("_", "");
	if (callee === "int") return /^[-+]?\d+$/.test(written) ? Number(written) : undefined;
	if (FLOAT_TEXT.test(written)) return Number(written);
	const word = FLOAT_WORD.exec(written);
	if (!word) return undefined;
	return word[1] === undefined ? Number.NaN : word[1] === "-" ? -Infinity : Infinity;
}

function numberOf(written: string): number | undefined {
	const digits = written.includes("_") ? written.replaceAll("_", "") : written;
	// An octal number of Python 2; in Python 3 only zeros may be written so.
	const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
	return Number.isNaN(value) ? undefined : value;
}

/** Where the text of a string literal stands inside its quotes, seen from the literal's start. */
export function insideQuotes(literal: string): Span {
	const open = literal.search(/["']/);
	const mark = literal[open] ?? "";
	const width = literal.startsWith(mark.repeat(3), open) && literal.length - open >= 3 ? 3 : 1;
	const start = open + width;
	// A string that is being typed has no end yet.
	const closed = literal.length >= start + width && literal.endsWith(mark.repeat(width));
	return { start, end: closed ? literal.length - width : literal.length };
}

function stringOf(literal: string): string {
	const { start, end } = insideQuotes(literal);
	const inner = literal.slice(start, end);
	return inner.includes("\\") && !/[rR]/.test(literal.slice(0, start)) ? inner.replace(ESCAPE, unescaped) : inner;
}

function unescaped(whole: string, code: string): string {
	const simple = ESCAPES[code];
	if (simple !== undefined) return simple;
	const point = /^[0-7]/.test(code) ? Number.parseInt(code, 8) : Number.parseInt(code.slice(1), 16);
	return code.length > 1 || /[0-7]/.test(code) ? String.fromCodePoint(Math.min(point, 0x10ffff)) : whole;
}

function formatString(at: TreeCursor, text: string): string | undefined {
	const fields = within(at, () => {
		do if (at.name === "FormatReplacement") return true;
		while (at.nextSibling());
		return false;
	});
	return fields ? undefined : stringOf(text.slice(at.from, at.to)).replaceAll("{{", "{").replaceAll("}}", "}");
}
