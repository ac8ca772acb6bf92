/** Ways out that give a name another value, each with its reason. */

import type { Span } from "../read/model.ts";
import type { Fix, Message } from "./rule.ts";

/** `why` is the title, to which name and value are added. */
export const setTo = (name: string, value: number, span: Span, preferred: boolean, why: Message): Fix => ({
	title: { id: why.id, params: { ...why.params, name, value } },
	preferred,
	safe: false,
	edits: [{ span, text: String(value) }],
});

/** Sets a value to the multiples of `step` around it, the nearer one first; none where they are no whole numbers. */
export function toMultiple(name: string, value: number, step: number, span: Span): Fix[] {
	const below = Math.floor(value / step) * step;
	const [first, second] = value - below <= below + step - value ? [below, below + step] : [below + step, below];
	const fixes = [first, second].filter(
		(multiple) => multiple !== undefined && multiple > 0 && Number.isInteger(multiple),
	) as number[];
	return fixes.map((multiple, i) => setTo(name, multiple, span, i === 0, { id: "fix-set-multiple", params: { step } }));
}

/** Sets a value to the divisors of `whole` around it, the nearer one first. */
export function toDivisor(name: string, value: number, whole: number, span: Span): Fix[] {
	let below = Math.min(value, whole);
	while (below > 1 && whole % below !== 0) below--;
	let above = value;
	while (above < whole && whole % above !== 0) above++;
	const fixes = [...new Set([below, above])].filter((one) => one > 1 && one !== value && whole % one === 0);
	return fixes
		.sort((a, b) => Math.abs(a - value) - Math.abs(b - value))
		.map((one, i) => setTo(name, one, span, i === 0, { id: "fix-set-divisor", params: { whole } }));
}

export function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
