/** Sorts what lies around a document by what it has to do with it; every place is marked with its file. */

import type { ReadDocument } from "../read/model.ts";
import type { Around } from "../recognise/around.ts";
import { commandsFor, isLauncher } from "./beside.ts";
import { lyingIn } from "./inherit.ts";
import { loaderOf } from "./loaded-configs.ts";
import { referencesOf } from "./mechanisms.ts";
import type { Neighbour, Neighbours } from "./neighbourhood.ts";

export function aroundOf(document: ReadDocument, { path, named, beside }: Neighbours): Around {
	const launchConfigs = beside.filter((one) => isLauncher(one.document));
	const commands = beside.filter((one) => one.document.language === "shell").flatMap((one) => launchesOf(one, path));
	const scripts = beside.filter((one) => one.document.language === "python");
	const configs = referencesOf(document, path)
		.filter(({ joins }) => !joins)
		.flatMap(({ candidates }) => candidates.flatMap((one) => named.get(one) ?? []));
	return {
		scripts: scripts.map(lyingIn).map((one) => ({ document: one, loader: loaderOf(one) })),
		configs: configs.map(lyingIn),
		// A command says of its own run what the folder's config says of any.
		launches: commands.length > 0 ? commands : launchConfigs.map(lyingIn),
	};
}

/** Each command of a launch script that a config is given to, as a document of its own. */
function launchesOf(script: Neighbour, path: string): ReadDocument[] {
	const marked = lyingIn(script);
	return commandsFor(marked, script.path, path).map((command) => ({ ...marked, documents: [command] }));
}
