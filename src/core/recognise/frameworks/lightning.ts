import { type Framework, importing, keyed } from "./framework.ts";

export const lightning: Framework = {
	id: "lightning",
	label: "Lightning",
	recognise: (document) =>
		keyed(document, ["trainer", "class_path"], ["trainer", "seed_everything"]) ??
		importing(document, "lightning", "pytorch_lightning"),
	exponentReading: "number",
	learningRate: "final",
	batchMustBeWhole: true,
};
