import { atTop, type Framework, importing, spelled } from "./framework.ts";

/** The loader evaluates every text that is a Python literal: `1e-4` is a number in the end. */
export const paddleclas: Framework = {
	id: "paddleclas",
	label: "PaddleClas",
	recognise: (document) =>
		(spelled(document, "Arch") && spelled(document, "Global") && atTop(document, "Global")) ??
		importing(document, "ppcls"),
	exponentReading: "number",
};
