/**
 * Holds the quick way against the slow one, on folders of real files: what is not read because it cannot matter, and what is read
 * again where it was edited, must come to what reading all of it comes to.
 *
 *     node dist/scripts/same.mjs FOLDER… [--edits 4]
 */

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { asLatin1, decode, walk } from "../src/cli/files.ts";
import { type Analysis, analyse, DEFAULT_OPTIONS, languageOf, mayHold, readRelevant } from "../src/core/linter.ts";
import { read } from "../src/core/read/index.ts";
import type { Format } from "../src/core/read/model.ts";

const { positionals: folders, values } = parseArgs({
	allowPositionals: true,
	options: { edits: { type: "string", default: "4" } },
});
if (folders.length === 0) throw new Error("same FOLDER…");

/** What a person sees of an analysis, as text. */
const said = ({ parameters, findings, unused }: Analysis): string =>
	JSON.stringify({
		parameters: parameters.map(({ assignment: _, document: __, setup, ...one }) => ({
			...one,
			setup: Object.entries(setup).map(([name, { because, span }]) => [name, because, span]),
		})),
		findings: findings.map(({ parameter: { span }, rule, severity, message, sources, fixes, related }) => [
			span,
			rule,
			severity,
			message,
			sources,
			fixes,
			related,
		]),
		unused,
	});

const slowly = (text: string, format: Format): string =>
	said(analyse(text, format, DEFAULT_OPTIONS, undefined, read(text, format)));

/** A small linear congruential generator: the same edits in every run. */
let state = 7;
function below(limit: number): number {
	state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
	return (state >> 8) % limit;
}

const TYPED = [
	"1",
	"lr = 3\n",
	"lr: 3\n",
	'"lr": 3,\n',
	"\n",
	"  ",
	"#",
	"(",
	")",
	"{",
	"]",
	'"',
	"'''",
	": ",
	",",
	"\\\n",
];

function edited(text: string): string {
	const at = below(text.length + 1);
	const cut = below(2) === 0 ? below(4) : 0;
	return text.slice(0, at) + TYPED[below(TYPED.length)] + text.slice(at + cut);
}

const NOTHING = said(analyse("", "yaml"));
const count = { files: 0, unread: 0, edits: 0, different: 0 };

function differs(what: string): void {
	count.different++;
	console.log(what);
}

for (const folder of folders)
	for (const path of walk(folder, console.error)) {
		const format = languageOf(path);
		const bytes = readFileSync(path);
		if (!format || bytes.length > 1e6) continue;
		count.files++;
		const text = decode(bytes);
		if (!mayHold(asLatin1(bytes), format, DEFAULT_OPTIONS) || !mayHold(text, format, DEFAULT_OPTIONS)) {
			count.unread++;
			if (!text.includes("\0") && slowly(text, format) !== NOTHING) differs(`${path}: not read`);
			continue;
		}
		let before: Analysis | undefined;
		let version = text;
		for (let edit = 0; edit <= Number(values.edits); edit++) {
			const document = readRelevant(version, format, DEFAULT_OPTIONS, before);
			before = analyse(version, format, DEFAULT_OPTIONS, undefined, document);
			if (said(before) !== slowly(version, format)) {
				differs(`${path}: after ${edit} edits`);
				break;
			}
			count.edits++;
			version = edited(version);
		}
	}
console.log(count);
if (count.different > 0 || count.files === 0) process.exitCode = 1;
