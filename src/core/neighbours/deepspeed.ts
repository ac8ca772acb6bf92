/** A DeepSpeed configuration that a trainer's arguments name: `deepspeed: ds.json` of Transformers, axolotl and LLaMA-Factory. */

import { type Assignment, type Scope, scopesIn } from "../read/model.ts";
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

const namesIn = (root: Scope): Assignment[] =>
	[...scopesIn(root)].flatMap(({ assignments }) => assignments.filter(isNamed));

const isNamed = ({ name, value: { value, form } }: Assignment): boolean =>
	name === "deepspeed" && form !== "name" && typeof value === "string" && value.endsWith(".json");
