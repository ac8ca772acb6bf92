/** By what a second run over the workspace knows that a file would say the same again, without reading it. */

import * as vscode from "vscode";

/** The stamps of a file and, behind it, of all that its findings depend on. */
export type FileState = readonly (string | undefined)[];

export const isSame = (a: FileState, b: FileState): boolean =>
	a.length === b.length && a.every((one, i) => one !== undefined && one === b[i]);

/** Asks for each file once: it serves one run. */
export class FileStates {
	private readonly files = new Map<string, Promise<string | undefined>>();
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

	private file(uri: vscode.Uri): Promise<string | undefined> {
		const key = uri.toString();
		const known = this.files.get(key) ?? stampOf(uri);
		this.files.set(key, known);
		return known;
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

/** Time and size of a file; undefined where its file system does not tell, empty where there is none. */
export async function stampOf(uri: vscode.Uri): Promise<string | undefined> {
	try {
		const { mtime, size } = await vscode.workspace.fs.stat(uri);
		// A virtual file system may have no times.
		return mtime > 0 ? `${mtime} ${size}` : undefined;
	} catch {
		return "";
	}
}
