/** Configs that a launch script hands to its programs: `python train.py --config a.yaml`, `accelerate launch --config_file a.yaml …`. */

import type { Assignment, Scope } from "../read/model.ts";
import type { Mechanism, Reference } from "./mechanism.ts";
import { folderOf, resolvePath, upwards } from "./paths.ts";

const OPTION = /^(?:(?:train|training|exp|experiment|model)[-_])?(?:config|cfg|conf)(?:[-_](?:file|path))?$/;
const CONFIG = /\.(?:ya?ml|json)$/i;
/** OpenMMLab's configs are scripts: `tools/train.py configs/model.py`. */
const PYTHON_CONFIG = /(?:^|\/)configs?\/.*\.py$/;

export const commands: Mechanism = {
	languages: ["shell"],
	mayRefer: /\.(?:ya?ml|json|py)\b/,
	references: ({ documents }, path) =>
		documents.flatMap((root) =>
			root.children.filter(({ kind }) => kind === "command").flatMap((command) => configsOf(command, path)),
		),
};

/** What a command says by its options stands before what the config says that it is given. */
function configsOf(command: Scope, path: string): Reference[] {
	return command.assignments.filter(names).map(({ value }): Reference => {
		// Relative to where the script is started, which is its folder or one above.
		const candidates = [...upwards(folderOf(path))].flatMap((folder) => resolvePath(folder, String(value.value)) ?? []);
		return { candidates: [...new Set(candidates)], joins: { scope: command, keys: [] } };
	});
}

function names({ name, value }: Assignment): boolean {
	if (typeof value.value !== "string") return false;
	return name === ""
		? CONFIG.test(value.value) || PYTHON_CONFIG.test(value.value)
		: OPTION.test(name) && (CONFIG.test(value.value) || value.value.endsWith(".py"));
}
