/** OpenMMLab's configs in Python's own words: `with read_base(): from .._base_.schedule import *`. */

import type { Mechanism, Reference } from "./mechanism.ts";
import { folderOf, resolvePath } from "./paths.ts";

export const readBase: Mechanism = {
	languages: ["python"],
	mayRefer: /\bread_base\b/,
	references({ imports, documents: [root] }, path) {
		if (!root || !imports.some((name) => /^mmengine\b.*\.read_base$/.test(name))) return [];
		const modules = imports.flatMap((name) => moduleFile(name) ?? []);
		return [...new Set(modules)].reverse().flatMap((file): Reference[] => {
			const candidate = resolvePath(folderOf(path), file);
			// A name that is assigned again is Python's: nothing of the old value stays.
			return candidate === undefined
				? []
				: [{ candidates: [candidate], joins: { scope: root, keys: [], replaces: true } }];
		});
	},
};

/** `.._base_.schedule.*`, an import relative to the file, as `../_base_/schedule.py`. */
function moduleFile(name: string): string | undefined {
	const [, dots = "", module = ""] = /^(\.+)(\w+(?:\.\w+)*)\.(?:\w+|\*)$/.exec(name) ?? [];
	return module === "" ? undefined : `${"../".repeat(dots.length - 1)}${module.replaceAll(".", "/")}.py`;
}
