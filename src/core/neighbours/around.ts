/** Sorts what lies around a document by what it has to do with it; every place is marked with its file. */

import type { ReadDocument } from "../read/model.ts";
import type { Around } from "../recognise/around.ts";
import { isLauncher } from "./beside.ts";
import { lyingIn } from "./inherit.ts";
import { exponentReadingOf } from "./loaded-configs.ts";
import { referencesOf } from "./mechanisms.ts";
import type { Neighbours } from "./neighbourhood.ts";

export function aroundOf(document: ReadDocument, { path, named, beside }: Neighbours): Around {
	const launchers = beside.filter((one) => isLauncher(one.document));
	const scripts = beside.filter((one) => !launchers.includes(one));
	const configs = referencesOf(document, path)
		.filter(({ joins }) => !joins)
		.flatMap(({ candidates }) => candidates.flatMap((one) => named.get(one) ?? []));
	return {
		scripts: scripts.map((one) => ({ document: lyingIn(one), exponentReading: exponentReadingOf(one.document) })),
		configs: configs.map(lyingIn),
		launchers: launchers.map(lyingIn),
	};
}
