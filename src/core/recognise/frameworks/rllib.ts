import { type Framework, importing, isAuto, keyed } from "./framework.ts";

export const rllib: Framework = {
	id: "rllib",
	label: "RLlib",
	recognise: (document) =>
		keyed(
			document,
			["rollout_fragment_length"],
			["sgd_minibatch_size", "num_sgd_iter"],
			["num_rollout_workers", "env"],
		) ?? importing(document, "ray.rllib"),
	exponentReading: "unsure",
	batchSentinel: isAuto,
	trains: "rl-control",
};
