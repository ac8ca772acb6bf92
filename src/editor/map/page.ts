/** The map's page before its script has run. Everything it loads is named here and carries the nonce. */

import { COLUMNS, type Texts } from "../../core/map/model.ts";

export interface PageParts {
	/** Fresh for every page: what does not carry it is neither run nor applied. */
	readonly nonce: string;
	readonly script: string;
	readonly style: string;
	/** Of the texts, as HTML knows it. */
	readonly language: string;
	readonly texts: Texts;
}

export function pageHtml({ nonce, script, style, language, texts }: PageParts): string {
	const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
	const heads = COLUMNS.map(
		(column) =>
			`<th scope="col" data-column="${column}"><button type="button">${escaped(texts.columns[column])}</button></th>`,
	);
	return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(texts.title)}</title>
<link rel="stylesheet" nonce="${nonce}" href="${escaped(style)}">
</head>
<body>
<main>
<h1 class="unseen">${escaped(texts.title)}</h1>
<header>
<label for="kind">${escaped(texts.kind)}</label>
<select id="kind"></select>
<button type="button" id="look">${escaped(texts.lookAgain)}</button>
<p id="status" role="status"></p>
</header>
<section id="map">
<figure id="figure">
<svg id="chart"></svg>
<p id="empty" hidden>${escaped(texts.empty)}</p>
<div id="tip" aria-hidden="true" hidden></div>
<figcaption id="legend"></figcaption>
</figure>
<div id="rows">
<table id="table">
<caption class="unseen">${escaped(texts.table)}</caption>
<thead><tr>${heads.join("")}</tr></thead>
<tbody></tbody>
</table>
</div>
</section>
</main>
<script type="application/json" id="texts" nonce="${nonce}">${JSON.stringify(texts).replaceAll("<", "\\u003c")}</script>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
