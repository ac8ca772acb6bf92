/** A DeepSpeed configuration that a trainer's arguments name: `deepspeed: ds.json` of Transformers, axolotl and LLaMA-Factory. */

import type { Assignment, Scope } from "../read/model.ts";
import type { Mechanism, Reference } from "./mechanism.ts";
import { folderOf, resolvePath, upwards } from "./paths.ts";

export const deepspeed: Mechanism = {
	languages: ["python", "yaml", "json", "shell"],
	mayRefer: /\bdeepspeed\b/,
	references: ({ documents }, path) =>
		documents.flatMap((root) =>
			namesIn(root).map(({ value, scope }): Reference => {
				// Relative to where the training is started, which is some folder at or above the config.
				const candidates = [...upwards(folderOf(path))].flatMap(
					(folder) => resolvePath(folder, String(value.value)) ?? [],
				);
				return { candidates: [...new Set(candidates)], joins: { scope, keys: ["deepspeed"] } };
			}),
		),
};

function namesIn(root: Scope): Assignment[] {
	const found: Assignment[] = [];
	const pending = [root];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		pending.push(...scope.children);
		for (const one of scope.assignments) {
			const { value, form } = one.value;
			if (one.name === "deepspeed" && form !== "name" && typeof value === "string" && value.endsWith(".json"))
				found.push(one);
		}
	}
	return found;
}
