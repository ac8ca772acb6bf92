/** Finds and reads the files to lint. What cannot be read is reported and never stops the others. */

import { isAscii } from "node:buffer";
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
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

/**
 * Files below a folder in the order of their names; a folder reached twice through links is walked once. In step: from a
 * warm cache an asynchronous operation takes longer than the work that it waits for.
 */
export function* walk(folder: string, report: Report): Generator<string> {
	yield* below(folder, () => realpathSync(folder), report, new Set());
}

/** `real`: where the folder lies without links; a folder that no link leads to lies where the one around it does. */
function* below(folder: string, real: () => string, report: Report, seen: Set<string>): Generator<string> {
	let entries: Dirent[];
	let place: string;
	try {
		place = real();
		if (seen.has(place)) return;
		seen.add(place);
		entries = readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		report(`${folder}: not read: ${reason(error)}`);
		return;
	}
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		const path = join(folder, entry.name);
		const isLink = entry.isSymbolicLink();
		const found = isLink ? behindLink(path, report) : entry;
		if (found?.isDirectory() && !NEVER.has(entry.name))
			yield* below(path, () => (isLink ? realpathSync(path) : join(place, entry.name)), report, seen);
		else if (found?.isFile() && languageOf(entry.name)) yield path;
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
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1", hasMark(bytes) ? 3 : 0);

/** A byte-order mark is no part of the text. */
const hasMark = ([first, second, third]: Uint8Array): boolean => first === 0xef && second === 0xbb && third === 0xbf;

/** UTF-8, as every loader of the field expects. */
export const decode = (bytes: Uint8Array): string =>
	isAscii(bytes) ? asLatin1(bytes) : new TextDecoder("utf-8").decode(bytes);

export const isFolder = (path: string): boolean => statSync(path).isDirectory();
export const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The system's reason in a few words: `no such file or directory`. */
export function reason(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return /^[A-Z]+: (.*?)(?:, \w+(?: '.*')?)?$/.exec(text)?.[1] ?? text;
}
