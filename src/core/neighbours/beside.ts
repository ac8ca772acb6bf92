/** Files that have to do with a document although it does not name them: the script that loads it, the config of its launcher. */

import type { ReadDocument } from "../read/model.ts";
import { loadedConfigs } from "./loaded-configs.ts";
import { folderOf, nameOf } from "./paths.ts";

const SCRIPT = /\.py$/;
const LAUNCHER = /^accelerate\w*\.ya?ml$/;

/** Whether a file may have to do with a document, by its name and text alone: most have not, and are not read further. */
export function mayConcern(file: string, text: string, path: string): boolean {
	if (LAUNCHER.test(nameOf(file))) return text.includes("num_processes");
	return text.includes(nameOf(path).replace(/\.\w+$/, "")) && loadedConfigs.mayRefer.test(text);
}

/** The files of a folder worth a look: scripts for a config in the same folder or one below, a launcher's config for anything. */
export function worthALook(folder: string, names: readonly string[], path: string): string[] {
	const isConfig = !SCRIPT.test(path);
	const wanted = names.filter(
		(name) => (isConfig && SCRIPT.test(name)) || (LAUNCHER.test(name) && folder === folderOf(path)),
	);
	return wanted.map((name) => `${folder}/${name}`).filter((file) => file !== path);
}

export const isScriptOf = (document: ReadDocument, file: string, path: string): boolean =>
	document.language === "python" &&
	loadedConfigs.references(document, file).some(({ candidates }) => candidates.includes(path));

/** Accelerate's config of a machine or cluster: it starts that many processes, one for each device. */
export const isLauncher = ({ language, documents: [root] }: ReadDocument): boolean =>
	language === "yaml" &&
	root !== undefined &&
	["num_processes", "distributed_type"].every((name) => root.assignments.some((one) => one.name === name));
