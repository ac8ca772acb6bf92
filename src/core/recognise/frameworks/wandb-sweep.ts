import { atTop, type Framework, saying } from "./framework.ts";

/** A search space: its values are bounds and choices, not the values of one run. */
export const wandbSweep: Framework = {
	id: "wandb-sweep",
	label: "W&B sweep",
	recognise: (document) => atTop(document, "parameters") && saying(document, "method", /^(?:grid|random|bayes)$/),
	exponentReading: "unsure",
};
