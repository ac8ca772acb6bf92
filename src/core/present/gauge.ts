/** A number on a log scale, drawn: what is usual, what public configs have, and where this one stands. Hovers allow images, and nothing else that is drawn. */

import type { Limits } from "../evidence/bands.ts";
import type { Practice } from "../evidence/practice.ts";
import { phrase } from "../words/phrase.ts";
import { showNumber } from "./numbers.ts";

/** A stretch of the scale. They differ in height as well as in colour, so that they are told apart without it. */
export interface Stretch {
	readonly low: number;
	readonly high: number;
	readonly kind: "rare" | "published" | "usual";
}

/** Positive numbers only: a log scale has no place for others. */
export interface Scale {
	/** The wider before those that lie within them. */
	readonly stretches: readonly Stretch[];
	readonly practice?: Practice | undefined;
	readonly value: number;
	/** How numbers are written on it. */
	readonly show?: (value: number) => string;
}

/** The kinds of colour theme. */
export type Theme = "light" | "dark" | "high-contrast" | "high-contrast-light";

interface Palette extends Readonly<Record<Stretch["kind"], string>> {
	readonly ink: string;
	readonly marker: string;
}

const PALETTES: Readonly<Record<Theme, Palette>> = {
	light: { ink: "#3b3b3b", marker: "#000000", usual: "#1a7f37", published: "#8fc99d", rare: "#c8c8c8" },
	dark: { ink: "#cccccc", marker: "#ffffff", usual: "#3fa65c", published: "#2b6a3d", rare: "#5a5a5a" },
	"high-contrast": { ink: "#ffffff", marker: "#ffffff", usual: "#8f8f8f", published: "#757575", rare: "#757575" },
	"high-contrast-light": { ink: "#000000", marker: "#000000", usual: "#6e6e6e", published: "#8a8a8a", rare: "#8a8a8a" },
};

const WIDTH = 380;
const LEFT = 14;
const RIGHT = 306;
const BAR = 31;
const PRACTICE = 48;
/** Below the axis stand its numbers. */
const FOOT = 14;
const HEIGHTS: Readonly<Record<Stretch["kind"], number>> = { usual: 16, published: 8, rare: 3 };
/** A value further out than so many times the last limit stands at the edge, beside an arrow: the bands must stay readable. */
const FAR = 1000;
/** The most decades that are named on the axis. */
const MOST_TICKS = 7;

/** Where a scale begins and ends, as decimal logarithms. */
function domainOf({ stretches, practice, value }: Scale): { low: number; high: number } {
	const ends = [...stretches.flatMap(({ low, high }) => [low, high]), ...(practice ? [practice.p5, practice.p95] : [])];
	const [first, last] = [Math.min(...ends), Math.max(...ends)];
	const here = Math.min(Math.max(value, first / FAR), last * FAR);
	return { low: Math.log10(Math.min(first, here)) - 0.2, high: Math.log10(Math.max(last, here)) + 0.2 };
}

/** Where a number stands on a scale, in pixels from the left; what is beyond an end stands at it. */
export function placeOn(scale: Scale, value: number): number {
	const { low, high } = domainOf(scale);
	const share = (Math.log10(value) - low) / (high - low);
	return LEFT + Math.min(1, Math.max(0, share)) * (RIGHT - LEFT);
}

/** The picture, as an SVG document of ASCII letters. */
export function drawGauge(scale: Scale, theme: Theme): string {
	const { ink, marker, ...fills } = PALETTES[theme];
	const { practice, value, show = showNumber } = scale;
	const at = (number: number): string => placeOn(scale, number).toFixed(1);
	const box = (from: number, to: number, y: number, height: number, style: string): string => {
		const width = Math.max(2, placeOn(scale, to) - placeOn(scale, from)).toFixed(1);
		return `<rect x="${at(from)}" y="${y - height / 2}" width="${width}" height="${height}" ${style}/>`;
	};
	const line = (x1: string | number, y1: number, x2: string | number, y2: number, colour: string, width = 1): string =>
		`<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${colour}" stroke-width="${width}"/>`;
	const text = (x: string, y: number, words: string, more = ""): string =>
		`<text x="${x}" y="${y}" fill="${ink}" ${more}>${inAscii(words)}</text>`;
	const here = placeOn(scale, value);
	const axis = practice ? PRACTICE + 9 : BAR + 13;
	const { low, high } = domainOf(scale);
	const beyond = Math.log10(value) < low ? "\u2190 " : Math.log10(value) > high ? "\u2192 " : "";
	const parts = [
		line(LEFT, axis, RIGHT, axis, ink),
		...ticksOf(low, high).map(
			(tick) =>
				line(at(tick), axis, at(tick), axis + 3, ink) + text(at(tick), axis + 13, show(tick), `text-anchor="middle"`),
		),
		...scale.stretches.map(({ low, high, kind }) => box(low, high, BAR, HEIGHTS[kind], `fill="${fills[kind]}"`)),
		text(`${RIGHT + 8}`, BAR + 4, phrase("published")),
		...(practice
			? [
					line(at(practice.p5), PRACTICE, at(practice.p95), PRACTICE, ink),
					box(practice.p25, practice.p75, PRACTICE, 8, `fill="none" stroke="${ink}"`),
					line(at(practice.median), PRACTICE - 6, at(practice.median), PRACTICE + 6, ink, 3),
					text(`${RIGHT + 8}`, PRACTICE + 4, phrase("in use")),
				]
			: []),
		`<path d="M${(here - 5).toFixed(1)} 14h10l-5 8z" fill="${marker}"/>`,
		line(here.toFixed(1), 17, here.toFixed(1), BAR + 10, marker, 2),
		// The number must not leave the picture.
		text(
			Math.min(Math.max(here, 30), RIGHT).toFixed(1),
			10,
			beyond + show(value),
			`text-anchor="middle" font-weight="bold"`,
		),
	];
	const size = `width="${WIDTH}" height="${axis + FOOT}" viewBox="0 0 ${WIDTH} ${axis + FOOT}"`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="11">${parts.join("")}</svg>`;
}

/** Base64 is made of bytes: letters of other scripts are written as their numbers. */
const inAscii = (words: string): string => words.replace(/[^ -~]/gu, (letter) => `&#${letter.codePointAt(0)};`);

/** Powers of ten between two logarithms, not more than can be read. */
function ticksOf(low: number, high: number): number[] {
	const [first, last] = [Math.ceil(low), Math.floor(high)];
	const step = Math.ceil((last - first + 1) / MOST_TICKS);
	const ticks: number[] = [];
	for (let power = first; power <= last; power += step) ticks.push(Number(`1e${power}`));
	return ticks;
}

/** The picture in Markdown. The text says what it shows, for whoever does not see it. */
export const gaugeImage = (scale: Scale, theme: Theme, text: string): string =>
	`![${text}](data:image/svg+xml;base64,${btoa(drawGauge(scale, theme))})`;

/** The stretches of a band. A batch may have no lower limits. */
export function stretchesOf(
	limits: Partial<Limits> & Pick<Limits, "typicalLow" | "typicalHigh" | "highInfo" | "highWarn">,
): Stretch[] {
	const { lowWarn, lowInfo, typicalLow, typicalHigh, highInfo, highWarn } = limits;
	const low = lowInfo ?? typicalLow;
	return [
		{ low: lowWarn ?? low, high: highWarn, kind: "rare" },
		{ low, high: highInfo, kind: "published" },
		{ low: typicalLow, high: typicalHigh, kind: "usual" },
	];
}
