import { type Framework, importing } from "./framework.ts";

export const optuna: Framework = {
	id: "optuna",
	label: "Optuna",
	recognise: (document) => importing(document, "optuna"),
	exponentReading: "unsure",
};
