import { type Framework, importing } from "./framework.ts";

export const sentenceTransformers: Framework = {
	id: "sentence-transformers",
	label: "Sentence Transformers",
	recognise: (document) => importing(document, "sentence_transformers"),
	exponentReading: "unsure",
	defaultOptimizer: "adamw",
};
