import { type Framework, importing, saying } from "./framework.ts";

export const torchtune: Framework = {
	id: "torchtune",
	label: "torchtune",
	recognise: (document) => saying(document, "component", /^torchtune\./) ?? importing(document, "torchtune"),
	exponentReading: "number",
	learningRate: "final",
	batchMustBeWhole: true,
};
