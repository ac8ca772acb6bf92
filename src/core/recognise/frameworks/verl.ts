import { type Framework, importing, keyed } from "./framework.ts";

export const verl: Framework = {
	id: "verl",
	label: "verl",
	recognise: (document) => keyed(document, ["actor_rollout_ref"]) ?? importing(document, "verl"),
	exponentReading: "number",
	learningRate: "final",
	kind: "reinforcement learning",
};
