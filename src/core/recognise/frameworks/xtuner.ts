import { type Framework, importing } from "./framework.ts";

export const xtuner: Framework = {
	id: "xtuner",
	label: "XTuner",
	recognise: (document) => importing(document, "xtuner"),
	exponentReading: "unsure",
	batchMustBeWhole: true,
	trains: "language-model",
};
