/** The same setups as a table, which can be sorted. */

import { COLUMNS, type Column, type Kind, type Texts } from "../core/map/model.ts";
import { batchText, type Dot, facts, placeText, type Sort, sorted } from "./dots.ts";
import { byId, html } from "./elements.ts";

interface Listener {
	open(dot: Dot): void;
	sort(sort: Sort): void;
	/** A row is pointed at or walked to; undefined when none is any more. */
	meet(id: string | undefined): void;
}

export class Table {
	private readonly table = byId<HTMLTableElement>("table");
	private readonly body = this.table.tBodies[0] as HTMLTableSectionElement;
	private dots: ReadonlyMap<string, Dot> = new Map();

	constructor(
		private readonly texts: Texts,
		private readonly listener: Listener,
	) {
		const rowOf = ({ target }: Event): string | undefined => (target as Element).closest("tr")?.dataset.id;
		this.body.addEventListener("click", (event) => {
			const dot = this.dots.get(rowOf(event) ?? "");
			if (dot) listener.open(dot);
		});
		for (const type of ["pointerover", "focusin"])
			this.body.addEventListener(type, (event) => listener.meet(rowOf(event)));
		for (const type of ["pointerleave", "focusout"]) this.body.addEventListener(type, () => listener.meet(undefined));
	}

	draw(dots: readonly Dot[], sort: Sort, kinds: ReadonlyMap<string, Kind>): void {
		this.dots = new Map(dots.map((dot) => [dot.id, dot]));
		const focused = document.activeElement?.closest<HTMLElement>("tbody tr")?.dataset.id;
		const label = (kind: string): string => kinds.get(kind)?.label ?? "";
		this.drawHead(sort);
		this.body.replaceChildren(...sorted(dots, sort, label).map((dot) => this.row(dot, label)));
		if (focused !== undefined) this.rowOf(focused)?.querySelector("button")?.focus();
	}

	/** Marks the row of a setup that is met on the chart. */
	mark(id: string | undefined, reveal: boolean): void {
		for (const row of this.body.querySelectorAll("tr.met")) row.classList.remove("met");
		const row = id === undefined ? undefined : this.rowOf(id);
		row?.classList.add("met");
		if (reveal) row?.scrollIntoView({ block: "nearest" });
	}

	private rowOf(id: string): HTMLTableRowElement | undefined {
		return [...this.body.rows].find((row) => row.dataset.id === id);
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

	private row(dot: Dot, label: (kind: string) => string): HTMLTableRowElement {
		const { setup } = dot;
		const { finding } = setup;
		const cells: Readonly<Record<Column, string | Node>> = {
			place: html("button", { type: "button", class: "link" }, placeText(dot, this.texts)),
			rate: setup.written,
			batch: batchText(setup, this.texts),
			setup: facts(setup),
			kind: label(setup.kind),
			finding: finding
				? html(
						"span",
						{ class: `said ${finding.severity}`, title: finding.message },
						this.texts.severities[finding.severity],
					)
				: "",
		};
		return html(
			"tr",
			{ "data-id": dot.id },
			...COLUMNS.map((column) =>
				column === "place" ? html("th", { scope: "row" }, cells.place) : html("td", { class: column }, cells[column]),
			),
		);
	}
}
