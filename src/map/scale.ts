/** Logarithmic axes: where a value stands, and which values are marked. */

import { showNumber } from "../core/present/numbers.ts";

export interface Range {
	readonly low: number;
	readonly high: number;
}

export interface Scale extends Range {
	/** The place of a value, in pixels; outside of the range too. */
	at(value: number): number;
}

export interface Tick {
	readonly value: number;
	/** Empty for a minor tick. */
	readonly label: string;
}

/** `from` is where the lowest value stands, `to` where the highest does. */
export function logScale({ low, high }: Range, from: number, to: number): Scale {
	const step = (to - from) / Math.log(high / low);
	return { low, high, at: (value) => from + step * Math.log(value / low) };
}

/** A range that holds all values with some room around them, and is at least this many times as high as low. */
export function rangeAround(values: readonly number[], room: number, least: number): Range | undefined {
	if (values.length === 0) return undefined;
	const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, 0]) as [
		number,
		number,
	];
	const missing = Math.sqrt(Math.max(1, least / ((high / low) * room * room)));
	return { low: low / room / missing, high: high * room * missing };
}

/** Powers of ten, as many of them labelled as have this room in pixels; between them, where they do not crowd, 2 to 9 times them. */
export function decadeTicks(scale: Scale, room: number): Tick[] {
	const decade = Math.abs(scale.at(10) - scale.at(1));
	const every = Math.ceil(room / decade);
	const ticks: Tick[] = [];
	for (let power = Math.floor(Math.log10(scale.low)); power <= Math.log10(scale.high); power++) {
		const value = Number(`1e${power}`);
		ticks.push({ value, label: power % every === 0 ? showNumber(value) : "" });
		if (decade >= LEAST_DECADE)
			for (let times = 2; times < 10; times++) ticks.push({ value: times * value, label: "" });
	}
	return ticks.filter(({ value }) => value >= scale.low && value <= scale.high);
}
/** A decade with ticks in it, in pixels. */
const LEAST_DECADE = 32;

/** Powers of two, which batches are, as many of them labelled as have room: so much for each digit of the longest, in pixels. */
export function octaveTicks(scale: Scale, digit: number): Tick[] {
	const longest = String(Math.round(scale.high)).length + 1;
	const every = Math.ceil((longest * digit) / Math.abs(scale.at(2) - scale.at(1)));
	const ticks: Tick[] = [];
	for (let power = Math.max(0, Math.ceil(Math.log2(scale.low))); power <= Math.log2(scale.high); power++)
		ticks.push({ value: 2 ** power, label: power % every === 0 ? String(2 ** power) : "" });
	return ticks;
}
