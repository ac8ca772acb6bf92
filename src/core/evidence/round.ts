/** Numbers as a person would choose them. */

const MANTISSAS = [1, 2, 3, 5, 10] as const;

/** The largest number of so many significant digits that is not above a positive one: a limit rounded stays within itself. */
export function floorTo(digits: number, value: number): number {
	const scale = 10 ** (digits - 1 - Math.floor(Math.log10(value)));
	return Number((Math.floor(value * scale + 1e-9) / scale).toPrecision(digits));
}

/** The nearest of 1, 2, 3 and 5 × 10^k by ratio; a tie goes to the smaller. What is not positive and finite is returned as it is. */
export function roundNice(x: number): number {
	if (!(x > 0) || !Number.isFinite(x)) return x;
	const exponent = Math.floor(Math.log10(x));
	const distance = (mantissa: number): number => Math.abs(Math.log10(x) - exponent - Math.log10(mantissa));
	const best = MANTISSAS.reduce((a, b) => (distance(b) < distance(a) ? b : a));
	return Number(`${best}e${exponent}`);
}

/** The middle of a range by ratio: √(low · high). */
export const geometricCentre = (low: number, high: number): number => Math.sqrt(low) * Math.sqrt(high);

/** The nearest power of two by ratio, 1 or more. */
export const nearestPowerOfTwo = (value: number): number => 2 ** Math.max(0, Math.round(Math.log2(value)));
