import { type Framework, importing } from "./framework.ts";

export const pyg: Framework = {
	id: "pyg",
	label: "PyTorch Geometric",
	recognise: (document) => importing(document, "torch_geometric"),
	exponentReading: "unsure",
	trains: "gnn",
};
