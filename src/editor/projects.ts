/** The nearest project file (`.hplint.yaml`, `.hplint.json`) of a document, up to its workspace folder. */

import * as vscode from "vscode";
import { PROJECT_FILES, type ProjectFile, readProjectFile } from "../core/project-file.ts";

export interface Project {
	readonly uri: vscode.Uri;
	readonly file: ProjectFile;
}

export class Projects implements vscode.Disposable {
	private readonly byFolder = new Map<string, Promise<Project | undefined>>();
	private readonly changed = new vscode.EventEmitter<void>();
	private readonly watcher = vscode.workspace.createFileSystemWatcher("**/.hplint.{yaml,json}");
	private readonly subscriptions: vscode.Disposable[];
	readonly onDidChange = this.changed.event;

	constructor(private readonly log: vscode.LogOutputChannel) {
		const onChange = (): void => {
			this.forget();
			this.changed.fire();
		};
		this.subscriptions = [
			this.watcher,
			this.changed,
			this.watcher.onDidCreate(onChange),
			this.watcher.onDidChange(onChange),
			this.watcher.onDidDelete(onChange),
			vscode.workspace.onDidChangeWorkspaceFolders(onChange),
		];
	}

	/** Reads every file anew when it is asked for. */
	forget(): void {
		this.byFolder.clear();
	}

	/** The project that governs a resource; undefined where there is none, or no workspace folder to look in. */
	of(uri: vscode.Uri): Promise<Project | undefined> {
		const top = vscode.workspace.getWorkspaceFolder(uri)?.uri;
		return top ? this.inFolder(vscode.Uri.joinPath(uri, ".."), top) : Promise.resolve(undefined);
	}

	private inFolder(folder: vscode.Uri, top: vscode.Uri): Promise<Project | undefined> {
		const key = folder.toString();
		const known = this.byFolder.get(key);
		if (known) return known;
		const found = this.find(folder, top);
		this.byFolder.set(key, found);
		return found;
	}

	private async find(folder: vscode.Uri, top: vscode.Uri): Promise<Project | undefined> {
		for (const name of PROJECT_FILES) {
			const uri = vscode.Uri.joinPath(folder, name);
			const file = await this.load(uri);
			if (file) return { uri, file };
		}
		const atTop = folder.path.length <= top.path.length;
		return atTop ? undefined : this.inFolder(vscode.Uri.joinPath(folder, ".."), top);
	}

	private async load(uri: vscode.Uri): Promise<ProjectFile | undefined> {
		let bytes: Uint8Array;
		try {
			bytes = await vscode.workspace.fs.readFile(uri);
		} catch (error) {
			if (!(error instanceof vscode.FileSystemError && error.code === "FileNotFound"))
				this.log.warn(`${uri.path}: not read: ${error}`);
			return undefined;
		}
		const file = readProjectFile(new TextDecoder().decode(bytes), uri.path);
		for (const { message } of file.problems) this.log.warn(`${uri.path}: ${message}`);
		return file;
	}

	dispose(): void {
		for (const subscription of this.subscriptions) subscription.dispose();
	}
}
