/** The same setups as a table, which can be sorted. */

import { COLUMNS, type Column, type Kind, type Texts } from "../core/map/model.ts";
import { batchText, type Dot, facts, placeText, Shown, type Sort, sorted } from "./dots.ts";
import { byId, hold, html } from "./elements.ts";

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
	private kinds: ReadonlyMap<string, Kind> = new Map();
	private readonly shown = new Shown<HTMLTableRowElement>((dot, before) => this.row(dot, before));
	private rows: ReadonlyMap<string, HTMLTableRowElement> = new Map();
	private marked: HTMLTableRowElement | undefined;

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
		this.kinds = kinds;
		this.drawHead(sort);
		this.rows = this.shown.of(sorted(dots, sort, (kind) => this.label(kind)));
		hold(this.body, this.rows.values());
	}

	/** Shows the row of a setup that is met on the chart. */
	mark(id: string | undefined): void {
		this.marked?.classList.remove("met");
		this.marked = id === undefined ? undefined : this.rows.get(id);
		this.marked?.classList.add("met");
		this.marked?.scrollIntoView({ block: "nearest" });
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
