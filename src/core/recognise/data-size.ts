/** How many examples a run trains on, where a config says it beside its other settings. */

import type { Fact } from "./facts.ts";
import type { DocumentIndex } from "./index-document.ts";
import { beside } from "./numbers-beside.ts";
import { words } from "./words.ts";

/** Names that can be nothing else. */
const CERTAIN =
	"num_train_examples n_train_examples num_training_examples num_train_samples n_train_samples num_training_samples max_train_samples train_dataset_size train_set_size training_set_size dataset_size n_train num_train".split(
		" ",
	);
/** Names that count the data only under a name of data: elsewhere they count trials, answers or draws. */
const UNDER_DATA = ["num_samples", "n_samples", "num_examples", "n_examples", "train_size"];

/** `load_dataset(…, split="train[:500]")`, where it is the only training data that a script loads. */
function sliced(document: DocumentIndex): Fact<number> | undefined {
	const loads = document.called("load_dataset").flatMap(({ assignments }) => {
		const split = assignments.find(({ name }) => name === "split");
		return split && typeof split.value.value === "string" && /^train/.test(split.value.value) ? [split] : [];
	});
	const [split, ...others] = loads;
	const whole = document.called("load_dataset").length === 1;
	const end = /^train\[:(\d+)\]$/.exec(String(split?.value.value))?.[1];
	if (!split || others.length > 0 || !whole || end === undefined || Number(end) === 0) return undefined;
	return { value: Number(end), span: split.value.span, because: `${split.name}: ${split.value.text}` };
}

/** The only number of training examples of a config; undefined where several disagree. In a script such a name may be anything. */
export function trainingExamples(document: DocumentIndex): Fact<number> | undefined {
	if (document.language === "python") return sliced(document);
	const found = [
		...CERTAIN.flatMap((name) => document.named(name)),
		...UNDER_DATA.flatMap((name) => document.named(name)).filter(
			({ scope }) =>
				words(scope.name).some((word) => /^(?:data|dataset|datasets)$/.test(word)) &&
				// So many answers to each prompt (verl).
				!beside(scope, "prompt_key"),
		),
	].filter(({ value, scope }) => Number.isInteger(value.value) && (value.value as number) > 1 && scope.kind !== "call");
	const [first] = found;
	if (!first || found.some(({ value }) => value.value !== first.value.value)) return undefined;
	const { name, value } = first;
	return { value: value.value as number, span: value.span, because: `${name}: ${value.text}` };
}
