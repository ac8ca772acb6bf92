import { type Framework, importing, isAuto, keyed } from "./framework.ts";

export const ludwig: Framework = {
	id: "ludwig",
	label: "Ludwig",
	recognise: (document) => keyed(document, ["input_features", "output_features"]) ?? importing(document, "ludwig"),
	exponentReading: "unsure",
	batchSentinel: isAuto,
	rateSentinel: isAuto,
};
