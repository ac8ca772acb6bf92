/** Finds and reads the files to lint. What cannot be read is reported and never stops the others. */

import { isAscii } from "node:buffer";
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { GitIgnore } from "../core/gitignore.ts";
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

/** A folder on the way: its path from where `.gitignore` files begin to hold (`""` for that place), and what they leave out. */
interface Place {
	readonly path: string;
	readonly ignored: GitIgnore;
}

/**
 * Files below a folder that Git does not ignore, in the order of their names; a folder reached twice through links is walked
 * once. In step: from a warm cache an asynchronous operation takes longer than the work that it waits for.
 */
export function* walk(folder: string, report: Report): Generator<string> {
	yield* below(folder, placeOf(folder, report), () => realpathSync(folder), report, new Set());
}

/** What `.gitignore` files say from the top of the repository downwards. Of a folder that they ignore, those inside of it alone. */
function placeOf(folder: string, report: Report): Place {
	const top = repositoryAround(folder) ?? folder;
	const parts = relative(top, folder)
		.split(sep)
		.filter((part) => part !== "");
	let ignored = GitIgnore.nothing;
	let path = "";
	for (const part of parts) {
		const file = join(top, path, GITIGNORE);
		if (exists(file)) ignored = withFile(ignored, path, file, report);
		path = path === "" ? part : `${path}/${part}`;
	}
	// It was named: whoever names it wants it looked at.
	return { path, ignored: path !== "" && ignored.ignores(`${path}/`) ? GitIgnore.nothing : ignored };
}

function repositoryAround(folder: string): string | undefined {
	if (exists(join(folder, ".git"))) return folder;
	const parent = dirname(folder);
	return parent === folder ? undefined : repositoryAround(parent);
}

const GITIGNORE = ".gitignore";

function withFile(ignored: GitIgnore, path: string, file: string, report: Report): GitIgnore {
	try {
		return ignored.and(path, decode(readFileSync(file)));
	} catch (error) {
		report(`${file}: not read: ${reason(error)}`);
		return ignored;
	}
}

/** `real`: where the folder lies without links; a folder that no link leads to lies where the one around it does. */
function* below(
	folder: string,
	place: Place,
	real: () => string,
	report: Report,
	seen: Set<string>,
): Generator<string> {
	let entries: Dirent[];
	let own: string;
	try {
		own = real();
		if (seen.has(own)) return;
		seen.add(own);
		entries = readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		report(`${folder}: not read: ${reason(error)}`);
		return;
	}
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	const isThere = entries.some(({ name }) => name === GITIGNORE);
	const ignored = isThere ? withFile(place.ignored, place.path, join(folder, GITIGNORE), report) : place.ignored;
	for (const entry of entries) {
		const path = join(folder, entry.name);
		const isLink = entry.isSymbolicLink();
		const found = isLink ? behindLink(path, report) : entry;
		const inPlace = place.path === "" ? entry.name : `${place.path}/${entry.name}`;
		if (found?.isDirectory() && !NEVER.has(entry.name)) {
			// To Git a link is a file, wherever it leads.
			if (ignored.ignores(isLink ? inPlace : `${inPlace}/`)) continue;
			yield* below(
				path,
				{ path: inPlace, ignored },
				() => (isLink ? realpathSync(path) : join(own, entry.name)),
				report,
				seen,
			);
		} else if (found?.isFile() && languageOf(entry.name) && !ignored.ignores(inPlace)) yield path;
	}
}

function behindLink(path: string, report: Report): Pick<Dirent, "isDirectory" | "isFile"> | undefined {
	try {
		return statSync(path);
	} catch (error) {
		report(`${path}: not read: ${reason(error)}`);
		return undefined;
	}
}

/** A file's bytes, or undefined with a line that says why. Throws only for what the system refuses. */
export function readBytes(path: string, report: Report): Buffer | undefined {
	const { size } = statSync(path);
	if (size > LARGEST_TEXT) {
		report(`${path}: skipped: ${Math.round(size / 1e6)} MB, larger than ${LARGEST_TEXT / 1e6} MB`);
		return undefined;
	}
	return readFileSync(path);
}

/** Each byte as a character: what is sought in ASCII stands in it as it stands in the text, and nothing is decoded for it. */
export const asLatin1 = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");

/** UTF-8, as every loader of the field expects; a byte-order mark is no part of the text. */
export const decode = (bytes: Uint8Array): string =>
	isAscii(bytes) ? asLatin1(bytes) : new TextDecoder("utf-8").decode(bytes);

export const isFolder = (path: string): boolean => statSync(path).isDirectory();
export const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The system's reason in a few words: `no such file or directory`. */
export function reason(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return /^[A-Z]+: (.*?)(?:, \w+(?: '.*')?)?$/.exec(text)?.[1] ?? text;
}
