import { type Framework, keyed } from "./framework.ts";

export const katib: Framework = {
	id: "katib",
	label: "Katib",
	recognise: (document) => keyed(document, ["feasible_space", "parameter_type"]),
	exponentReading: "unsure",
};
