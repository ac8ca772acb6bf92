import { type Framework, importing, paired } from "./framework.ts";

export const lightning: Framework = {
	id: "lightning",
	label: "Lightning",
	recognise: (document) =>
		paired(document, "trainer", "class_path", "seed_everything") ??
		importing(document, "lightning", "pytorch_lightning"),
	exponentReading: "number",
	batchMustBeWhole: true,
};
