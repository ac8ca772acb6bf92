import { atTop, type Framework } from "./framework.ts";

export const mmf: Framework = {
	id: "mmf",
	label: "MMF",
	recognise: (document) => {
		const configures = atTop(document, "dataset_config") ?? atTop(document, "model_config");
		const trains = document.at("optimizer", "params", "lr") ?? document.at("training", "max_updates");
		return (trains && (configures ?? atTop(document, "training"))) ?? (configures && atTop(document, "training"));
	},
	exponentReading: "number",
};
