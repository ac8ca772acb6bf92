/** What the core may see beside a linted file: files below the folders that were named, wherever links lead. */

import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { LARGEST_NEIGHBOUR, type Port } from "../core/neighbours/neighbourhood.ts";
import { decode } from "./files.ts";

/** A path as the core writes it, on every system. */
export const corePath = (path: string): string => path.split(sep).join("/");

export class NeighbourFiles implements Port {
	private readonly roots = new Set<string>();

	/** Lets a folder be looked at, with all below it. */
	async allow(folder: string): Promise<void> {
		this.roots.add(await realpath(folder));
	}

	async read(path: string): Promise<string | undefined> {
		try {
			const real = await this.inside(path);
			if (real === undefined) return undefined;
			const found = await stat(real);
			return found.isFile() && found.size <= LARGEST_NEIGHBOUR ? decode(await readFile(real)) : undefined;
		} catch {
			return undefined;
		}
	}

	async list(folder: string): Promise<readonly string[]> {
		try {
			const real = await this.inside(folder);
			return real === undefined ? [] : (await readdir(real)).sort();
		} catch {
			return [];
		}
	}

	/** Where a path really lies; undefined where that is outside of the folders that may be looked at. */
	private async inside(path: string): Promise<string | undefined> {
		const real = await realpath(path);
		const isBelow = (root: string): boolean => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
		return [...this.roots].some(isBelow) ? real : undefined;
	}
}
