/** Folders that are filled once and kept between runs, shared by all clones of this user. */

import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

function userCache(): string {
	const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	if (process.platform === "win32" && LOCALAPPDATA) return LOCALAPPDATA;
	if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
	return XDG_CACHE_HOME || join(homedir(), ".cache");
}

export const CACHE = join(userCache(), "hplint");

/** Fills a folder under a name of its own and renames it when it is complete: two runs may do so at once. */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
	const folder = join(CACHE, name);
	if (existsSync(folder)) return folder;
	const unfinished = `${folder}.${process.pid}`;
	try {
		await rm(unfinished, { recursive: true, force: true });
		await mkdir(unfinished, { recursive: true });
		await fill(unfinished);
		await rename(unfinished, folder);
	} catch (error) {
		// Another run may have been quicker.
		if (!existsSync(folder)) throw error;
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
	return folder;
}
