import { type Framework, importing, keyed, saying } from "./framework.ts";

export const verl: Framework = {
	id: "verl",
	label: "verl",
	recognise: (document) =>
		keyed(document, ["actor_rollout_ref"]) ?? saying(document, "_target_", /^verl\./) ?? importing(document, "verl"),
	exponentReading: "number",
	trains: "language-model",
};
