/** What the core may see beside a linted file: files below the folders that were named, wherever links lead. */

import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { LARGEST_NEIGHBOUR, type Port } from "../core/neighbours/neighbourhood.ts";
import { folderOf, nameOf } from "../core/neighbours/paths.ts";
import { decode, readBytes } from "./files.ts";

/** A path as the core writes it, on every system. */
export const corePath = (path: string): string => path.split(sep).join("/");

/** A folder that may be looked at, as it is found once: where it really lies, and by name whether an entry is a link. */
interface Folder {
	readonly real: string;
	readonly isLink: ReadonlyMap<string, boolean>;
}

/** Folders that are remembered: those around one file are some ten, and a walk comes to all files of a folder in turn. */
const MOST_FOLDERS = 1000;

export class NeighbourFiles implements Port {
	private readonly folders = new Map<string, Folder | undefined>();

	private readonly roots: readonly string[];

	/** `folders`: what may be looked at, with all below, as far as it is there. */
	constructor(folders: readonly string[]) {
		this.roots = folders.flatMap((folder) => {
			try {
				return realpathSync.native(folder);
			} catch {
				return [];
			}
		});
	}

	async read(path: string): Promise<string | undefined> {
		try {
			const real = this.inside(path);
			if (real === undefined) return undefined;
			const found = statSync(real);
			const bytes = found.isFile() && found.size <= LARGEST_NEIGHBOUR ? readBytes(real, () => {}) : undefined;
			return bytes && decode(bytes);
		} catch {
			return undefined;
		}
	}

	async list(folder: string): Promise<readonly string[]> {
		return [...(this.folder(folder)?.isLink.keys() ?? [])].sort();
	}

	/** Where a file really lies; undefined where there is none, or outside of the folders that may be looked at. */
	private inside(path: string): string | undefined {
		const folder = this.folder(folderOf(path));
		const isLink = folder?.isLink.get(nameOf(path));
		if (!folder || isLink === undefined) return undefined;
		return isLink ? this.allowed(path) : join(folder.real, nameOf(path));
	}

	/** Most paths that are looked for are not there: what is there is asked once a folder. */
	private folder(path: string): Folder | undefined {
		if (this.folders.has(path)) return this.folders.get(path);
		if (this.folders.size >= MOST_FOLDERS) this.folders.clear();
		const folder = this.open(path);
		this.folders.set(path, folder);
		return folder;
	}

	private open(path: string): Folder | undefined {
		try {
			const real = this.allowed(path === "" ? sep : path);
			if (real === undefined) return undefined;
			const entries = readdirSync(real, { withFileTypes: true });
			return { real, isLink: new Map(entries.map((entry) => [entry.name, entry.isSymbolicLink()])) };
		} catch {
			return undefined;
		}
	}

	/** Where a path really lies, if that is below a root. */
	private allowed(path: string): string | undefined {
		const real = realpathSync.native(path);
		const isBelow = (root: string): boolean => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
		return this.roots.some(isBelow) ? real : undefined;
	}
}
