/** How many devices train together, where a document says so. */

import type { Assignment, ReadDocument } from "../read/model.ts";
import type { Fact } from "./facts.ts";
import { type DocumentIndex, indexDocument } from "./index-document.ts";

const COUNTS = ["num_processes", "num_gpus", "world_size", "n_gpus"];
const LISTED = /^\d+(?:,\d+)*$/;

export function trainingDevices(document: DocumentIndex, framework: string | undefined): Fact<number> | undefined {
	for (const name of COUNTS) {
		const found = agreed(document.named(name));
		if (found) return found;
	}
	if (framework === "verl") {
		const each = agreed(document.named("n_gpus_per_node"));
		const nodes = agreed(document.named("nnodes"));
		return each && nodes && product(each, nodes);
	}
	// MosaicML's platform: `compute: {gpus: 8}`.
	const compute = framework === "llm-foundry" ? document.at("compute", "gpus") : undefined;
	return compute ? agreed([compute]) : (launched(document) ?? visible(document));
}

/** The devices of which all launches of a run tell the same number. */
export function devicesOfAll(launches: readonly ReadDocument[]): Fact<number> | undefined {
	const told = launches.map(
		(document) => document.documents[0] && trainingDevices(indexDocument(document, document.documents[0]), undefined),
	);
	return told.every((one) => one?.value === told[0]?.value) ? told[0] : undefined;
}

/** What a launcher such as `torchrun` starts: processes on each machine × machines, of which it takes one where none are named. */
function launched(document: DocumentIndex): Fact<number> | undefined {
	const each = agreed(document.named("nproc_per_node"));
	const names = ["nnodes", "num_nodes"].filter((name) => document.named(name).length > 0);
	if (!each || names.length === 0) return each;
	const machines = names.map((name) => agreed(document.named(name))).find((one) => one !== undefined);
	return machines && product(each, machines);
}

/** `os.environ["CUDA_VISIBLE_DEVICES"] = "0,1"`: what a script does not see it does not train on. */
function visible(document: DocumentIndex): Fact<number> | undefined {
	const [only, ...others] = document.named("cuda_visible_devices");
	const text = only?.value.value;
	if (!only || others.length > 0 || only.scope.name !== "environ" || typeof text !== "string" || !LISTED.test(text))
		return undefined;
	return { ...told(only), value: text.split(",").length };
}

/** A positive number that a document gives once, or several times the same: different ones belong to different runs. */
function agreed(found: readonly Assignment[]): Fact<number> | undefined {
	const numbers = found.filter(({ value }) => typeof value.value === "number" && value.value > 0);
	const [first] = numbers;
	return first && numbers.every(({ value }) => value.value === first.value.value)
		? { ...told(first), value: first.value.value as number }
		: undefined;
}

const product = (each: Fact<number>, count: Fact<number>): Fact<number> => ({
	...each,
	value: each.value * count.value,
	because: `${each.because} × ${count.because}`,
});

const told = ({ name, value }: Assignment): Omit<Fact<number>, "value"> => ({
	span: value.span,
	because: `${name}: ${value.text}`,
});
