/** Configs that build on others: `_base_` of OpenMMLab and PaddleSeg, `_BASE_` of Detectron2 and PaddleDetection. */

import type { Mechanism, Reference } from "./mechanism.ts";
import { folderOf, resolvePath } from "./paths.ts";

const isBase = ({ name }: { readonly name: string }): boolean => name === "_base_" || name === "_BASE_";

export const bases: Mechanism = {
	languages: ["python", "yaml"],
	mayRefer: /\b(?:_base_|_BASE_)\b/,
	references: ({ documents }, path) =>
		documents.flatMap((root): Reference[] => {
			const written = [
				...root.assignments.filter(isBase),
				...root.children.filter((one) => one.kind === "sequence" && isBase(one)).flatMap((list) => list.assignments),
			];
			const candidates = written.flatMap(({ value }) =>
				typeof value.value === "string" ? (resolvePath(folderOf(path), value.value) ?? []) : [],
			);
			// The last of a list prevails.
			return candidates.reverse().map((one) => ({ candidates: [one], joins: { scope: root, keys: [] } }));
		}),
};
