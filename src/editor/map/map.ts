/** "Hyperparameter Map": every setup of the workspace by its batch size and learning rate, in a page of its own. */

import * as vscode from "vscode";
import type { FromPage, MappedFile, ToPage } from "../../core/map/model.ts";
import type { Analyses } from "../analyses.ts";
import { analyseFile, findConfigs } from "../closed-files.ts";
import type { Diagnostics } from "../diagnostics.ts";
import { statOf } from "../file-states.ts";
import type { NeighbourFiles } from "../neighbours.ts";
import type { Projects } from "../projects.ts";
import { notebookAround } from "../sheets.ts";
import { pageHtml } from "./page.ts";
import { SetupFiles } from "./setup-files.ts";
import { textsIn } from "./texts.ts";

type Find = (token: vscode.CancellationToken) => Promise<readonly vscode.Uri[]>;

/** What changes within this time is posted together. */
const POST_PAUSE_MS = 100;

const VIEW_TYPE = "hplint.map";

/** The command shows the map, looks at the whole workspace, and gives what it found. A map that was open is there again with its window. */
export function registerMap(
	extensionUri: vscode.Uri,
	analyses: Analyses,
	diagnostics: Diagnostics,
	projects: Projects,
	neighbours: NeighbourFiles,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	let map: HyperparameterMap | undefined;
	const find: Find = (token) => findConfigs(projects, neighbours, token);
	const fill = (panel: vscode.WebviewPanel): HyperparameterMap => {
		const files = new SetupFiles(analyses, {
			analyse: async (uri) => analyseFile(uri, (await statOf(uri))?.size, projects, neighbours, log),
			end: () => neighbours.forgetUnused(),
		});
		map = new HyperparameterMap(panel, extensionUri, files, find, diagnostics, projects, () => {
			map = undefined;
		});
		return map;
	};
	const open = async (): Promise<HyperparameterMap> => {
		// One that is to be filled when it is first shown again.
		await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isMap)));
		const { title } = textsIn(vscode.l10n);
		return fill(vscode.window.createWebviewPanel(VIEW_TYPE, title, vscode.ViewColumn.Beside));
	};
	return vscode.Disposable.from(
		vscode.commands.registerCommand("hplint.showMap", async () => {
			if (map) map.reveal();
			else map = await open();
			return map.look(vscode.ProgressLocation.Notification);
		}),
		vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
			deserializeWebviewPanel: async (panel) => {
				void fill(panel).look(vscode.ProgressLocation.Window);
			},
		}),
		{ dispose: () => map?.dispose() },
	);
}

/** VS Code puts something of its own before the type of a panel. */
const isMap = ({ input }: vscode.Tab): boolean =>
	input instanceof vscode.TabInputWebview && input.viewType.endsWith(VIEW_TYPE);

class HyperparameterMap implements vscode.Disposable {
	private readonly subscriptions: vscode.Disposable[];
	private readonly changed = new Map<string, MappedFile>();
	private timer: ReturnType<typeof setTimeout> | undefined;
	private looking: Promise<readonly MappedFile[]> | undefined;
	private cancellation: vscode.CancellationTokenSource | undefined;
	private isClosed = false;

	constructor(
		private readonly panel: vscode.WebviewPanel,
		extensionUri: vscode.Uri,
		private readonly files: SetupFiles,
		private readonly find: Find,
		diagnostics: Diagnostics,
		projects: Projects,
		onClose: () => void,
	) {
		const dist = vscode.Uri.joinPath(extensionUri, "dist");
		// What is hidden is thrown away: the page keeps its own few choices, and the setups are here.
		panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
		this.panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.png");
		// Every change of a workspace is told, but only of what the map shows anything is read.
		const watcher = vscode.workspace.createFileSystemWatcher("**/*", true);
		const isShown = ({ uri }: { uri: vscode.Uri }): boolean => this.files.get(uri.toString()) !== undefined;
		this.subscriptions = [
			files,
			watcher,
			files.onDidChange((file) => this.postSoon(file)),
			diagnostics.onDidPublish((document) => void files.lookAtOpen(document)),
			// What was not saved is gone.
			vscode.workspace.onDidCloseTextDocument((document) => {
				if (!notebookAround(document) && isShown(document)) void files.lookAtFile(document.uri);
			}),
			vscode.workspace.onDidCloseNotebookDocument((notebook) => {
				if (isShown(notebook)) void files.lookAtFile(notebook.uri);
			}),
			watcher.onDidChange((uri) => {
				if (isShown({ uri })) void files.lookAtFile(uri);
			}),
			watcher.onDidDelete((uri) => files.forgetAt(uri)),
			// Another folder, other globs, another band of the project's own.
			projects.onDidChange(() => void this.lookAgain()),
			vscode.workspace.onDidChangeConfiguration((change) => {
				if (change.affectsConfiguration("hplint")) void this.lookAgain();
			}),
			this.panel.webview.onDidReceiveMessage((message: FromPage) => this.heard(message)),
			this.panel.onDidDispose(() => {
				this.dispose();
				onClose();
			}),
		];
		this.panel.webview.html = this.html(dist);
	}

	reveal(): void {
		this.panel.reveal();
	}

	/** Looks at the whole workspace, and gives what is on the map then; asked again meanwhile, it is the same look. */
	look(progress: vscode.ProgressLocation): Promise<readonly MappedFile[]> {
		this.looking ??= this.lookWithProgress(progress).finally(() => {
			this.looking = undefined;
			this.post({ type: "looking", isLooking: false });
		});
		return this.looking;
	}

	/** What has changed while a look was under way is seen by one after it. */
	private async lookAgain(): Promise<void> {
		await this.looking;
		if (!this.isClosed) await this.look(vscode.ProgressLocation.Window);
	}

	private async lookWithProgress(location: vscode.ProgressLocation): Promise<readonly MappedFile[]> {
		this.post({ type: "looking", isLooking: true });
		const cancellation = new vscode.CancellationTokenSource();
		this.cancellation = cancellation;
		const options = {
			location,
			title: vscode.l10n.t("Looking for training setups"),
			cancellable: true,
		};
		await vscode.window.withProgress(options, async (progress, cancelled) => {
			cancelled.onCancellationRequested(() => cancellation.cancel());
			const uris = await this.find(cancellation.token);
			let count = 0;
			await this.files.lookAt(uris, cancellation.token, () => {
				if (count++ % PROGRESS_STEP === 0)
					progress.report({
						message: vscode.l10n.t("{0} of {1} files", count - 1, uris.length),
						increment: (PROGRESS_STEP / uris.length) * 100,
					});
			});
		});
		return this.files.all;
	}

	private heard(message: FromPage): void {
		if (message.type === "look") void this.look(vscode.ProgressLocation.Notification);
		else if (message.type === "open") void this.open(message.file, message.index);
		else {
			this.post({ type: "looking", isLooking: this.looking !== undefined });
			this.post({ type: "files", files: this.files.all, kinds: this.files.kinds });
		}
	}

	/** Opens the rate of a setup, not on top of the map. */
	private async open(file: string, index: number): Promise<void> {
		const setup = this.files.get(file)?.setups[index];
		if (!setup) return;
		const { document, start, end } = setup;
		const viewColumn =
			this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
		const selection = new vscode.Range(start.line, start.column, end.line, end.column);
		// This opens notebooks as such, too.
		await vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(document), { selection, viewColumn });
	}

	private postSoon(file: MappedFile): void {
		this.changed.set(file.uri, file);
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			const files = [...this.changed.values()];
			this.changed.clear();
			const ids = new Set(files.flatMap(({ setups }) => setups.map(({ kind }) => kind)));
			this.post({ type: "files", files, kinds: this.files.kinds.filter(({ id }) => ids.has(id)) });
		}, POST_PAUSE_MS);
	}

	/** A page that is not there asks for everything when it is. */
	private post(message: ToPage): void {
		if (!this.isClosed && this.panel.visible) void this.panel.webview.postMessage(message);
	}

	private html(dist: vscode.Uri): string {
		const { webview } = this.panel;
		const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
		return pageHtml({
			nonce: crypto.randomUUID(),
			script: address("map.js"),
			style: address("map.css"),
			language: vscode.env.language,
			texts: textsIn(vscode.l10n),
		});
	}

	dispose(): void {
		this.isClosed = true;
		clearTimeout(this.timer);
		this.cancellation?.cancel();
		for (const subscription of this.subscriptions) subscription.dispose();
		this.panel.dispose();
	}
}

/** Files between two reports of progress. */
const PROGRESS_STEP = 20;
