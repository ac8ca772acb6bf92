/** What a run over the workspace found in files that are not open: kept until a file is changed, moved, deleted or opened. */

import * as vscode from "vscode";
import type { Analysis } from "../core/linter.ts";
import type { Counted } from "../core/present/tally.ts";
import { SOURCE, toDiagnostic } from "./diagnostics.ts";
import { type FileState, stampOf } from "./file-states.ts";

/** What is known of one file. */
export interface Known {
	readonly uri: vscode.Uri;
	readonly findings: readonly Counted[];
	/** As `followedBy` has it. */
	readonly followed: readonly vscode.Uri[] | undefined;
	readonly state: FileState;
}

export class ClosedFindings implements vscode.Disposable {
	private readonly collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-closed`);
	private readonly known = new Map<string, Known>();
	/** Files of the last run that are open: they are looked at again when they are closed. */
	private readonly opened = new Set<string>();
	/** Files in which something was found. */
	private readonly shown = new Set<string>();
	/** There as long as something is shown. */
	private watcher: vscode.FileSystemWatcher | undefined;
	private readonly subscriptions: vscode.Disposable[];

	/** `lookAgain` is asked for a file of the last run that was closed, or whose findings depend on a file that has changed. */
	constructor(private readonly lookAgain: (uri: vscode.Uri) => void) {
		const { workspace } = vscode;
		this.subscriptions = [
			this.collection,
			workspace.onDidOpenTextDocument(({ uri }) => this.onOpen(uri)),
			workspace.onDidOpenNotebookDocument(({ uri }) => this.onOpen(uri)),
			workspace.onDidCloseTextDocument(({ uri }) => this.onClose(uri)),
			workspace.onDidCloseNotebookDocument(({ uri }) => this.onClose(uri)),
		];
	}

	get(uri: vscode.Uri): Known | undefined {
		return this.known.get(uri.toString());
	}

	/** Takes over what a file says now; one that is open speaks for itself. */
	set(uri: vscode.Uri, analysis: Analysis | undefined, state: FileState): void {
		if (isOpen(uri)) this.leaveOpen(uri);
		else if (analysis) {
			this.drop(uri);
			const key = uri.toString();
			const findings = analysis.findings.map(({ rule, severity }) => ({ rule, severity }));
			this.known.set(key, { uri, findings, followed: followedBy(uri, analysis), state });
			if (findings.length > 0) {
				this.shown.add(key);
				this.collection.set(
					uri,
					analysis.findings.map((finding) => toDiagnostic(finding, analysis, { subject: { uri }, parts: [] })),
				);
			}
		} else this.drop(uri);
		this.watch();
	}

	/** An open file is part of the run, and shows its own findings until it is closed. */
	leaveOpen(uri: vscode.Uri): void {
		this.drop(uri);
		this.opened.add(uri.toString());
	}

	/** Forgets all other files: they have gone, or are not looked at any more. */
	keepOnly(uris: readonly vscode.Uri[]): void {
		const kept = new Set(uris.map(String));
		for (const { uri } of [...this.known.values()]) if (!kept.has(uri.toString())) this.drop(uri);
		for (const key of this.opened) if (!kept.has(key)) this.opened.delete(key);
		this.watch();
	}

	/** After a change of settings or project files: looks again at what is shown, and leaves the rest to the next run. */
	refresh(): void {
		for (const { uri, findings } of [...this.known.values()]) {
			if (findings.length > 0) this.lookAgain(uri);
			else this.drop(uri);
		}
	}

	private onOpen(uri: vscode.Uri): void {
		if (!this.known.has(uri.toString())) return;
		this.leaveOpen(uri);
		this.watch();
	}

	private onClose(uri: vscode.Uri): void {
		if (this.opened.delete(uri.toString())) this.lookAgain(uri);
	}

	/** The watcher tells of a folder that was deleted, not of what was in it. */
	private onDisk(changed: vscode.Uri): void {
		const isMeant = (uri: vscode.Uri): boolean => isAtOrBelow(uri, changed);
		for (const known of [...this.known.values()]) {
			if (isMeant(known.uri)) void this.dropChanged(known);
			else if (known.followed?.some(isMeant)) this.lookAgain(known.uri);
		}
	}

	/** The word of a change comes late, and may be of one that the run has seen. */
	private async dropChanged(known: Known): Promise<void> {
		const { uri, state } = known;
		const stamp = await stampOf(uri);
		if ((stamp !== undefined && stamp === state[0]) || this.get(uri) !== known) return;
		this.drop(uri);
		this.watch();
	}

	private drop(uri: vscode.Uri): void {
		const key = uri.toString();
		this.known.delete(key);
		if (this.shown.delete(key)) this.collection.delete(uri);
	}

	private watch(): void {
		const isShown = this.shown.size > 0;
		if (isShown === (this.watcher !== undefined)) return;
		this.watcher?.dispose();
		this.watcher = isShown ? vscode.workspace.createFileSystemWatcher("**/*") : undefined;
		for (const event of ["onDidCreate", "onDidChange", "onDidDelete"] as const)
			this.watcher?.[event]((uri) => this.onDisk(uri));
	}

	dispose(): void {
		this.watcher?.dispose();
		for (const subscription of this.subscriptions) subscription.dispose();
	}
}

export const isOpen = (uri: vscode.Uri): boolean => openSubject(uri) !== undefined;

/** The document or notebook that a file is open in. */
export function openSubject(uri: vscode.Uri): vscode.TextDocument | vscode.NotebookDocument | undefined {
	const key = uri.toString();
	const { textDocuments, notebookDocuments } = vscode.workspace;
	return [...textDocuments, ...notebookDocuments].find((one) => one.uri.toString() === key);
}

/** The other files that an analysis rests on; undefined where the file holds nothing of ours. */
export const followedBy = (uri: vscode.Uri, { document, neighbours }: Analysis): vscode.Uri[] | undefined =>
	document && [...(neighbours?.followed ?? [])].map((path) => uri.with({ path }));

const isAtOrBelow = (uri: vscode.Uri, folder: vscode.Uri): boolean =>
	uri.toString() === folder.toString() || uri.toString().startsWith(`${folder}/`);
