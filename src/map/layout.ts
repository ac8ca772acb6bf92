/** Where everything of the chart stands, in pixels. */

import type { Kind } from "../core/map/model.ts";
import type { Dot } from "./dots.ts";
import { decadeTicks, logScale, octaveTicks, type Range, rangeAround, type Scale, type Tick } from "./scale.ts";

export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

export interface Layout {
	readonly plot: Box;
	/** Where setups without a batch stand. */
	readonly lane: Box | undefined;
	readonly x: Scale;
	readonly y: Scale;
	readonly rateTicks: readonly Tick[];
	readonly batchTicks: readonly Tick[];
}

const MARGIN = { left: 52, right: 20, top: 30, bottom: 46 };
const LANE = { width: 52, gap: 10 };
/** Pixels: a label of a rate in its height, a digit of a batch in its width. */
const ROOM = { rate: 30, digit: 8 };

export function layoutOf(width: number, height: number, dots: readonly Dot[], kind: Kind | undefined): Layout {
	const hasLane = dots.some(({ setup }) => !setup.batch);
	const [top, bottom] = [MARGIN.top, Math.max(height - MARGIN.bottom, MARGIN.top + 1)];
	const lane = hasLane ? { left: MARGIN.left, right: MARGIN.left + LANE.width, top, bottom } : undefined;
	const left = lane ? lane.right + LANE.gap : MARGIN.left;
	const plot = { left, right: Math.max(width - MARGIN.right, left + 1), top, bottom };
	const rates = dots.map(({ setup }) => setup.rate);
	const batches = dots.flatMap(({ setup }) => setup.batch?.value ?? []);
	if (kind) rates.push(kind.rate.lowInfo, kind.rate.highInfo);
	if (kind?.batch) batches.push(kind.batch.typicalLow, kind.batch.typicalHigh);
	const y = logScale(rangeAround(rates, 2.5, 1000) ?? ANY_RATE, bottom, top);
	const x = logScale(rangeAround(batches, 1.7, 64) ?? ANY_BATCH, plot.left, plot.right);
	return { plot, lane, x, y, rateTicks: decadeTicks(y, ROOM.rate), batchTicks: octaveTicks(x, ROOM.digit) };
}

/** Of an empty axis. */
const ANY_RATE: Range = { low: 1e-6, high: 1 };
const ANY_BATCH: Range = { low: 1, high: 1024 };

/** Pixels between dots that would cover each other, and the widest that they are spread. */
const APART = 10;
const WIDEST = 26;

/** A place for every setup. Those of the same batch and rate lie around it like the seeds of a sunflower. */
export function placesOf(dots: readonly Dot[], { x, y, lane }: Pick<Layout, "x" | "y" | "lane">): Map<string, Point> {
	const piles = new Map<string, Dot[]>();
	for (const dot of dots) {
		const key = `${dot.setup.batch?.value} ${dot.setup.rate}`;
		const pile = piles.get(key);
		if (pile) pile.push(dot);
		else piles.set(key, [dot]);
	}
	const places = new Map<string, Point>();
	for (const pile of piles.values()) {
		const apart = Math.min(APART, WIDEST / Math.sqrt(pile.length));
		pile.forEach(({ id, setup }, i) => {
			// The first stands at the exact place where it is alone; of several none does, so that they are seen to be several.
			const radius = pile.length === 1 ? 0 : apart * Math.sqrt(i + 0.5) * 0.8;
			const angle = i * GOLDEN_ANGLE;
			const middle = setup.batch ? x.at(setup.batch.value) : lane ? (lane.left + lane.right) / 2 : x.at(x.low);
			places.set(id, { x: middle + radius * Math.cos(angle), y: y.at(setup.rate) + radius * Math.sin(angle) });
		});
	}
	return places;
}
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The one of these setups that is nearest to a point, if it is near enough to be meant. */
export function nearest(
	ids: Iterable<string>,
	places: ReadonlyMap<string, Point>,
	{ x, y }: Point,
): string | undefined {
	let found: string | undefined;
	let least = NEAR;
	for (const id of ids) {
		const place = places.get(id);
		const distance = place ? Math.hypot(place.x - x, place.y - y) : Infinity;
		if (distance > least) continue;
		least = distance;
		found = id;
	}
	return found;
}
const NEAR = 14;
