import { type Framework, importing, keyed, spelled } from "./framework.ts";

export const paddledetection: Framework = {
	id: "paddledetection",
	label: "PaddleDetection",
	recognise: (document) =>
		(document.language === "python"
			? undefined
			: (spelled(document, "TrainReader", "EvalReader", "OptimizerBuilder", "SemiTrainReader", "EvalMOTReader") ??
				(spelled(document, "LearningRate") && keyed(document, ["base_lr"])))) ?? importing(document, "ppdet"),
	exponentReading: "text",
	trains: "detection",
};
