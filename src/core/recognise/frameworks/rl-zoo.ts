import { type Framework, keyed, saying } from "./framework.ts";

export const rlZoo: Framework = {
	id: "rl-zoo",
	label: "RL Baselines3 Zoo",
	recognise: (document) =>
		keyed(document, ["n_timesteps"]) && saying(document, "policy", /^(?:Mlp|Cnn|MultiInput|Linear)(?:Lstm)?Policy$/),
	exponentReading: "text",
	exponentSource: "rl-zoo",
	// `lin_3e-4`: falls linearly to zero.
	rateSentinel: (value) => typeof value === "string" && value.startsWith("lin_"),
	trains: "rl-control",
};
