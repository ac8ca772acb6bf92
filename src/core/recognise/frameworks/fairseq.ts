import { type Framework, importing, keyed } from "./framework.ts";

export const fairseq: Framework = {
	id: "fairseq",
	label: "fairseq",
	recognise: (document) =>
		keyed(document, ["optimization", "distributed_training"], ["optimization", "criterion", "task"]) ??
		importing(document, "fairseq", "fairseq_cli"),
	exponentReading: "number",
	learningRate: "final",
	// Each group has a rate of its own.
	rateSentinel: (value) => value === 0,
};
