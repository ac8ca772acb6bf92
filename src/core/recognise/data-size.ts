/** How many examples a run trains on, where a config says it beside its other settings. */

import type { Assignment } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { words } from "./words.ts";

/** Names that can be nothing else. */
const CERTAIN =
	"num_train_examples n_train_examples num_training_examples num_train_samples n_train_samples num_training_samples max_train_samples train_dataset_size train_set_size training_set_size dataset_size n_train num_train".split(
		" ",
	);
/** Names that count the data only under a name of data: elsewhere they count trials, answers or draws. */
const UNDER_DATA = ["num_samples", "n_samples", "num_examples", "n_examples", "train_size"];

/** The only number of training examples of a document; undefined where several disagree. */
export function trainingExamples(
	document: DocumentIndex,
): { readonly value: number; readonly assignment: Assignment } | undefined {
	const found = [
		...CERTAIN.flatMap((name) => document.named(name)),
		...UNDER_DATA.flatMap((name) => document.named(name)).filter(({ scope }) =>
			words(scope.name).some((word) => /^(?:data|dataset|datasets|train|training)$/.test(word)),
		),
	].filter(({ value, scope }) => Number.isInteger(value.value) && (value.value as number) > 1 && scope.kind !== "call");
	const [first] = found;
	if (!first || found.some(({ value }) => value.value !== first.value.value)) return undefined;
	return { value: first.value.value as number, assignment: first };
}
