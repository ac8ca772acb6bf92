/** Hydra's `defaults` list: configs of the same folder, and options of config groups with the package that they go to. */

import type { ReadDocument, Scope } from "../read/model.ts";
import type { Mechanism, Reference } from "./mechanism.ts";
import { folderOf, resolvePath, upwards } from "./paths.ts";

export const hydraDefaults: Mechanism = {
	languages: ["yaml"],
	mayRefer: /^defaults[ \t]*:/m,
	references(document, path) {
		return document.documents.flatMap((root) => {
			const list = root.children.find(({ kind, name }) => kind === "sequence" && name === "defaults");
			// The last of the list prevails; the config itself stands at the end where it does not say `_self_`.
			return list
				? entriesOf(list)
						.reverse()
						.flatMap((entry) => reference(entry, root, path))
				: [];
		});
	},
};

interface Entry {
	/** `model`, `/optimizer@model.optimizer`, `override /data`; empty where only a config is named. */
	readonly group: string;
	readonly option: string;
}

/** `- base`, `- group: option`, `- group: [option, …]`, in the order of the list. */
function entriesOf(list: Scope): Entry[] {
	const entries: (readonly [place: number, entry: Entry])[] = [];
	const add = (place: readonly string[], group: string, option: unknown): void => {
		if (typeof option === "string" && option !== "_self_" && option !== "???")
			entries.push([Number(place[list.path.length]), { group, option }]);
	};
	for (const { path, value } of list.assignments) add(path, "", value.value);
	for (const item of list.children) {
		for (const { name, path, value } of item.assignments) add(path, name, value.value);
		for (const { name, assignments } of item.children)
			for (const { path, value } of assignments) add(path, name, value.value);
	}
	return entries.sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

const GROUP = /^(?:(?:override|optional)\s+)*(\/?)([^@\s]*)(?:@(\S*))?$/;

function reference({ group, option }: Entry, root: Scope, path: string): Reference[] {
	const [name = "", ofName] = option.split("@");
	const [, slash = "", folder = "", ofGroup] = GROUP.exec(group) ?? [];
	const absolute = slash !== "" || name.startsWith("/");
	const file = [folder, name.replace(/^\//, "").replace(/\.ya?ml$/, "")].filter((part) => part !== "").join("/");
	const here = folderOf(path);
	// An absolute group lies below the root of the configs, which is some folder at or above this one.
	const candidates = (absolute ? [...upwards(here)] : [here]).flatMap((from) =>
		[`${file}.yaml`, `${file}.yml`].flatMap((one) => resolvePath(from, one) ?? []),
	);
	// Without a word on it, what is in a group goes to where the group's folder says.
	const keys = keysOf(ofGroup ?? ofName) ?? (folder === "" ? folderOf(file) : folder).split("/");
	return [{ candidates, joins: { scope: root, keys: keys.filter((key) => key !== "") } }];
}

/** Where a package lies, as keys: `_global_` and `_here_` are the place itself. */
const keysOf = (name: string | undefined): string[] | undefined =>
	name?.split(".").filter((part) => part !== "_global_" && part !== "_here_");

/** What a config says of its own place, in a comment at its top: `# @package _global_`. */
export function ownPackage({ comments, language }: ReadDocument): readonly string[] | undefined {
	const head = language === "yaml" ? comments[0] : undefined;
	const [, name] = (head && /^@package\s+([\w.]+)$/.exec(head.text)) || [];
	return name === undefined || name === "_group_" ? undefined : keysOf(name);
}
