/** The map's page: keeps what the extension tells it, and shows what the person chose of it. */

import type { FromPage, Kind, MappedFile, Texts, ToPage } from "../core/map/model.ts";
import { Chart } from "./chart.ts";
import { byPath, type Dot, dotsOf, filled, kindsOf, type Sort } from "./dots.ts";
import { byId, html } from "./elements.ts";
import { drawLegend } from "./legend.ts";
import { Table } from "./table.ts";

/** What a person chose. It outlives the page, which is thrown away while it is hidden. */
interface Choices {
	/** The id of a kind; empty for all. Undefined until one is chosen: then it is the most frequent. */
	readonly kind?: string;
	readonly sort: Sort;
}

declare function acquireVsCodeApi(): {
	postMessage(message: FromPage): void;
	getState(): Choices | undefined;
	setState(choices: Choices): void;
};

const vscode = acquireVsCodeApi();
const texts = JSON.parse(byId("texts").textContent ?? "") as Texts;
let choices: Choices = vscode.getState() ?? { sort: { column: "place", descending: false } };
let isLooking = true;
let files: ReadonlyMap<string, MappedFile> = new Map();
const kinds = new Map<string, Kind>();

const open = ({ file, index }: Dot): void => vscode.postMessage({ type: "open", file: file.uri, index });
const chart = new Chart(texts, { open, meet: (id) => table.mark(id) });
const table = new Table(texts, {
	open,
	sort: (sort) => choose({ ...choices, sort }),
	meet: (id) => chart.point(id),
});
const select = byId<HTMLSelectElement>("kind");
const look = byId<HTMLButtonElement>("look");

select.addEventListener("change", () => choose({ ...choices, kind: select.value }));
look.addEventListener("click", () => vscode.postMessage({ type: "look" }));
addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
	if (data.type === "looking") isLooking = data.isLooking;
	else {
		files = withFiles(data.files);
		for (const kind of data.kinds) kinds.set(kind.id, kind);
	}
	drawSoon();
});
vscode.postMessage({ type: "ready" });

/** All files in the order of their paths, after these have changed. */
function withFiles(changed: readonly MappedFile[]): ReadonlyMap<string, MappedFile> {
	const all = new Map(files);
	for (const file of changed) {
		if (file.setups.length > 0) all.set(file.uri, file);
		else all.delete(file.uri);
	}
	const isSame = all.size === files.size && changed.every(({ uri }) => files.has(uri));
	return isSame ? all : new Map([...all].sort(([, a], [, b]) => byPath(a, b)));
}

function choose(chosen: Choices): void {
	choices = chosen;
	vscode.setState(chosen);
	draw();
}

let isDue = false;
/** Many files may come while one picture is drawn. */
function drawSoon(): void {
	if (isDue) return;
	isDue = true;
	requestAnimationFrame(() => {
		isDue = false;
		draw();
	});
}

function draw(): void {
	const all = dotsOf(files.values());
	const found = kindsOf(all, kinds);
	const wanted = choices.kind ?? found[0]?.kind.id ?? "";
	const kind = found.find(({ kind: { id } }) => id === wanted)?.kind;
	const dots = kind ? all.filter(({ setup }) => setup.kind === kind.id) : all;
	drawSelect(found, kind);
	drawStatus(all);
	drawLegend(kind, all, texts);
	chart.draw({ dots, others: kind ? all.filter(({ setup }) => setup.kind !== kind.id) : [], kind, kinds });
	table.draw(dots, choices.sort, kinds);
	byId<HTMLElement>("map").classList.toggle("one-kind", kind !== undefined);
	byId<HTMLElement>("empty").hidden = isLooking || all.length > 0;
}

function drawSelect(found: ReturnType<typeof kindsOf>, chosen: Kind | undefined): void {
	const options = [
		html("option", { value: "" }, texts.allKinds),
		...found.map(({ kind, count }) => html("option", { value: kind.id }, filled(texts.kindCount, kind.label, count))),
	];
	// Somebody may have it open.
	const isSame = options.length === select.length && options.every((one, i) => select.options[i]?.isEqualNode(one));
	if (!isSame) select.replaceChildren(...options);
	select.value = chosen?.id ?? "";
}

function drawStatus(all: readonly Dot[]): void {
	const withFindings = all.filter(({ setup }) => setup.finding).length;
	const parts = [
		...(isLooking ? [texts.looking] : []),
		...(all.length === 1 ? [texts.countOne] : all.length > 1 ? [filled(texts.count, all.length, files.size)] : []),
		...(withFindings > 0 ? [filled(texts.findings, withFindings)] : []),
	];
	const status = byId("status");
	const text = parts.join(" · ");
	// A count that grows is not read out at each step.
	status.setAttribute("aria-busy", String(isLooking));
	if (status.textContent !== text) status.textContent = text;
	look.disabled = isLooking;
}
