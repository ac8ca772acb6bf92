/** The data files of a workspace: those that a document names, and their bytes, a piece at a time where the host can. */

import * as vscode from "vscode";
import { dataNamedIn, placesFor, targetsNamedIn } from "../core/data/named.ts";
import { type DataSource, UnreadableData, type Watcher } from "../core/data/source.ts";
import { type RowCount, readTable, type Table } from "../core/data/table.ts";
import { folderOf } from "../core/neighbours/paths.ts";
import type { ReadDocument } from "../core/read/model.ts";
import { isInWorkspace } from "./neighbours.ts";

/** A file that is open for reading. */
export interface DataFile {
	readonly uri: vscode.Uri;
	readonly source: DataSource;
	readonly table: Table;
}

/** A document, and where it stands. */
interface Placed {
	readonly document: ReadDocument;
	readonly path: string;
}

/** The data files of the workspace that some documents name, those for training first. Others are as if they were not there. */
export async function namedData(documents: readonly Placed[], origin: vscode.Uri): Promise<vscode.Uri[]> {
	const found = new Map<string, vscode.Uri>();
	for (const { document, path } of documents) {
		const top = vscode.workspace.getWorkspaceFolder(origin.with({ path }));
		if (!top) continue;
		for (const { written } of dataNamedIn(document)) {
			for (const place of placesFor(written, folderOf(path), top.uri.path)) {
				const uri = origin.with({ path: place });
				if (!(await isInWorkspace(uri)) || !(await isFile(uri))) continue;
				found.set(uri.toString(), uri);
				break;
			}
		}
	}
	return [...found.values()];
}

export const namedTargets = (documents: readonly Placed[]): string[] =>
	documents.flatMap(({ document }) => targetsNamedIn(document));

async function isFile(uri: vscode.Uri): Promise<boolean> {
	try {
		return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File;
	} catch {
		return false;
	}
}

/** Reads a file's columns. Rejects with `UnreadableData`, whatever is wrong with it. */
export async function openData(uri: vscode.Uri): Promise<DataFile> {
	try {
		const source = await sourceOf(uri);
		return { uri, source, table: await readTable(source) };
	} catch (error) {
		throw error instanceof UnreadableData ? error : new UnreadableData("data-not-read");
	}
}

/** What a host without Node, or a workspace that is not on a disk, is asked for: it hands out whole files only. */
const LARGEST_WHOLE = 50_000_000;

async function sourceOf(uri: vscode.Uri): Promise<DataSource> {
	const name = vscode.workspace.asRelativePath(uri);
	const { size } = await vscode.workspace.fs.stat(uri);
	// The bundle is for both hosts and holds nothing of Node; where there is one, it says so itself.
	const node = uri.scheme === "file" ? globalThis.process?.getBuiltinModule?.("node:fs/promises") : undefined;
	if (node) return { name, size, read: (offset, length) => readRange(node, uri.fsPath, offset, length) };
	if (size > LARGEST_WHOLE) throw new UnreadableData("data-too-large");
	const bytes = await vscode.workspace.fs.readFile(uri);
	const read: DataSource["read"] = (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length));
	return { name, size: bytes.length, read };
}

/** Opened for each piece: nothing is left open, however a reading ends. */
async function readRange(
	{ open }: typeof import("node:fs/promises"),
	path: string,
	offset: number,
	length: number,
): Promise<Uint8Array> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

/** Below it a count is over before anything could be shown. */
const SHORT = 10_000_000;

/** The number of rows: told by the file, counted, or estimated when the person has had enough of counting. */
export function countRows({ source, table }: DataFile): Promise<RowCount | undefined> {
	if (table.rows !== undefined || source.size <= SHORT)
		return table.count({ isCancelled: false, onProgress: () => {} });
	const progressOptions = {
		location: vscode.ProgressLocation.Notification,
		title: vscode.l10n.t("Counting the rows of {0}", source.name),
		cancellable: true,
	};
	return Promise.resolve(
		vscode.window.withProgress(progressOptions, (progress, token) => {
			let shown = 0;
			const watcher: Watcher = {
				get isCancelled() {
					return token.isCancellationRequested;
				},
				onProgress(share) {
					progress.report({ increment: (share - shown) * 100, message: `${Math.round(share * 100)} %` });
					shown = share;
				},
			};
			return table.count(watcher);
		}),
	);
}
