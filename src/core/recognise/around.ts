/** What other files know of a document's run: the script that loads it, the config that it loads, the launcher's. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment, ReadDocument } from "../read/model.ts";
import type { Fact, Setup } from "./facts.ts";
import { type DocumentIndex, indexDocument } from "./index-document.ts";
import { recogniseOptimizer } from "./optimizer.ts";

/** The other files, every place in them marked with its file. */
export interface Around {
	/** Scripts that load the document, and how their loader reads `1e-4`. */
	readonly scripts: readonly Script[];
	/** Configs that the document, a script, loads. */
	readonly configs: readonly ReadDocument[];
	/** Accelerate's configs of the machines. */
	readonly launchers: readonly ReadDocument[];
}

export interface Script {
	readonly document: ReadDocument;
	readonly exponentReading: "text" | "number" | undefined;
}

export const NOTHING_AROUND: Around = { scripts: [], configs: [], launchers: [] };

/** What a script says of the run that a config is for. Its own numbers may be replaced by the config's. */
export const OF_SCRIPT = ["framework", "optimizer", "task", "regime", "linearModel", "modelSize"] as const;
/** What a config says of the run of the script that loads it. Its optimizer may be for another value than the script's. */
export const OF_CONFIG = ["modelSize", "features", "examples"] as const;

/** Frameworks whose trainers are started by Accelerate. */
const LAUNCHED: ReadonlySet<string> = new Set(
	"accelerate transformers trl axolotl alignment-handbook open-instruct diffusers".split(" "),
);

/** The number of processes that the one launcher config says, for a framework that it launches. */
export function launchedDevices(
	launchers: readonly ReadDocument[],
	framework: string | undefined,
): Fact<number> | undefined {
	const [document] = launchers;
	if (!document || launchers.length > 1 || !LAUNCHED.has(framework ?? "")) return undefined;
	const told = document.documents[0]?.assignments.find(({ name }) => name === "num_processes");
	return told && typeof told.value.value === "number" && told.value.value > 0
		? { value: told.value.value, span: told.value.span, because: `num_processes: ${told.value.text}` }
		: undefined;
}

/** `cfg["train"]["lr"]`, `cfg.train.lr`: a value of a config by its keys. */
const USE = /^\w+((?:\.\w+|\[(?:"[\w.-]+"|'[\w.-]+')\])+)$/;
const KEY = /[\w-]+/g;

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
		return {
			...(optimizer && { optimizer }),
			...(exponentReading && {
				loader: { value: exponentReading, span: use.value.span, because: `${use.name}=${use.value.text}` },
			}),
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
