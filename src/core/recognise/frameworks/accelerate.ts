import { type Framework, importing } from "./framework.ts";

export const accelerate: Framework = {
	id: "accelerate",
	label: "Accelerate",
	recognise: (document) => importing(document, "accelerate"),
	exponentReading: "unsure",
};
