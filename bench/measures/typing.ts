/**
 * From the change of one character to the findings, beside a full parse by the same library and, for short YAML, beside
 * yaml-language-server: `node bench/dist/typing.mjs FORMAT LINES EDITS`. Prints one JSON object.
 */

import { parser as python } from "@lezer/python";
import { parser as yaml } from "@lezer/yaml";
import { parseTree } from "jsonc-parser";
import { documentOf, type Typed } from "../documents.ts";
import { Edits } from "../edits.ts";
import { type Spread, spreadOf, timeFunctions } from "../harness.ts";
import { yamlValidator } from "../peers/yaml-language-server.ts";
import { Session } from "../session.ts";

export interface Typing {
	readonly format: Typed;
	readonly lines: number;
	/** Learning rates and batch sizes in the document. */
	readonly values: number;
	/** Of a long document, the longest time that others on the thread wait for their turn, from edit to edit. */
	readonly slices?: Spread;
	readonly peers: { readonly hplint: Spread; readonly parse: Spread; readonly "yaml-language-server"?: Spread };
}

const PARSERS: Readonly<Record<Typed, (text: string) => unknown>> = {
	yaml: (text) => yaml.parse(text),
	python: (text) => python.parse(text),
	json: (text) => parseTree(text),
};

const [format, lines, edits] = process.argv.slice(2) as [Typed, string, string];
const text = documentOf(format, Number(lines));
const session = new Session(format);
const first = session.next(text);
const judged = first.parameters.map(({ span }) => first.lines.at(span.start).line);
const ours = new Edits(text, judged);
const parsed = new Edits(text, judged);
const served = new Edits(text, judged);
const validate = yamlValidator();

async function longestSlices(edits: number): Promise<number[]> {
	const inSlices = new Edits(text, judged);
	const longest: number[] = [];
	for (let i = 0; i < edits; i++) longest.push(await session.longestSlice(inSlices.next()));
	return longest;
}

const contenders = {
	hplint: () => session.next(ours.next()),
	parse: () => PARSERS[format](parsed.next()),
	...(format === "yaml" &&
		Number(lines) <= 1000 && { "yaml-language-server": () => validate("file:///typed.yaml", served.next()) }),
};
const peers = await timeFunctions(contenders, { most: Number(edits), least: 20, milliseconds: 20 * Number(edits) });
const slices = Number(lines) > 1000 ? { slices: spreadOf(await longestSlices(peers.hplint.n)) } : {};
const result: Typing = { format, lines: Number(lines), values: judged.length, ...slices, peers };
console.log(JSON.stringify(result));
