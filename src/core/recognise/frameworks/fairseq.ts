import { type Framework, importing, keyed, running } from "./framework.ts";

export const fairseq: Framework = {
	id: "fairseq",
	label: "fairseq",
	recognise: (document) =>
		running(document, /^fairseq-(?:hydra-)?train$|^fairseq_cli\./) ??
		(document.scopesNamed("optimization").length > 0
			? keyed(document, ["optimization", "distributed_training"], ["optimization", "criterion", "task"])
			: undefined) ??
		importing(document, "fairseq", "fairseq_cli"),
	exponentReading: "number",
	// Each group has a rate of its own.
	rateSentinel: (value) => value === 0,
};
