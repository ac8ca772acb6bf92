/** How many devices train together, where a document says so. */

import type { Assignment } from "../read/model.ts";
import type { Fact } from "./facts.ts";
import type { DocumentIndex } from "./index-document.ts";

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
		return each && nodes && { ...each, value: each.value * nodes.value, because: `${each.because} × ${nodes.because}` };
	}
	// MosaicML's platform: `compute: {gpus: 8}`.
	const compute = framework === "llm-foundry" ? document.at("compute", "gpus") : undefined;
	return compute ? agreed([compute]) : visible(document);
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

const told = ({ name, value }: Assignment): Omit<Fact<number>, "value"> => ({
	span: value.span,
	because: `${name}: ${value.text}`,
});
