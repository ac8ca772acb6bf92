import { type Framework, importing, paired } from "./framework.ts";

export const graphgym: Framework = {
	id: "graphgym",
	label: "GraphGym",
	recognise: (document) =>
		paired(document, "gnn", "layers_mp", "stage_type", "dim_inner") ?? importing(document, "graphgym"),
	exponentReading: "number",
	defaultOptimizer: "adam",
	trains: "gnn",
};
