/** What other files know of a document's run: the script that loads it, the config that it loads, the launcher's. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment, ReadDocument } from "../read/model.ts";
import type { Setup } from "./facts.ts";
import { type DocumentIndex, indexDocument } from "./index-document.ts";
import { recogniseOptimizer } from "./optimizer.ts";

/** The other files, every place in them marked with its file. */
export interface Around {
	/** Scripts that load the document, and how their loader reads `1e-4`. */
	readonly scripts: readonly Script[];
	/** Configs that the document, a script, loads. */
	readonly configs: readonly ReadDocument[];
	/** What starts the run on its devices: commands of launch scripts, else Accelerate's configs. */
	readonly launches: readonly ReadDocument[];
}

export interface Script {
	readonly document: ReadDocument;
	readonly exponentReading: "text" | "number" | undefined;
}

export const NOTHING_AROUND: Around = { scripts: [], configs: [], launches: [] };

/** What a script says of the run that a config is for. Its own numbers may be replaced by the config's. */
export const OF_SCRIPT = ["framework", "optimizer", "task", "regime", "linearModel", "modelSize"] as const;
/** What a config says of the run of the script that loads it. Its optimizer may be for another value than the script's. */
export const OF_CONFIG = ["modelSize", "features", "examples"] as const;

/** Frameworks whose trainers are started by Accelerate or torchrun, one process for each device. */
const LAUNCHED: ReadonlySet<string> = new Set(
	"accelerate transformers trl axolotl alignment-handbook open-instruct diffusers".split(" "),
);

export const isLaunched = (framework: string | undefined): boolean => LAUNCHED.has(framework ?? "");

/** `cfg["train"]["lr"]`, `cfg.train.lr`: a value of a config by its keys. */
const USE = /^\w+((?:\.\w+|\[(?:"[\w.-]+"|'[\w.-]+')\])+)$/;
const KEY = /[\w-]+/g;

const CAST = /\bfloat\(\s*$/;
const LONGEST_CAST = 20;

/** Where a script gives a config's value to an optimizer. */
export function usesIn({ document, exponentReading }: Script): (assignment: Assignment) => Setup {
	const [root] = document.documents;
	if (!root) return () => ({});
	const index = indexDocument(document, root);
	const optimizerOf = recogniseOptimizer(index);
	const uses = new Map<string, Assignment>();
	for (const one of givenToOptimizers(index)) {
		const keys = USE.exec(one.value.text)?.[1]?.match(KEY);
		if (keys) uses.set(keys.join("."), one);
	}
	return ({ path }) => {
		const use = uses.get(path.join("."));
		const optimizer = use && optimizerOf(use);
		if (!use) return {};
		// `float(cfg["lr"])` makes a number of text, too.
		const reading = CAST.test(document.text.slice(0, use.value.span.start).slice(-LONGEST_CAST))
			? "number"
			: exponentReading;
		return {
			...(optimizer && { optimizer }),
			...(reading && { loader: { value: reading, span: use.value.span, because: `${use.name}=${use.value.text}` } }),
		};
	};
}

const givenToOptimizers = ({ assignments }: DocumentIndex): Assignment[] =>
	assignments.filter(
		({ name, scope, path }) =>
			scope.kind === "call" &&
			(name === "lr" || path.at(-1) === "1") &&
			optimizerFamily(scope.callee ?? "") !== undefined,
	);
