/** What lies behind the setups: axes, the band of the kind, what public configs have. */

import type { Kind, Texts } from "../core/map/model.ts";
import { densityOf } from "./density.ts";
import { svg } from "./elements.ts";
import type { Box, Layout } from "./layout.ts";
import type { Scale } from "./scale.ts";

export const groundOf = (layout: Layout, kind: Kind | undefined, texts: Texts): SVGElement[] => [
	...(kind ? practice(kind, layout) : []),
	...(kind ? band(kind, layout) : []),
	...axes(layout, texts),
];

/** From what is published to what is usual, each inside of the other. */
function band({ rate, batch }: Kind, { x, y, plot, lane }: Layout): SVGElement[] {
	const within = (scale: Scale, value: number, [a, b]: readonly [number, number]): number =>
		Math.min(Math.max(scale.at(value), Math.min(a, b)), Math.max(a, b));
	const across = [plot.left, plot.right] as const;
	const upright = [plot.top, plot.bottom] as const;
	const boxes = (name: string, low: number, high: number, least?: number, most?: number): SVGElement[] => {
		const [top, bottom] = [within(y, high, upright), within(y, low, upright)];
		const left = least === undefined ? plot.left : within(x, least, across);
		const right = most === undefined ? plot.right : within(x, most, across);
		const inLane = lane ? [rectangle(`band ${name}`, { ...lane, top, bottom })] : [];
		return [...inLane, rectangle(`band ${name}`, { left, right, top, bottom })];
	};
	return [
		...boxes("published", rate.lowInfo, rate.highInfo, batch?.lowInfo, batch?.highInfo),
		...boxes("usual", rate.typicalLow, rate.typicalHigh, batch?.typicalLow, batch?.typicalHigh),
	];
}

/** Stops of a gradient over the whole of an axis. */
const STOPS = 40;

/** A cloud, as dense as public configs lie along the rates, and along the batches where that is known too. */
function practice({ practice: { rate, batch } }: Kind, { x, y, plot }: Layout): SVGElement[] {
	if (!rate) return [];
	const stops = (density: (value: number) => number, { low, high }: Scale): SVGElement[] =>
		Array.from({ length: STOPS + 1 }, (_, i) =>
			svg("stop", { offset: i / STOPS, "stop-opacity": density(low * (high / low) ** (i / STOPS)).toFixed(3) }),
		);
	const upwards = { id: "rate-density", class: "cloud", x1: 0, x2: 0, y1: 1, y2: 0 };
	const cloud = rectangle("cloud", plot);
	cloud.setAttribute("fill", "url(#rate-density)");
	const definitions = [svg("linearGradient", upwards, ...stops(densityOf(rate), y))];
	if (batch) {
		const veil = rectangle("", plot);
		veil.setAttribute("fill", "url(#batch-density)");
		definitions.push(
			svg("linearGradient", { id: "batch-density", class: "veil" }, ...stops(densityOf(batch), x)),
			svg("mask", { id: "batch-mask" }, veil),
		);
		cloud.setAttribute("mask", "url(#batch-mask)");
	}
	return [svg("defs", {}, ...definitions), cloud];
}

function axes({ plot, lane, x, y, rateTicks, batchTicks }: Layout, texts: Texts): SVGElement[] {
	const left = (lane ?? plot).left;
	const text = (words: string, name: string, at: readonly [number, number]): SVGElement =>
		svg("text", { class: name, x: at[0], y: at[1] }, words);
	const parts: SVGElement[] = [];
	for (const { value, label } of rateTicks) {
		const at = Math.round(y.at(value)) + 0.5;
		const isMajor = Number.isInteger(Number(Math.log10(value).toFixed(6)));
		if (isMajor) parts.push(...[plot, ...(lane ? [lane] : [])].map((box) => line("grid", box.left, at, box.right, at)));
		parts.push(line("tick", left - (isMajor ? 6 : 3), at, left, at));
		if (label !== "") parts.push(text(label, "label rate", [left - 10, at]));
	}
	for (const { value, label } of batchTicks) {
		const at = Math.round(x.at(value)) + 0.5;
		if (label !== "") {
			parts.push(line("grid", at, plot.top, at, plot.bottom));
			parts.push(text(label, "label batch", [at, plot.bottom + 19]));
		}
		parts.push(line("tick", at, plot.bottom, at, plot.bottom + (label === "" ? 3 : 6)));
	}
	for (const box of [plot, ...(lane ? [lane] : [])])
		parts.push(line("axis", box.left, box.bottom, box.right, box.bottom));
	parts.push(line("axis", left, plot.top, left, plot.bottom));
	if (lane) parts.push(text(texts.batchUnknown, "label batch", [(lane.left + lane.right) / 2, lane.bottom + 19]));
	parts.push(text(texts.rateAxis, "title rate", [left - 46, plot.top - 14]));
	parts.push(text(texts.batchAxis, "title batch", [plot.right, plot.bottom + 38]));
	return parts;
}

const line = (name: string, x1: number, y1: number, x2: number, y2: number): SVGElement =>
	svg("line", { class: name, x1, y1, x2, y2 });

const rectangle = (name: string, { left, right, top, bottom }: Box): SVGElement =>
	svg("rect", { class: name, x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) });
