import type { DocumentIndex } from "../index-document.ts";
import { type Framework, importing, keyed, type Mark, running, saying } from "./framework.ts";

export const verl: Framework = {
	id: "verl",
	label: "verl",
	recognise: (document) =>
		trial(document)
			? undefined
			: (keyed(document, ["actor_rollout_ref"]) ??
				saying(document, "_target_", /^verl\./) ??
				importing(document, "verl") ??
				running(document, /^verl\./)),
	exponentReading: "number",
	trains: "language-model",
};

/** Trainers of its own that are on trial: they check their batches otherwise, if at all. */
export const verlExperimental: Framework = {
	id: "verl-experimental",
	label: "verl (experimental)",
	recognise: trial,
	exponentReading: "number",
	// The fully asynchronous trainer draws no batches of prompts.
	batchSentinel: (value) => value === 0,
	trains: "language-model",
};

function trial(document: DocumentIndex): Mark | undefined {
	return running(document, /^(?:verl\.experimental|(?:verl\.)?recipe)\./);
}
