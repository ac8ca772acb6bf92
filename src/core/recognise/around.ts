/** What other files know of a document's run: the script that loads it, the config that it loads, the launcher's. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment, ReadDocument, Scope } from "../read/model.ts";
import type { Setup } from "./facts.ts";
import { type DocumentIndex, indexDocument } from "./index-document.ts";
import { recogniseOptimizer } from "./optimizer.ts";

/** The other files, every place in them marked with its file. */
export interface Around {
	/** Scripts that load the document. */
	readonly scripts: readonly Script[];
	/** Configs that the document, a script, loads. */
	readonly configs: readonly ReadDocument[];
	/** What starts the run on its devices: commands of launch scripts, else Accelerate's configs. */
	readonly launches: readonly ReadDocument[];
}

export interface Script {
	readonly document: ReadDocument;
	/** How it reads `1e-4` in a config. */
	readonly loader: Loader | undefined;
}

export type Loader = NonNullable<Setup["loader"]>;

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

/** `lr=float(cfg["lr"])` */
const CAST = "float";

/** What a script does with a value of the config: gives it to an optimizer. Text is certain to fail only there. */
export function usesIn({ document, loader }: Script): (assignment: Assignment) => Setup {
	const [root] = document.documents;
	if (!root) return () => ({});
	const index = indexDocument(document, root);
	const optimizerOf = recogniseOptimizer(index);
	const uses = new Map<string, Assignment>();
	for (const one of givenToOptimizers(index)) {
		const keys = USE.exec(one.value.text)?.[1]?.match(KEY);
		if (keys) uses.set(keys.join("."), one);
	}
	const numbers = loader?.value === "number" ? { loader } : {};
	/** What comes of `1e-4` where it is used; undefined where it may have been made a number on the way. */
	const readingAt = (use: Assignment): Loader | undefined => {
		const { text, span } = use.value;
		if (use.scope.callee === CAST) return { value: "number", span, because: `float(${text})` };
		return takesNumbersOnly(use, index) && !document.text.includes(`float(${text}`) ? loader : undefined;
	};
	return ({ path }) => {
		const use = uses.get(path.join("."));
		if (!use) return numbers;
		const optimizer = optimizerOf(use);
		const reading = readingAt(use);
		return { ...numbers, ...(optimizer && { optimizer }), ...(reading && { loader: reading }) };
	};
}

/** PyTorch's optimizers compare the rate with 0, which text is not. */
const takesNumbersOnly = ({ scope }: Assignment, { importsFrom }: DocumentIndex): boolean =>
	/^torch\b/.test(scope.callee ?? "") || importsFrom("torch");

const givenToOptimizers = ({ assignments }: DocumentIndex): Assignment[] =>
	assignments.filter(
		({ name, scope, path }) =>
			scope.kind === "call" &&
			(scope.callee === CAST
				? scope.name === "lr" && isOptimizer(scope.parent)
				: (name === "lr" || path.at(-1) === "1") && isOptimizer(scope)),
	);

const isOptimizer = (call: Scope | undefined): boolean => optimizerFamily(call?.callee ?? "") !== undefined;
