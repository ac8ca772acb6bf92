/** One long document of a language, made of many files as the tree has them. */

import { jsonFile } from "./generate/json.ts";
import { pythonFile } from "./generate/python.ts";
import { yamlFile } from "./generate/yaml.ts";
import { Random } from "./random.ts";

export type Typed = "yaml" | "json" | "python";

const PART = 3000;

const PARTS: Readonly<Record<Typed, (random: Random, i: number) => string>> = {
	yaml: (random, i) => `run_${i}:\n${yamlFile(random, PART).replace(/^(?=.)/gm, "  ")}`,
	json: (random, i) => {
		const value = JSON.stringify(JSON.parse(jsonFile(random, PART)), undefined, 2);
		return `  "run_${i}": ${value.replaceAll("\n", "\n  ")},\n`;
	},
	python: (random) => pythonFile(random, PART),
};

/** What fills the last lines, which are too few for a file more. */
const FILLING: Readonly<Record<Typed, (i: number) => string>> = {
	yaml: (i) => `filled_${i}: ${i}`,
	json: (i) => `  "filled_${i}": ${i},`,
	python: (i) => `filled_${i} = ${i}`,
};
const AROUND: Readonly<Partial<Record<Typed, readonly [string, ...string[]]>>> = { json: ["{", '  "end": true', "}"] };

/** A whole document of so many lines. */
export function documentOf(format: Typed, lines: number, seed = 7): string {
	const random = new Random(seed);
	const [head, ...end] = AROUND[format] ?? [];
	const all: string[] = head === undefined ? [] : [head];
	for (let i = 0; ; i++) {
		const part = PARTS[format](random, i).trimEnd().split("\n");
		if (all.length + part.length + end.length > lines) break;
		for (const line of part) all.push(line);
	}
	while (all.length + end.length < lines) all.push(FILLING[format](all.length));
	return `${[...all, ...end].join("\n")}\n`;
}
