/** The chart: a mark for every setup, which can be pointed at, walked with keys, and opened. */

import type { Kind, Texts } from "../core/map/model.ts";
import { describe, inOneLine } from "./describe.ts";
import { byBatch, byRate, type Dot, Shown } from "./dots.ts";
import { byId, hold, html, svg } from "./elements.ts";
import { groundOf } from "./ground.ts";
import { layoutOf, nearest, type Point, placesOf } from "./layout.ts";
import { mark, markOf, ring } from "./marks.ts";

/** What is to be seen. */
export interface View {
	readonly dots: readonly Dot[];
	/** Setups of other kinds, behind. */
	readonly others: readonly Dot[];
	readonly kind: Kind | undefined;
	readonly kinds: ReadonlyMap<string, Kind>;
}

interface Listener {
	open(dot: Dot): void;
	/** A setup is pointed at or walked to; undefined when none is any more. */
	meet(id: string | undefined): void;
}

export class Chart {
	private readonly figure = byId<HTMLElement>("figure");
	private readonly tip = byId<HTMLElement>("tip");
	private readonly ground = svg("g", { "aria-hidden": "true" });
	private readonly behind = svg("g", { "aria-hidden": "true" });
	private readonly marks: SVGElement;
	/** Around the setup that is met, on top of all marks. */
	private readonly halo = svg("circle", { class: "halo", r: 11, "aria-hidden": "true" });
	private readonly shown = new Shown<SVGElement>((dot, before) => this.element(dot, before));
	private readonly shownBehind = new Shown<SVGElement>(({ setup }) =>
		svg("g", { class: "other" }, mark(markOf(setup))),
	);
	private elements: ReadonlyMap<string, SVGElement> = new Map();
	private places: ReadonlyMap<string, Point> = new Map();
	private view: View = { dots: [], others: [], kind: undefined, kinds: new Map() };
	/** The one setup whose facts are shown. */
	private met: string | undefined;
	/** The one setup that Tab leads to. */
	private current: string | undefined;

	constructor(
		private readonly texts: Texts,
		private readonly listener: Listener,
	) {
		const chart = byId<SVGElement>("chart");
		this.marks = svg("g", { role: "listbox", "aria-label": texts.chart });
		chart.append(this.ground, this.behind, this.marks, this.halo);
		new ResizeObserver(() => this.draw(this.view)).observe(chart);
		chart.addEventListener("pointermove", (event) => this.point(this.near(event)));
		chart.addEventListener("pointerleave", () => this.point(undefined));
		chart.addEventListener("click", (event) => {
			const id = (event.target as Element).closest<SVGElement>(".dot")?.dataset.id ?? this.near(event);
			const dot = this.dot(id);
			if (dot) this.listener.open(dot);
		});
		// Not on the marks: Chromium takes a part of a drawing that listens to these for one that can have the focus.
		this.figure.addEventListener("keydown", (event) => this.press(event));
		this.figure.addEventListener("focusin", () => {
			this.makeCurrent(this.focused());
			this.point(this.focused());
		});
		this.figure.addEventListener("focusout", () => this.point(undefined));
	}

	draw(view: View): void {
		this.view = view;
		const { clientWidth: width, clientHeight: height } = byId<SVGElement>("chart");
		if (width === 0 || height === 0) return;
		const all = [...view.dots, ...view.others];
		const layout = layoutOf(width, height, all, view.kind);
		this.places = placesOf(all, layout);
		this.ground.replaceChildren(...groundOf(layout, view.kind, this.texts));
		const others = this.shownBehind.of(view.others);
		this.move(others);
		hold(this.behind, others.values());
		this.drawDots();
		this.show(this.focused());
	}

	/** Shows the setup that is pointed at, here or elsewhere on the page; else that which has the focus. */
	point(id: string | undefined): void {
		const met = id ?? this.focused();
		if (met === this.met) return;
		this.show(met);
		byId<SVGElement>("chart").classList.toggle("near", id !== undefined);
		this.listener.meet(met);
	}

	private drawDots(): void {
		// In the order of the arrow keys.
		const ordered = [...this.view.dots].sort(byBatch);
		this.elements = this.shown.of(ordered);
		this.move(this.elements);
		hold(this.marks, this.elements.values());
		this.marks.setAttribute("aria-hidden", String(ordered.length === 0));
		this.makeCurrent(this.current !== undefined && this.elements.has(this.current) ? this.current : ordered[0]?.id);
	}

	/** The element stays where the setup does: the focus is not lost while a file is typed. */
	private element(dot: Dot, before: SVGElement | undefined): SVGElement {
		const { id, setup } = dot;
		const element = before ?? svg("g", { role: "option", "data-id": id, tabindex: -1 });
		element.setAttribute("class", `dot ${setup.finding?.severity ?? ""}`);
		const description = describe(dot, this.view.kinds.get(setup.kind), this.texts);
		element.setAttribute("aria-label", inOneLine(description));
		element.replaceChildren(...(setup.finding ? [ring()] : []), mark(markOf(setup)));
		return element;
	}

	private makeCurrent(id: string | undefined): void {
		for (const key of new Set([this.current, id])) {
			const element = key === undefined ? undefined : this.elements.get(key);
			element?.setAttribute("tabindex", key === id ? "0" : "-1");
			element?.setAttribute("aria-selected", String(key === id));
		}
		this.current = id;
	}

	private press(event: KeyboardEvent): void {
		const dot = this.dot(this.focused());
		if (!dot || event.altKey || event.ctrlKey || event.metaKey) return;
		const order = [...this.view.dots].sort(event.key === "ArrowUp" || event.key === "ArrowDown" ? byRate : byBatch);
		const at = order.indexOf(dot);
		const last = order.length - 1;
		const steps: Readonly<Record<string, number>> = {
			ArrowRight: Math.min(at + 1, last),
			ArrowLeft: Math.max(at - 1, 0),
			ArrowUp: Math.min(at + 1, last),
			ArrowDown: Math.max(at - 1, 0),
			Home: 0,
			End: last,
		};
		if (event.key === "Enter" || event.key === " ") this.listener.open(dot);
		else if (event.key === "Escape") this.show(undefined);
		else if (Object.hasOwn(steps, event.key)) this.elements.get(order[steps[event.key] ?? at]?.id ?? "")?.focus();
		else return;
		event.preventDefault();
	}

	private near({ clientX, clientY }: MouseEvent): string | undefined {
		const { left, top } = byId<SVGElement>("chart").getBoundingClientRect();
		const id = nearest(this.places, { x: clientX - left, y: clientY - top });
		return this.dot(id) && id;
	}

	private focused(): string | undefined {
		const { activeElement } = document;
		return this.marks.contains(activeElement) ? (activeElement as SVGElement).dataset.id : undefined;
	}

	private dot(id: string | undefined): Dot | undefined {
		return this.view.dots.find((dot) => dot.id === id);
	}

	private move(elements: ReadonlyMap<string, SVGElement>): void {
		for (const [id, element] of elements) {
			const moved = this.moved(id);
			if (element.getAttribute("transform") !== moved) element.setAttribute("transform", moved);
		}
	}

	private moved(id: string): string {
		const { x, y } = this.places.get(id) ?? { x: 0, y: 0 };
		return `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
	}

	/** Shows facts below a setup, or above it where there is no room: never over it. */
	private show(id: string | undefined): void {
		const dot = this.dot(id);
		const place = id === undefined ? undefined : this.places.get(id);
		this.met = dot && place && id;
		this.tip.hidden = !dot || !place;
		this.halo.setAttribute("visibility", dot && place ? "visible" : "hidden");
		if (!dot || !place) return;
		this.halo.setAttribute("transform", this.moved(dot.id));
		this.halo.classList.toggle("focused", id === this.focused());
		const { place: title, lines, finding } = describe(dot, this.view.kinds.get(dot.setup.kind), this.texts);
		this.tip.replaceChildren(
			html("strong", {}, title),
			...lines.map((line) => html("span", {}, line)),
			...(finding ? [html("span", { class: `said ${dot.setup.finding?.severity}` }, finding)] : []),
		);
		const { clientWidth, clientHeight } = this.figure;
		const { offsetWidth, offsetHeight } = this.tip;
		const left = Math.min(place.x - 24, clientWidth - offsetWidth);
		const isBelow = place.y + TIP_GAP + offsetHeight <= clientHeight;
		this.tip.style.left = `${Math.max(0, left)}px`;
		this.tip.style.top = `${isBelow ? place.y + TIP_GAP : place.y - TIP_GAP - offsetHeight}px`;
	}
}

/** Pixels between a setup and its facts. */
const TIP_GAP = 16;
