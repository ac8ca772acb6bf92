/**
 * A process that types in a document: `fork`ed with FORMAT LINES CONTENDER by measures/typing.ts, and told how often each time. As in
 * an editor, where a language server has one of its own, what another contender leaves in memory is not collected in its time.
 */

import { parser as python } from "@lezer/python";
import { parser as yaml } from "@lezer/yaml";
import { parseTree } from "jsonc-parser";
import { documentOf, type Typed } from "./documents.ts";
import { Edits } from "./edits.ts";
import { samplesOf, type Timed } from "./harness.ts";
import { yamlValidator } from "./peers/yaml-language-server.ts";
import { Session } from "./session.ts";

/**
 * `hplint`: from the change to the findings; `slices`: the longest time that others on the thread wait for their turn meanwhile;
 * `opened`: the same as the document is opened.
 */
export type Contender = "hplint" | "slices" | "opened" | "parse" | "yaml-language-server";

/** What it says of itself when it is ready: how many learning rates and batch sizes are in the document. */
export interface Ready {
	readonly values: number;
}

const PARSERS: Readonly<Record<Typed, (text: string) => unknown>> = {
	yaml: (text) => yaml.parse(text),
	python: (text) => python.parse(text),
	json: (text) => parseTree(text),
};

const [format, lines, contender] = process.argv.slice(2) as [Typed, string, Contender];
const text = documentOf(format, Number(lines));
const session = new Session(format);
const { parameters, lines: at } = session.next(text);
const edits = new Edits(
	text,
	parameters.map(({ span }) => at.at(span.start).line),
);

const timed =
	(run: () => unknown): Timed =>
	(runs) =>
		samplesOf(run, runs);

const each =
	(run: () => Promise<number>): Timed =>
	async (runs) => {
		const all: number[] = [];
		while (all.length < runs) all.push(await run());
		return all;
	};

const CONTENDERS: Readonly<Record<Contender, () => Timed>> = {
	hplint: () => timed(() => session.next(edits.next())),
	slices: () => each(() => session.longestSlice(edits.next())),
	opened: () => each(() => new Session(format).longestSlice(text)),
	parse: () => timed(() => PARSERS[format](edits.next())),
	"yaml-language-server": () => {
		const validate = yamlValidator();
		return timed(() => validate("file:///typed.yaml", edits.next()));
	},
};

const run = CONTENDERS[contender]();
process.on("message", async (runs: number) => process.send?.(await run(runs)));
process.send?.({ values: parameters.length } satisfies Ready);
