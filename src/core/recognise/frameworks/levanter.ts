import { type Framework, importing, keyed, paired, running } from "./framework.ts";

export const levanter: Framework = {
	id: "levanter",
	label: "Levanter",
	recognise: (document) =>
		running(document, /^levanter\.main\./) ??
		(document.at("trainer", "num_train_steps") &&
			keyed(document, ["trainer", "num_train_steps", "train_batch_size"])) ??
		paired(document, "num_train_steps", "tensor_parallel_axes", "fsdp_axis") ??
		importing(document, "levanter"),
	exponentReading: "number",
};
