import { type Framework, importing, saying } from "./framework.ts";

export const torchtune: Framework = {
	id: "torchtune",
	label: "torchtune",
	recognise: (document) => saying(document, "_component_", /^torchtune\./) ?? importing(document, "torchtune"),
	exponentReading: "number",
	batchMustBeWhole: true,
	trains: "language-model",
};
