import { type Framework, importing } from "./framework.ts";

export const peft: Framework = {
	id: "peft",
	label: "PEFT",
	recognise: (document) => importing(document, "peft"),
	exponentReading: "unsure",
};
