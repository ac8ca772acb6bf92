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

/** A document of so many lines, cut where that is: its end may be half typed. */
export function documentOf(format: Typed, lines: number, seed = 7): string {
	const random = new Random(seed);
	const all: string[] = format === "json" ? ["{"] : [];
	for (let i = 0; all.length < lines; i++) all.push(...PARTS[format](random, i).trimEnd().split("\n"));
	return `${all.slice(0, lines).join("\n")}\n`;
}
