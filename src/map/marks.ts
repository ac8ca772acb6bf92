/** The marks of the chart, which its legend shows too. */

import type { PlacedSetup } from "../core/map/model.ts";
import { svg } from "./elements.ts";

export type MarkKind = "global" | "part" | "unknown";

export const markOf = ({ batch }: PlacedSetup): MarkKind => (batch ? (batch.isGlobal ? "global" : "part") : "unknown");

/** Drawn around the origin. What is told by a shape is not told by colour alone. */
export function mark(kind: MarkKind): SVGElement {
	return kind === "unknown"
		? svg("path", { class: "mark unknown", d: "M0-5 5 0 0 5-5 0Z" })
		: svg("circle", { class: `mark ${kind}`, r: 4.5 });
}

/** Around a mark in which something was found. */
export const ring = (): SVGElement => svg("circle", { class: "ring", r: 8 });
