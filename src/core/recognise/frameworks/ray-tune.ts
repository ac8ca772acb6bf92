import { type Framework, importing } from "./framework.ts";

export const rayTune: Framework = {
	id: "ray-tune",
	label: "Ray Tune",
	recognise: (document) => importing(document, "ray.tune"),
	exponentReading: "unsure",
};
