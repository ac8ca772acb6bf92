import { type Framework, importing } from "./framework.ts";

export const stableBaselines3: Framework = {
	id: "stable-baselines3",
	label: "Stable-Baselines3",
	recognise: (document) => importing(document, "stable_baselines3", "sb3_contrib", "rl_zoo3"),
	exponentReading: "unsure",
	trains: "rl-control",
};
