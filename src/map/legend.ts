/** What the marks and shades of the chart mean: those that are there. */

import type { Kind, Texts } from "../core/map/model.ts";
import type { Dot } from "./dots.ts";
import { byId, html, svg } from "./elements.ts";
import { MARKS, markOf, marks, rings } from "./marks.ts";

export function drawLegend(kind: Kind | undefined, dots: readonly Dot[], { legend }: Texts): void {
	const drawn = MARKS.filter((name) => dots.some(({ setup }) => markOf(setup) === name));
	byId("legend").replaceChildren(
		...drawn.map((name) => entry(legend[name], ...marks(name, MIDDLE))),
		...(dots.some(({ setup }) => setup.finding)
			? [entry(legend.found, ...rings("", MIDDLE), ...marks(drawn[0] ?? "global", MIDDLE))]
			: []),
		...(kind ? [shade(legend.usual, "band usual"), shade(legend.published, "band published")] : []),
		...(kind?.practice.rate ? [shade(legend.practice, "cloud")] : []),
	);
}

const MIDDLE = [{ x: 0, y: 0 }];

const entry = (words: string, ...picture: readonly SVGElement[]): HTMLElement =>
	html(
		"span",
		{},
		svg("svg", { width: 20, height: 20, viewBox: "-10 -10 20 20", "aria-hidden": "true" }, ...picture),
		words,
	);

const shade = (words: string, name: string): HTMLElement =>
	entry(words, svg("rect", { class: name, x: -8, y: -6, width: 16, height: 12 }));
