import { type Framework, importing, running, saying } from "./framework.ts";

export const torchtune: Framework = {
	id: "torchtune",
	label: "torchtune",
	recognise: (document) =>
		running(document, /^tune\.run$/) ??
		saying(document, "_component_", /^torchtune\./) ??
		importing(document, "torchtune"),
	exponentReading: "number",
	batchMustBeWhole: true,
	trains: "language-model",
};
