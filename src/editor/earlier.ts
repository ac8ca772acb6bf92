/** What open documents said before: as committed where Git knows, else as they were first seen. Git is asked only about what was changed. */

import * as vscode from "vscode";
import { analyse } from "../core/linter.ts";
import { changesSince, type Snapshot, snapshotOf } from "../core/recognise/snapshot.ts";
import { learningRateLeftBehind } from "../core/rules/learning-rate-left-behind.ts";
import type { Look } from "./analyses.ts";
import { isChanged, type Repository, repositoryOf } from "./git.ts";
import type { Subject } from "./sheets.ts";

interface Committed {
	readonly repository: Repository;
	readonly commit: string | undefined;
	/** Undefined while Git is asked, and where nothing of this name is committed. */
	readonly snapshot: Snapshot | undefined;
}

export class Earlier implements vscode.Disposable {
	private readonly seen = new Map<Subject, Snapshot>();
	private readonly committed = new Map<Subject, Committed>();
	private readonly watched = new Map<Repository, vscode.Disposable>();
	private readonly changed = new vscode.EventEmitter<Subject>();
	private readonly subscriptions: vscode.Disposable[];
	/** Fires for an open document of which something else is known to have been before. */
	readonly onDidChange = this.changed.event;

	constructor() {
		const close = (subject: Subject): void => this.forgetOne(subject);
		this.subscriptions = [
			this.changed,
			vscode.workspace.onDidCloseTextDocument(close),
			vscode.workspace.onDidCloseNotebookDocument(close),
		];
	}

	of(subject: Subject): Snapshot | undefined {
		return this.committed.get(subject)?.snapshot ?? this.seen.get(subject);
	}

	/** Takes a look at a document in: how it was first seen stays known. */
	take(look: Look): void {
		const { sheet, analysis, options } = look;
		const { subject } = sheet;
		if (!analysis || subject.isClosed || options.rules[learningRateLeftBehind.name] === "off") return;
		const snapshot = snapshotOf(analysis.parameters);
		const seen = this.seen.get(subject);
		if (!seen) this.seen.set(subject, snapshot);
		// A notebook is not committed as the code that it holds.
		if (!("cellCount" in subject) && snapshot.some(({ rates, batch }) => batch && rates.size > 0))
			void this.ask(look, subject, seen !== undefined && changesSince(seen, analysis.parameters).size > 0);
	}

	/** What was concluded of texts that are gone may no longer hold: after a change of settings or project files. */
	forget(): void {
		this.seen.clear();
		this.committed.clear();
	}

	/** `isOther`: it is not as it was first seen; another branch may have been checked out, and then it is as committed all the same. */
	private async ask(
		{ sheet, analysis, options }: Look,
		document: vscode.TextDocument,
		isOther: boolean,
	): Promise<void> {
		const repository = await repositoryOf(document.uri);
		if (!repository || document.isClosed) return;
		if (!isOther && !document.isDirty && !isChanged(repository, document.uri)) return;
		const commit = repository.state.HEAD?.commit;
		const known = this.committed.get(document);
		if (known && known.commit === commit) return;
		const asked: Committed = { repository, commit, snapshot: undefined };
		this.committed.set(document, asked);
		this.watch(repository);
		const text = await repository.show("HEAD", document.uri.fsPath).catch(() => undefined);
		// Closed, or committed again meanwhile.
		if (text === undefined || this.committed.get(document) !== asked) return;
		const { parameters } = analyse(text, sheet.format, { ...options, earlier: undefined }, analysis?.neighbours);
		this.committed.set(document, { ...asked, snapshot: snapshotOf(parameters) });
		this.changed.fire(document);
	}

	/** After a commit what was changed is so no longer. */
	private watch(repository: Repository): void {
		if (this.watched.has(repository)) return;
		const onChange = (): void => {
			for (const [subject, { repository: own, commit }] of this.committed) {
				if (own !== repository || commit === repository.state.HEAD?.commit) continue;
				this.forgetOne(subject);
				this.changed.fire(subject);
			}
		};
		this.watched.set(repository, repository.state.onDidChange(onChange));
	}

	private forgetOne(subject: Subject): void {
		this.seen.delete(subject);
		this.committed.delete(subject);
		for (const [repository, watch] of this.watched) {
			if ([...this.committed.values()].some((one) => one.repository === repository)) continue;
			watch.dispose();
			this.watched.delete(repository);
		}
	}

	dispose(): void {
		for (const one of [...this.subscriptions, ...this.watched.values()]) one.dispose();
	}
}
