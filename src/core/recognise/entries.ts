/** Entries of lists that say beside their value what it is: Kubernetes' `env`, the parameters of Argo, Katib, SageMaker and Vertex AI. */

import type { Scope } from "../read/model.ts";
import { siblings } from "./numbers-beside.ts";
import { type Meaning, meaningOf } from "./vocabulary.ts";
import { normalised, words } from "./words.ts";

const NAMES: ReadonlySet<string> = new Set(["name", "parameter_name", "parameter_id"]);
/** What holds the bounds of an entry one level below its name. */
const HOLDERS = /^(?:feasible(?:_?space)?|(?:double|integer|discrete|categorical)_value_spec)$/;
/** More variables than any job has. */
const MOST_VARIABLES = 200;
const TRAINING = /^(?:lr|learning|epochs?|train|training|warmup|optimizer|gradient|finetune)$/;

/** The name that an entry gives itself. */
export function entryName(holder: Scope): string | undefined {
	const entry = HOLDERS.test(normalised(holder.name)) ? holder.parent : holder;
	if (entry?.kind !== "mapping" || entry.parent?.kind !== "sequence") return undefined;
	const name = siblings(entry).find((one) => NAMES.has(normalised(one.name)))?.value.value;
	return typeof name === "string" ? name : undefined;
}

export function entryMeaning(holder: Scope): Meaning | undefined {
	const meaning = meaningOf(entryName(holder) ?? "");
	return meaning?.parameter === "batch_size" && isEnvironment(holder.parent) && !isTraining(holder.parent)
		? undefined
		: meaning;
}

const isEnvironment = (list: Scope | undefined): list is Scope => /^env/i.test(list?.name ?? "");

/** Whatever runs in a container may work in batches: beside names of a training the batches are a training's. */
const isTraining = ({ children }: Scope): boolean =>
	children.length <= MOST_VARIABLES &&
	children.some((entry) => words(entryName(entry) ?? "").some((word) => TRAINING.test(word)));
