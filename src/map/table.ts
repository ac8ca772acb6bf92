/** The same setups as a table, which can be sorted. */

import { COLUMNS, type Column, type Kind, type PlacedSetup, type Texts } from "../core/map/model.ts";
import { batchText, type Dot, facts, placeText, type Sort, sorted } from "./dots.ts";
import { byId, hold, html } from "./elements.ts";

interface Listener {
	open(dot: Dot): void;
	sort(sort: Sort): void;
	/** A row is pointed at or walked to; undefined when none is any more. */
	meet(id: string | undefined): void;
}

/** What a row was made of, and the row: it is made again only when that has changed. */
interface Row {
	readonly setup: PlacedSetup;
	readonly element: HTMLTableRowElement;
}

/** Of more setups than this only the rows around those that are seen are there; the table says how many there are and which ones these are. */
const MOST_ROWS = 200;
/** Rows that come and go together. */
const BLOCK = 50;

export class Table {
	private readonly scroller = byId<HTMLElement>("rows");
	private readonly table = byId<HTMLTableElement>("table");
	private readonly body = this.table.tBodies[0] as HTMLTableSectionElement;
	/** Stand for the rows that are not there. */
	private readonly above = spacer();
	private readonly below = spacer();
	private dots: ReadonlyMap<string, Dot> = new Map();
	private kinds: ReadonlyMap<string, Kind> = new Map();
	private order: readonly Dot[] = [];
	/** The first of the rows that are there. */
	private first = 0;
	private rows = new Map<string, Row>();
	private marked: HTMLTableRowElement | undefined;

	constructor(
		private readonly texts: Texts,
		private readonly listener: Listener,
	) {
		this.body.before(this.above);
		this.body.after(this.below);
		const rowOf = ({ target }: Event): string | undefined => (target as Element).closest("tr")?.dataset.id;
		this.body.addEventListener("click", (event) => {
			const dot = this.dots.get(rowOf(event) ?? "");
			if (dot) listener.open(dot);
		});
		for (const type of ["pointerover", "focusin"])
			this.body.addEventListener(type, (event) => listener.meet(rowOf(event)));
		for (const type of ["pointerleave", "focusout"]) this.body.addEventListener(type, () => listener.meet(undefined));
		this.scroller.addEventListener("scroll", () => {
			if (this.firstSeen() !== this.first) this.fill();
		});
		new ResizeObserver(() => this.fill()).observe(this.scroller);
	}

	draw(dots: readonly Dot[], sort: Sort, kinds: ReadonlyMap<string, Kind>): void {
		this.dots = new Map(dots.map((dot) => [dot.id, dot]));
		this.kinds = kinds;
		this.drawHead(sort);
		this.order = sorted(dots, sort, (kind) => this.label(kind));
		this.fill();
	}

	private fill(): void {
		const { length } = this.order;
		this.first = this.firstSeen();
		const seen = length <= MOST_ROWS ? this.order : this.order.slice(this.first, this.first + MOST_ROWS);
		const rows = new Map<string, Row>();
		seen.forEach((dot, i) => {
			const { id, setup } = dot;
			const known = this.rows.get(id);
			const element = known?.setup === setup ? known.element : this.row(dot, known?.element);
			element.setAttribute("aria-rowindex", String(this.first + i + 2));
			rows.set(id, { setup, element });
		});
		this.rows = rows;
		this.table.setAttribute("aria-rowcount", String(length + 1));
		hold(
			this.body,
			[...rows.values()].map(({ element }) => element),
		);
		const height = this.rowHeight();
		for (const [space, count] of [
			[this.above, this.first],
			[this.below, length - this.first - seen.length],
		] as const) {
			space.hidden = count === 0;
			space.style.height = `${count * height}px`;
		}
	}

	/** Of the blocks around what is seen, as the table is scrolled. */
	private firstSeen(): number {
		const { length } = this.order;
		if (length <= MOST_ROWS) return 0;
		const block = Math.floor(this.scroller.scrollTop / this.rowHeight() / BLOCK);
		return Math.max(0, Math.min((block - 1) * BLOCK, length - MOST_ROWS));
	}

	/** All rows are one line high. */
	private rowHeight(): number {
		return this.body.rows[0]?.offsetHeight || 1;
	}

	/** Shows the row of a setup that is met on the chart. */
	mark(id: string | undefined): void {
		this.marked?.classList.remove("met");
		this.marked = id === undefined ? undefined : this.shown(id);
		this.marked?.classList.add("met");
		this.marked?.scrollIntoView({ block: "nearest" });
	}

	/** The row of a setup, which may first have to be made. */
	private shown(id: string): HTMLTableRowElement | undefined {
		const known = this.rows.get(id);
		const index = known ? -1 : this.order.findIndex((dot) => dot.id === id);
		if (index >= 0) {
			this.scroller.scrollTop = index * this.rowHeight();
			this.fill();
		}
		return this.rows.get(id)?.element;
	}

	private drawHead({ column, descending }: Sort): void {
		for (const head of this.table.querySelectorAll<HTMLElement>("thead th")) {
			const own = head.dataset.column as Column;
			if (own === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
			else head.removeAttribute("aria-sort");
			const button = head.querySelector("button");
			if (button) button.onclick = () => this.listener.sort({ column: own, descending: own === column && !descending });
		}
	}

	private label(kind: string): string {
		return this.kinds.get(kind)?.label ?? "";
	}

	private row(dot: Dot, before: HTMLTableRowElement | undefined): HTMLTableRowElement {
		const { setup } = dot;
		const { finding } = setup;
		const cells: Readonly<Record<Exclude<Column, "place">, string | Node>> = {
			rate: setup.written,
			batch: batchText(setup, this.texts),
			setup: facts(setup),
			kind: this.label(setup.kind),
			finding: finding
				? html(
						"span",
						{ class: `said ${finding.severity}`, title: finding.message },
						this.texts.severities[finding.severity],
					)
				: "",
		};
		const row = before ?? html("tr", { "data-id": dot.id });
		// The button stays where the row does, and keeps the focus while a file is typed.
		const button = row.querySelector("button") ?? html("button", { type: "button" });
		// The name before its folder, as the editor's own lists have it: what is cut off is the folder.
		const { path } = dot.file;
		const name = path.slice(path.lastIndexOf("/") + 1);
		const folder = html("span", { class: "folder" }, path.slice(0, -name.length - 1));
		button.replaceChildren(placeText(dot, name, this.texts), " ", folder);
		button.title = placeText(dot, path, this.texts);
		if (!before) row.append(html("th", { scope: "row" }, button));
		for (const cell of row.querySelectorAll("td")) cell.remove();
		for (const column of COLUMNS) if (column !== "place") row.append(html("td", { class: column }, cells[column]));
		return row;
	}
}

const spacer = (): HTMLElement => html("tbody", { "aria-hidden": "true" }, html("tr", {}, html("td")));
