/** Time against size, both axes logarithmic: what is linear is a straight line. */

import type { Cost } from "./measures/cost.ts";

const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666"];
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 400, 60, 90, 16, 40];

const tens = (least: number, most: number): number[] => {
	const from = Math.floor(Math.log10(least));
	return Array.from({ length: Math.ceil(Math.log10(most)) - from + 1 }, (_, i) => 10 ** (from + i));
};

const shown = (milliseconds: number): string =>
	milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;

const text = (x: number, y: number, words: string, rest = ""): string =>
	`<text x="${x.toFixed(0)}" y="${y.toFixed(0)}" ${rest}>${words}</text>`;

export function plot(costs: readonly Cost[]): string {
	const points = costs.flatMap((cost) => cost.points);
	const sizes = tens(
		Math.min(...points.map(({ lines }) => lines)),
		Math.max(...points.map(({ lines }) => lines)) * 0.9,
	);
	const times = tens(
		Math.min(...points.map(({ time }) => time.median)),
		Math.max(...points.map(({ time }) => time.median)),
	);
	const scale = (marks: readonly number[], from: number, to: number): ((value: number) => number) => {
		const [first, last] = [Math.log10(marks[0] ?? 1), Math.log10(marks.at(-1) ?? 10)];
		return (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from);
	};
	const x = scale(sizes, LEFT, WIDTH - RIGHT);
	const y = scale(times, HEIGHT - BOTTOM, TOP);
	// Names of lines that end close together stand below each other.
	let lowest = -Infinity;
	const names = costs
		.map(({ format, points }, i) => ({ format, colour: COLOURS[i] ?? "#000", end: points.at(-1) }))
		.sort((a, b) => (b.end?.time.median ?? 0) - (a.end?.time.median ?? 0))
		.map(({ format, colour, end }) => {
			lowest = Math.max(y(end?.time.median ?? 1) + 4, lowest + 14);
			return text(x(end?.lines ?? 1) + 10, lowest, format, `fill="${colour}"`);
		});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
		"<title>Time against size, by language</title>",
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
		...times.map(
			(time) =>
				`<path d="M${LEFT} ${y(time).toFixed(1)}H${WIDTH - RIGHT}" stroke="#ddd"/>${text(LEFT - 6, y(time) + 4, shown(time), 'text-anchor="end"')}`,
		),
		...sizes.map(
			(size) =>
				`<path d="M${x(size).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/>${text(x(size), HEIGHT - BOTTOM + 18, size.toLocaleString("en"), 'text-anchor="middle"')}`,
		),
		text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "lines", 'text-anchor="middle"'),
		...costs.map(({ points }, i) => {
			const places = points.map(({ lines, time }) => `${x(lines).toFixed(1)} ${y(time.median).toFixed(1)}`);
			return `<path d="M${places.join("L")}" fill="none" stroke="${COLOURS[i] ?? "#000"}" stroke-width="2"/>`;
		}),
		...names,
		"</svg>\n",
	].join("\n");
}
