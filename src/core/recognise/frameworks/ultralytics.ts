import { allNamed, type Framework, importing, keyed, running } from "./framework.ts";

export const ultralytics: Framework = {
	id: "ultralytics",
	label: "Ultralytics YOLO",
	recognise: (document) =>
		running(document, /^yolo(?:\.|$)/) ??
		allNamed(document, "lr0", "lrf") ??
		// The options of a run of YOLOv5 and its kin.
		keyed(document, ["noautoanchor", "batch_size"], ["hyp", "weights", "batch_size"]) ??
		importing(document, "ultralytics"),
	exponentReading: "text",
	exponentSource: "ultralytics-cfg",
	// -1 lets it find the largest batch, a fraction is a share of the memory.
	batchSentinel: (value) => typeof value === "number" && (value === -1 || (value >= 0 && value < 1)),
	trains: "yolo",
};
