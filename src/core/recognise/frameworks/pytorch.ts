import { type Framework, onlyImporting } from "./framework.ts";

export const pytorch: Framework = {
	id: "pytorch",
	label: "PyTorch",
	recognise: (document) => onlyImporting(document, "torch"),
	exponentReading: "unsure",
};
