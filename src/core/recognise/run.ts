/** How long a run is, how it warms up, and in which numbers it counts, where a document says so with one voice. */

import type { Assignment } from "../read/model.ts";
import type { Fact, Setup } from "./facts.ts";
import type { DocumentIndex } from "./index-document.ts";
import { nameTest } from "./names.ts";
import { isWarmup } from "./vocabulary.ts";

const LENGTHS = [
	"max_steps",
	"max_train_steps",
	"train_iters",
	"max_iters",
	"max_iter",
	"training_steps",
	"num_train_epochs",
	"num_epochs",
	"max_epochs",
	"total_epochs",
	"epochs",
];
const SWITCHES = ["bf16", "fp16", "tf32"];
const PRECISIONS = ["mixed_precision", "precision", "torch_dtype", "dtype"];

export function recogniseRun(document: DocumentIndex): Pick<Setup, "length" | "warmup" | "precision"> {
	// -1 is "not set" for Transformers' max_steps.
	const length = LENGTHS.map((name) => only(document.named(name).filter(isPositive))).find((one) => one !== undefined);
	const warmup = only(document.namedLike(isWarmupName).filter(isPositive));
	const on = SWITCHES.map((name) => only(document.named(name).filter(({ value }) => value.value === true)));
	const precision =
		on.find((one) => one !== undefined) ??
		PRECISIONS.map((name) => only(document.named(name).filter(({ value }) => typeof value.value === "string"))).find(
			(one) => one !== undefined,
		);
	return {
		...(length && { length: told(length) }),
		...(warmup && { warmup: told(warmup) }),
		...(precision && { precision: told(precision) }),
	};
}

const isWarmupName = nameTest(isWarmup);

const isPositive = ({ value }: Assignment): boolean => typeof value.value === "number" && value.value > 0;

/** The one assignment, or the first of several that say the same. */
const only = (found: readonly Assignment[]): Assignment | undefined =>
	found.every(({ value }) => value.value === found[0]?.value.value) ? found[0] : undefined;

const told = ({ name, value }: Assignment): Fact<string> => ({
	value: `${name}: ${value.text}`,
	span: value.span,
	because: `${name}: ${value.text}`,
});
