/** The marks of the chart, which its legend shows too. */

import type { PlacedSetup } from "../core/map/model.ts";
import { svg } from "./elements.ts";
import type { Point } from "./layout.ts";

export const MARKS = ["global", "part", "unknown"] as const;
export type MarkKind = (typeof MARKS)[number];

export const markOf = ({ batch }: PlacedSetup): MarkKind => (batch ? (batch.isGlobal ? "global" : "part") : "unknown");

/** Marks that are one element: with one for each, thousands of them would take a second; in a single one, each repaint would. */
const TOGETHER = 50;

/** The marks of a kind. What is told by a shape is not told by colour alone. */
export const marks = (kind: MarkKind, places: readonly Point[]): SVGElement[] =>
	paths(`mark ${kind}`, kind === "unknown" ? "m0-5 5 5-5 5-5-5z" : circle(4.5), places);

/** Around marks in which something was found, of this severity if one is said. */
export const rings = (severity: string, places: readonly Point[]): SVGElement[] =>
	paths(`ring ${severity}`, circle(8), places);

const circle = (radius: number): string =>
	`m${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0 ${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;

/** Neighbours together, so that each path has its own small part of the chart. */
function paths(name: string, shape: string, places: readonly Point[]): SVGElement[] {
	const ordered = [...places].sort((a, b) => a.x - b.x);
	const pieces = ordered.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}${shape}`);
	return Array.from({ length: Math.ceil(pieces.length / TOGETHER) }, (_, i) =>
		svg("path", { class: name, d: pieces.slice(i * TOGETHER, (i + 1) * TOGETHER).join("") }),
	);
}
