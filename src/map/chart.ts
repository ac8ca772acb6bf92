/** The chart: a mark for every setup, which can be pointed at, walked with keys, and opened. */

import type { Kind, Texts } from "../core/map/model.ts";
import { describe, inOneLine } from "./describe.ts";
import { byBatch, byRate, type Dot } from "./dots.ts";
import { byId, html, svg } from "./elements.ts";
import { groundOf } from "./ground.ts";
import { layoutOf, nearest, type Point, placesOf } from "./layout.ts";
import { MARKS, markOf, marks, rings } from "./marks.ts";

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

/** The orders of the arrow keys, each made when a key first asks for it. */
class Orders {
	private made: { batch?: readonly Dot[]; rate?: readonly Dot[] } = {};

	constructor(private readonly dots: readonly Dot[]) {}

	get batch(): readonly Dot[] {
		this.made.batch ??= [...this.dots].sort(byBatch);
		return this.made.batch;
	}

	get rate(): readonly Dot[] {
		this.made.rate ??= [...this.dots].sort(byRate);
		return this.made.rate;
	}
}

export class Chart {
	private readonly figure = byId<HTMLElement>("figure");
	private readonly tip = byId<HTMLElement>("tip");
	private readonly ground = svg("g", { "aria-hidden": "true" });
	private readonly behind = svg("g", { "aria-hidden": "true", class: "others" });
	private readonly marks = svg("g", { "aria-hidden": "true" });
	/** Of all setups the one that Tab leads to is an element, which says how many there are; the table has them all. */
	private readonly list: SVGElement;
	/** Around the setup that is met, on top of all marks. */
	private readonly halo = svg("circle", { class: "halo", r: 11, "aria-hidden": "true" });
	private places: ReadonlyMap<string, Point> = new Map();
	private view: View = { dots: [], others: [], kind: undefined, kinds: new Map() };
	private dots: ReadonlyMap<string, Dot> = new Map();
	private orders = new Orders([]);
	/** The one setup whose facts are shown. */
	private met: string | undefined;

	constructor(
		private readonly texts: Texts,
		private readonly listener: Listener,
	) {
		const chart = byId<SVGElement>("chart");
		this.list = svg("g", { role: "listbox", "aria-label": texts.chart });
		chart.append(this.ground, this.behind, this.marks, this.list, this.halo);
		new ResizeObserver(() => this.draw(this.view)).observe(chart);
		chart.addEventListener("pointermove", (event) => this.point(this.near(event)));
		chart.addEventListener("pointerleave", () => this.point(undefined));
		chart.addEventListener("click", (event) => {
			const dot = this.dot(this.near(event));
			if (dot) this.listener.open(dot);
		});
		// Not on the marks: Chromium takes a part of a drawing that listens to these for one that can have the focus.
		this.figure.addEventListener("keydown", (event) => this.press(event));
		this.figure.addEventListener("focusin", () => this.point(this.focused()));
		this.figure.addEventListener("focusout", () => this.point(undefined));
	}

	draw(view: View): void {
		if (view !== this.view) {
			this.view = view;
			this.dots = new Map(view.dots.map((dot) => [dot.id, dot]));
			this.orders = new Orders(view.dots);
		}
		const { clientWidth: width, clientHeight: height } = byId<SVGElement>("chart");
		if (width === 0 || height === 0) return;
		const all = [...view.dots, ...view.others];
		const layout = layoutOf(width, height, all, view.kind);
		this.places = placesOf(all, layout);
		this.ground.replaceChildren(...groundOf(layout, view.kind, this.texts));
		this.behind.replaceChildren(...this.marksOf(view.others));
		this.marks.replaceChildren(...this.ringsOf(view.dots), ...this.marksOf(view.dots));
		this.lead(this.dot(this.current) ?? this.orders.batch[0]);
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

	private marksOf(dots: readonly Dot[]): SVGElement[] {
		return MARKS.flatMap((kind) => marks(kind, this.placesOf(dots.filter(({ setup }) => markOf(setup) === kind))));
	}

	private ringsOf(dots: readonly Dot[]): SVGElement[] {
		const severities = new Set(dots.flatMap(({ setup }) => setup.finding?.severity ?? []));
		return [...severities].flatMap((severity) =>
			rings(severity, this.placesOf(dots.filter(({ setup }) => setup.finding?.severity === severity))),
		);
	}

	private placesOf(dots: readonly Dot[]): Point[] {
		return dots.flatMap(({ id }) => this.places.get(id) ?? []);
	}

	/** Makes a setup the one that Tab leads to. Its element stays while its file is typed, and so does the focus. */
	private lead(dot: Dot | undefined): void {
		const before = this.option;
		this.list.setAttribute("aria-hidden", String(dot === undefined));
		if (!dot) {
			before?.remove();
			return;
		}
		const isSame = before?.dataset.id === dot.id;
		const option = before && isSame ? before : svg("g", OPTION, svg("circle", { r: 8 }));
		const { x, y } = this.places.get(dot.id) ?? { x: 0, y: 0 };
		const { batch } = this.orders;
		for (const [name, value] of Object.entries({
			"data-id": dot.id,
			"aria-label": inOneLine(describe(dot, this.view.kinds.get(dot.setup.kind), this.texts)),
			"aria-setsize": batch.length,
			"aria-posinset": batch.indexOf(dot) + 1,
			transform: translate({ x, y }),
		}))
			option.setAttribute(name, String(value));
		if (isSame) return;
		// The new one is there, and has the focus, before the old one goes: it is never nowhere.
		const hadFocus = this.focused() !== undefined;
		this.list.append(option);
		if (hadFocus) option.focus();
		before?.remove();
	}

	private get option(): SVGElement | undefined {
		return (this.list.lastElementChild as SVGElement | null) ?? undefined;
	}

	private get current(): string | undefined {
		return this.option?.dataset.id;
	}

	private press(event: KeyboardEvent): void {
		const dot = this.dot(this.focused());
		if (!dot || event.altKey || event.ctrlKey || event.metaKey) return;
		const order = event.key === "ArrowUp" || event.key === "ArrowDown" ? this.orders.rate : this.orders.batch;
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
		else if (Object.hasOwn(steps, event.key)) this.lead(order[steps[event.key] ?? at]);
		else return;
		event.preventDefault();
	}

	private near({ clientX, clientY }: MouseEvent): string | undefined {
		const { left, top } = byId<SVGElement>("chart").getBoundingClientRect();
		return nearest(this.dots.keys(), this.places, { x: clientX - left, y: clientY - top });
	}

	private focused(): string | undefined {
		return this.option === document.activeElement ? this.current : undefined;
	}

	private dot(id: string | undefined): Dot | undefined {
		return id === undefined ? undefined : this.dots.get(id);
	}

	/** Shows facts below a setup, or above it where only there is room: never over it. */
	private show(id: string | undefined): void {
		const dot = this.dot(id);
		const place = id === undefined ? undefined : this.places.get(id);
		this.met = dot && place && id;
		this.tip.hidden = !dot || !place;
		this.halo.setAttribute("visibility", dot && place ? "visible" : "hidden");
		if (!dot || !place) return;
		this.halo.setAttribute("transform", translate(place));
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
		const above = place.y - TIP_GAP - offsetHeight;
		const isCut = this.figure.getBoundingClientRect().top + above < 0;
		const isBelow = isCut || place.y + TIP_GAP + offsetHeight <= clientHeight;
		this.tip.style.left = `${Math.max(0, left)}px`;
		this.tip.style.top = `${isBelow ? place.y + TIP_GAP : above}px`;
	}
}

const OPTION = { class: "option", role: "option", "aria-selected": "true", tabindex: 0 };

const translate = ({ x, y }: Point): string => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

/** Pixels between a setup and its facts. */
const TIP_GAP = 16;
