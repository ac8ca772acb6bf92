import { type Framework, importing, keyed } from "./framework.ts";

export const dgl: Framework = {
	id: "dgl",
	label: "DGL",
	recognise: (document) =>
		keyed(document, ["pipeline_name", "general_pipeline"]) ?? importing(document, "dgl", "dglgo"),
	exponentReading: "unsure",
	trains: "gnn",
};
