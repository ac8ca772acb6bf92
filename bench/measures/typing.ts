/**
 * From the change of one character to the findings, beside a full parse by the same library and, for short YAML, beside
 * yaml-language-server: `node bench/dist/typing.mjs FORMAT LINES EDITS`. Prints one JSON object.
 */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Typed } from "../documents.ts";
import { type Spread, type Timed, timeInTurns } from "../harness.ts";
import { BENCH } from "../paths.ts";
import type { Contender, Ready } from "../typist.ts";

export interface Typing {
	readonly format: Typed;
	readonly lines: number;
	/** Learning rates and batch sizes in the document. */
	readonly values: number;
	/** The longest time that others on the thread wait for their turn is measured of long documents only. */
	readonly measured: Readonly<Record<"hplint" | "parse", Spread>> & Readonly<Partial<Record<Contender, Spread>>>;
}

const [format, lines, edits] = process.argv.slice(2) as [Typed, string, string];
const isLong = Number(lines) > 1000;

const typists: ChildProcess[] = [];

async function typist(contender: Contender): Promise<{ readonly timed: Timed; readonly values: number }> {
	const child = fork(join(BENCH, "dist/typist.mjs"), [format, lines, contender]);
	typists.push(child);
	const ended = once(child, "exit").then(([code, signal]) => {
		throw new Error(`what types for ${contender} ended with ${code ?? signal}`);
	});
	const answer = async <Answer>(): Promise<Answer> => (await Promise.race([once(child, "message"), ended]))[0];
	const { values } = await answer<Ready>();
	const timed: Timed = (runs) => {
		child.send(runs);
		return answer();
	};
	return { timed, values };
}

const { timed: hplint, values } = await typist("hplint");
const contenders = {
	hplint,
	parse: (await typist("parse")).timed,
	...(format === "yaml" && !isLong && { "yaml-language-server": (await typist("yaml-language-server")).timed }),
	...(isLong && { slices: (await typist("slices")).timed, opened: (await typist("opened")).timed }),
};
const measured = await timeInTurns(contenders, { most: Number(edits), least: 20, milliseconds: 20 * Number(edits) });
for (const one of typists) one.disconnect();
const result: Typing = { format, lines: Number(lines), values, measured };
console.log(JSON.stringify(result));
