/** By what a second run over the workspace knows that a file would say the same again, without reading it. */

import * as vscode from "vscode";

/** The stamps of a file and, behind it, of all that its findings depend on. */
export type FileState = readonly (string | undefined)[];

export const isSame = (a: FileState, b: FileState): boolean =>
	a.length === b.length && a.every((one, i) => one !== undefined && one === b[i]);

/** Asks for each file once: it serves one run. */
export class FileStates {
	private readonly files = new Map<string, Promise<vscode.FileStat | undefined>>();
	private readonly folders = new Map<string, Promise<string>>();
	private readonly inFolder: ReadonlyMap<string, readonly vscode.Uri[]>;

	constructor(files: readonly vscode.Uri[]) {
		const inFolder = new Map<string, vscode.Uri[]>();
		for (const uri of files) {
			const key = folderOf(uri).toString();
			const others = inFolder.get(key);
			if (others) others.push(uri);
			else inFolder.set(key, [uri]);
		}
		this.inFolder = inFolder;
	}

	/** `followed`: the files that were looked for beside it; undefined for one that holds nothing of ours, whatever lies beside. */
	async of(uri: vscode.Uri, followed: readonly vscode.Uri[] | undefined): Promise<FileState> {
		if (!followed) return [await this.file(uri)];
		// Scripts beside a config, and one folder up, may come to concern it by any change.
		const folders = [folderOf(uri), folderOf(folderOf(uri))].map((folder) => this.folder(folder.toString()));
		return Promise.all([this.file(uri), ...folders, ...followed.map((one) => this.file(one))]);
	}

	/** Undefined where there is none. */
	stat(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
		const key = uri.toString();
		const known = this.files.get(key) ?? statOf(uri);
		this.files.set(key, known);
		return known;
	}

	private async file(uri: vscode.Uri): Promise<string | undefined> {
		return stampFrom(await this.stat(uri));
	}

	/** One text for all files of a folder. */
	private folder(key: string): Promise<string> {
		const told = async (): Promise<string> => {
			const files = this.inFolder.get(key) ?? [];
			const states = await Promise.all(files.map(async (uri) => `${uri.path} ${await this.file(uri)}`));
			return states.sort().join("\n");
		};
		const known = this.folders.get(key) ?? told();
		this.folders.set(key, known);
		return known;
	}
}

const folderOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, "..");

/** Of a file as it is now. */
export const stampOf = async (uri: vscode.Uri): Promise<string | undefined> => stampFrom(await statOf(uri));

/** Time and size; undefined where the file system does not tell, empty where there is no file. */
export function stampFrom(stat: vscode.FileStat | undefined): string | undefined {
	if (!stat) return "";
	// A virtual file system may have no times.
	return stat.mtime > 0 ? `${stat.mtime} ${stat.size}` : undefined;
}

export async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
	try {
		return await vscode.workspace.fs.stat(uri);
	} catch {
		return undefined;
	}
}
