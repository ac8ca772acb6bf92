/** Files beside a document that say something of its run: loaded on need, watched and kept as long as an open document has to do with them. */

import * as vscode from "vscode";
import { LARGEST_NEIGHBOUR, Neighbourhood, type Neighbours, type Port } from "../core/neighbours/neighbourhood.ts";
import { folderOf } from "../core/neighbours/paths.ts";
import type { ReadDocument } from "../core/read/model.ts";
import type { Sheet, Subject } from "./sheets.ts";

/** What a document has to do with. */
interface Followed {
	/** Its scheme and authority. */
	readonly origin: string;
	/** The files that it follows. */
	readonly uris: ReadonlySet<string>;
	/** The paths of the folders that were looked into. */
	readonly folders: readonly string[];
}

export class NeighbourFiles implements vscode.Disposable {
	/** By scheme and authority: the core knows paths. */
	private readonly neighbourhoods = new Map<string, Neighbourhood>();
	private readonly inside: Inside = new Map();
	/** By open document that was looked around from. */
	private readonly followed = new Map<Subject, Followed>();
	private readonly watchers = new Map<string, vscode.FileSystemWatcher>();
	/** Counts changes of open documents: what was read while one came may be old. */
	private changes = 0;
	private readonly changed = new vscode.EventEmitter<Subject>();
	private readonly subscriptions: vscode.Disposable[];
	/** Fires for an open document when a file that it follows has changed. */
	readonly onDidChange = this.changed.event;

	constructor() {
		this.subscriptions = [
			this.changed,
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				// Typing changes no folder: its list stays.
				if (contentChanges.length > 0) this.onChange(document.uri, "text");
			}),
			vscode.workspace.onDidCloseTextDocument((document) => {
				// What was not saved is gone.
				this.onChange(document.uri);
				this.leave(document);
			}),
			vscode.workspace.onDidCloseNotebookDocument((notebook) => this.leave(notebook)),
		];
	}

	/** What lies around an open document, which is told of changes from now on. */
	async of({ subject }: Sheet, document: ReadDocument): Promise<Neighbours | undefined> {
		for (;;) {
			const { changes } = this;
			const neighbours = await this.around(subject.uri, document);
			if (changes !== this.changes) continue;
			// Closed while files were read: they were kept for nobody.
			if (subject.isClosed) this.forgetUnused();
			else this.follow(subject, [...(neighbours?.followed ?? [])]);
			return neighbours;
		}
	}

	/** What lies around a file now. Outside of a workspace nothing is looked at. */
	async around(uri: vscode.Uri, document: ReadDocument): Promise<Neighbours | undefined> {
		return vscode.workspace.getWorkspaceFolder(uri) && this.neighbourhood(uri).of(uri.path, document);
	}

	/** Reads every file anew when it is needed: where no open document follows one, nobody tells of a change. */
	forget(): void {
		this.neighbourhoods.clear();
		this.inside.clear();
	}

	/** Forgets the folders that no open document has to do with: nobody would say that they have changed. */
	forgetUnused(): void {
		for (const [origin, neighbourhood] of this.neighbourhoods) {
			const used = [...this.followed.values()].filter((one) => one.origin === origin);
			if (used.length > 0) neighbourhood.keepOnly(new Set(used.flatMap(({ folders }) => folders)));
			else this.neighbourhoods.delete(origin);
		}
		this.inside.clear();
	}

	private leave(subject: Subject): void {
		if (!this.followed.delete(subject)) return;
		this.watch();
		this.forgetUnused();
	}

	private neighbourhood(uri: vscode.Uri): Neighbourhood {
		const origin = originOf(uri);
		const key = origin.toString();
		const neighbourhood = this.neighbourhoods.get(key) ?? new Neighbourhood(portOf(origin, this.inside));
		this.neighbourhoods.set(key, neighbourhood);
		return neighbourhood;
	}

	private onChange(uri: vscode.Uri, what?: "text"): void {
		// Nothing else is ever looked at: a log that is written is a document that changes, too.
		if (!vscode.workspace.getWorkspaceFolder(uri)) return;
		this.changes++;
		const neighbourhood = this.neighbourhoods.get(originOf(uri).toString());
		if (what === "text") neighbourhood?.forgetText(uri.path);
		else {
			neighbourhood?.forget(uri.path);
			this.inside.clear();
		}
		const key = uri.toString();
		for (const [subject, { uris }] of this.followed) if (uris.has(key)) this.changed.fire(subject);
	}

	private follow(subject: Subject, paths: readonly string[]): void {
		const { uri } = subject;
		const own = folderOf(uri.path);
		this.followed.set(subject, {
			origin: originOf(uri).toString(),
			uris: new Set(paths.map((path) => uri.with({ path }).toString())),
			folders: [own, folderOf(own), ...paths.map(folderOf)],
		});
		this.watch();
	}

	/** Watches the folders of what is followed, and no others. */
	private watch(): void {
		const folders = new Set([...this.followed.values()].flatMap(({ uris }) => [...uris].map(folderOf)));
		for (const [folder, watcher] of this.watchers) {
			if (folders.has(folder)) continue;
			watcher.dispose();
			this.watchers.delete(folder);
		}
		for (const folder of folders) {
			if (this.watchers.has(folder)) continue;
			const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), "*");
			const watcher = vscode.workspace.createFileSystemWatcher(pattern);
			const onChange = (uri: vscode.Uri): void => this.onChange(uri);
			watcher.onDidCreate(onChange);
			watcher.onDidChange(onChange);
			watcher.onDidDelete(onChange);
			this.watchers.set(folder, watcher);
		}
	}

	dispose(): void {
		for (const disposable of [...this.subscriptions, ...this.watchers.values()]) disposable.dispose();
	}
}

const originOf = (uri: vscode.Uri): vscode.Uri => uri.with({ path: "/", query: "", fragment: "" });

/** Whether folders lie in the workspace, by their addresses: many files ask for the same ones. */
type Inside = Map<string, Promise<boolean>>;

/** Reads what lies in the workspace, as it stands in the editor where it is open. */
function portOf(origin: vscode.Uri, inside: Inside): Port {
	return {
		async read(path) {
			const uri = origin.with({ path });
			const stat = await statInside(uri, inside);
			if (!stat) return undefined;
			const key = uri.toString();
			const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
			if (open) return open.getText();
			if (stat.size > LARGEST_NEIGHBOUR) return undefined;
			try {
				return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
			} catch {
				return undefined;
			}
		},
		async list(path) {
			const uri = origin.with({ path });
			if (!(await isInside(uri, inside))) return [];
			try {
				const entries = await vscode.workspace.fs.readDirectory(uri);
				return entries.map(([name]) => name).sort();
			} catch {
				return [];
			}
		},
	};
}

/** Whether a resource lies in a folder of the workspace, and no link on the way leads elsewhere. */
export const isInWorkspace = (uri: vscode.Uri): Promise<boolean> => isInside(uri, new Map());

async function isInside(uri: vscode.Uri, inside: Inside): Promise<boolean> {
	const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
	if (top === undefined || uri.path.length <= top.length) return top !== undefined;
	return (await statInside(uri, inside)) !== undefined;
}

/** What is known of a resource that lies in the workspace and is no link. */
async function statInside(uri: vscode.Uri, inside: Inside): Promise<vscode.FileStat | undefined> {
	const folder = uri.with({ path: folderOf(uri.path) });
	const key = folder.toString();
	const isKnown = inside.get(key) ?? isInside(folder, inside);
	inside.set(key, isKnown);
	if (!(await isKnown)) return undefined;
	try {
		const stat = await vscode.workspace.fs.stat(uri);
		return stat.type & vscode.FileType.SymbolicLink ? undefined : stat;
	} catch {
		return undefined;
	}
}
