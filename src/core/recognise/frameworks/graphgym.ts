import { type Framework, importing, keyed } from "./framework.ts";

export const graphgym: Framework = {
	id: "graphgym",
	label: "GraphGym",
	recognise: (document) =>
		keyed(document, ["gnn", "layers_mp"], ["gnn", "stage_type"], ["gnn", "dim_inner"]) ??
		importing(document, "graphgym"),
	exponentReading: "number",
	learningRate: "final",
	defaultOptimizer: "adam",
	kind: "graph networks",
};
