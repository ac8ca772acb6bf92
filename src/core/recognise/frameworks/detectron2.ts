import type { DocumentIndex } from "../index-document.ts";
import { type Framework, importing, type Mark, saying, spelled } from "./framework.ts";

export const detectron2: Framework = {
	id: "detectron2",
	label: "Detectron2",
	recognise: (document) => (document.language === "python" ? importing(document, "detectron2") : config(document)),
	exponentReading: "number",
	trains: "detection",
};

/** Its configs have a version, weights of its own model zoo, or build on another file with the same sections. */
function config(document: DocumentIndex): Mark | undefined {
	if (!spelled(document, "SOLVER")) return undefined;
	return (
		(document.at("VERSION")?.value.value === 2 ? spelled(document, "VERSION") : undefined) ??
		saying(document, "weights", /^detectron2:/) ??
		(spelled(document, "MODEL", "DATASETS") && spelled(document, "_BASE_"))
	);
}
