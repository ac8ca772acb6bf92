/** Finds and reads the files to lint. What cannot be read is reported and never stops the others. */

import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { LARGEST_TEXT, languageOf } from "../core/linter.ts";

/** Folders that hold other people's code or no text of ours. */
const NEVER: ReadonlySet<string> = new Set([
	"node_modules",
	"site-packages",
	".git",
	".hg",
	".svn",
	".venv",
	"venv",
	"__pycache__",
	".tox",
	".mypy_cache",
	".ruff_cache",
	".pytest_cache",
]);

export type Report = (line: string) => void;

/** Files below a folder in the order of their names; a folder reached twice through links is walked once. */
export async function* walk(folder: string, report: Report, seen: Set<string> = new Set()): AsyncGenerator<string> {
	let entries: { name: string; isDirectory(): boolean; isSymbolicLink(): boolean; isFile(): boolean }[];
	try {
		const real = await realpath(folder);
		if (seen.has(real)) return;
		seen.add(real);
		entries = await readdir(folder, { withFileTypes: true });
	} catch (error) {
		report(`${folder}: not read: ${reason(error)}`);
		return;
	}
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		const path = join(folder, entry.name);
		const kind = entry.isSymbolicLink()
			? await kindBehindLink(path, report)
			: entry.isDirectory()
				? "folder"
				: entry.isFile()
					? "file"
					: undefined;
		if (kind === "folder" && !NEVER.has(entry.name)) yield* walk(path, report, seen);
		else if (kind === "file" && languageOf(entry.name)) yield path;
	}
}

async function kindBehindLink(path: string, report: Report): Promise<"file" | "folder" | undefined> {
	try {
		const target = await stat(path);
		return target.isDirectory() ? "folder" : target.isFile() ? "file" : undefined;
	} catch (error) {
		report(`${path}: not read: ${reason(error)}`);
		return undefined;
	}
}

/** A file's text without its byte-order mark, or undefined with a line that says why. Throws only for what the system refuses. */
export async function readText(path: string, report: Report): Promise<string | undefined> {
	const { size } = await stat(path);
	if (size > LARGEST_TEXT) {
		report(`${path}: skipped: ${Math.round(size / 1e6)} MB, larger than ${LARGEST_TEXT / 1e6} MB`);
		return undefined;
	}
	return decode(await readFile(path));
}

/** UTF-8, as every loader of the field expects; a byte-order mark is no part of the text. */
export const decode = (bytes: Uint8Array): string => new TextDecoder("utf-8").decode(bytes);

export const isFolder = async (path: string): Promise<boolean> => (await stat(path)).isDirectory();
export const exists = (path: string): Promise<boolean> =>
	lstat(path).then(
		() => true,
		() => false,
	);

/** The system's reason in a few words: `no such file or directory`. */
export function reason(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return /^[A-Z]+: (.*?)(?:, \w+(?: '.*')?)?$/.exec(text)?.[1] ?? text;
}
