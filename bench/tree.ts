/** A tree of files as repositories of machine learning have them, all of it our own text, the same for the same seed. */

import { jsonFile } from "./generate/json.ts";
import { pythonFile } from "./generate/python.ts";
import { noun, snake } from "./generate/words.ts";
import { yamlFile } from "./generate/yaml.ts";
import { Random } from "./random.ts";

export interface TreeFile {
	readonly path: string;
	readonly text: string;
}

/**
 * Each kind's share of the files, up to which a draw is of it, and the median and spread of its size in characters: those of
 * 36,000 files of 60 public repositories, without the few files beyond the largest size.
 */
const KINDS = [
	{ ending: "py", upTo: 0.76, median: 4200, spread: 1.25, largest: 250_000, make: pythonFile },
	{ ending: "yaml", upTo: 0.95, median: 1200, spread: 1.05, largest: 100_000, make: yamlFile },
	{ ending: "json", upTo: 1, median: 850, spread: 2.4, largest: 500_000, make: jsonFile },
] as const;

/** About five files a folder, two to six folders deep. */
export function* treeFiles(count: number, seed = 5): Generator<TreeFile> {
	const random = new Random(seed);
	let folder = "";
	for (let i = 0; i < count; i++) {
		if (i === 0 || random.chance(0.2)) {
			const repository = `repo_${random.between(0, 59)}`;
			const parts = Array.from({ length: random.between(1, 4) }, () => noun(random));
			folder = [repository, ...parts].join("/");
		}
		const at = random.next();
		const kind = KINDS.find(({ upTo }) => at < upTo) ?? KINDS[0];
		const size = Math.min(random.size(kind.median, kind.spread), kind.largest);
		yield { path: `${folder}/${snake(random)}_${i}.${kind.ending}`, text: kind.make(random, size) };
	}
}
