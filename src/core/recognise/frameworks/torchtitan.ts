import { type Framework, importing, keyed } from "./framework.ts";

export const torchtitan: Framework = {
	id: "torchtitan",
	label: "torchtitan",
	recognise: (document) =>
		keyed(document, ["local_batch_size", "parallelism"], ["data_parallel_shard_degree", "training"]) ??
		importing(document, "torchtitan"),
	exponentReading: "number",
	defaultOptimizer: "adamw",
	trains: "language-model",
};
