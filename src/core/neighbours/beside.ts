/** Files that have to do with a document although it does not name them: scripts that load or launch it, its launcher's config. */

import { languageIn } from "../read/index.ts";
import { languageOf } from "../read/languages.ts";
import type { ReadDocument, Scope } from "../read/model.ts";
import type { Reference } from "./mechanism.ts";
import { mayRefer, referencesOf } from "./mechanisms.ts";
import { folderOf, nameOf } from "./paths.ts";

const LAUNCHER = /^accelerate\w*\.ya?ml$/;

const isScript = (file: string): boolean => ["python", "shell"].includes(languageOf(file) ?? "");

/** The files of a folder worth a look: scripts for a config in the same folder or one below, a launcher's config for anything. */
export function worthALook(folder: string, names: readonly string[], path: string): string[] {
	const wanted = names.filter((name) =>
		isScript(name) ? !isScript(path) : LAUNCHER.test(name) && folder === folderOf(path),
	);
	return wanted.map((name) => `${folder}/${name}`).filter((file) => file !== path);
}

/** Whether a file may have to do with a document, by its name and text alone: most have not, and are not read further. */
export function mayConcern(file: string, text: string, path: string): boolean {
	const format = languageOf(file);
	if (!format || !isScript(file)) return text.includes("num_processes");
	return text.includes(nameOf(path).replace(/\.\w+$/, "")) && mayRefer(text, languageIn(format));
}

export const concerns = (document: ReadDocument, file: string, path: string): boolean =>
	isLauncher(document) || (isScript(file) && referencesTo(document, file, path).length > 0);

const referencesTo = (document: ReadDocument, file: string, path: string): Reference[] =>
	referencesOf(document, file).filter(({ candidates }) => candidates.includes(path));

/** Accelerate's config of a machine or cluster: it starts that many processes, one for each device. */
export const isLauncher = ({ language, documents: [root] }: ReadDocument): boolean =>
	language === "yaml" &&
	root !== undefined &&
	["num_processes", "distributed_type"].every((name) => root.assignments.some((one) => one.name === name));

/** The command lines of a launch script that a config is given to. */
export const commandsFor = (document: ReadDocument, file: string, path: string): Scope[] => [
	...new Set(referencesTo(document, file, path).flatMap(({ joins }) => (joins ? rootOf(joins.scope) : []))),
];

const rootOf = (scope: Scope): Scope => (scope.kind !== "document" && scope.parent ? rootOf(scope.parent) : scope);
