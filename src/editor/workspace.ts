/** "Lint All Training Configs": every file of the workspace into the Problems panel, without opening one. */

import * as vscode from "vscode";
import { type Counted, inWords, type Tally, tallyOf } from "../core/present/tally.ts";
import type { Analyses } from "./analyses.ts";
import { analyseFile, findConfigs, forEachFile } from "./closed-files.ts";
import { ClosedFindings, followedBy, openSubject } from "./closed-findings.ts";
import { FileStates, isSame, stampFrom, statOf } from "./file-states.ts";
import type { NeighbourFiles } from "./neighbours.ts";
import type { Projects } from "./projects.ts";

/** What the command gives. */
export interface LintRun extends Tally {
	/** The files that there are. */
	readonly all: number;
	/** Those that were read; the others are open, or have not changed since the last run. */
	readonly read: number;
	readonly isStopped: boolean;
}

export class WorkspaceLint implements vscode.Disposable {
	private readonly findings = new ClosedFindings((uri) => void this.lookAgain(uri));
	private readonly command = vscode.commands.registerCommand("hplint.lintWorkspace", () => this.lint());
	private running: Promise<LintRun> | undefined;
	/** Counts changes of settings: what was read while one came is read again. */
	private generation = 0;

	constructor(
		private readonly analyses: Analyses,
		private readonly projects: Projects,
		private readonly neighbours: NeighbourFiles,
		private readonly log: vscode.LogOutputChannel,
	) {}

	/** After a change of settings or project files. */
	refresh(): void {
		this.generation++;
		this.findings.refresh();
	}

	/** Asked again meanwhile, it is the same run. */
	private lint(): Promise<LintRun> {
		this.running ??= this.lintWithProgress().finally(() => {
			this.running = undefined;
		});
		return this.running;
	}

	private async lintWithProgress(): Promise<LintRun> {
		const options = {
			location: vscode.ProgressLocation.Notification,
			title: vscode.l10n.t("Linting training configs"),
			cancellable: true,
		};
		const run = await vscode.window.withProgress(options, (progress, token) => this.lintAll(progress, token));
		void this.tell(run);
		return run;
	}

	private async lintAll(
		progress: vscode.Progress<{ message?: string; increment?: number }>,
		token: vscode.CancellationToken,
	): Promise<LintRun> {
		progress.report({ message: vscode.l10n.t("looking for files") });
		const files = await findConfigs(this.projects, this.neighbours, token);
		const states = new FileStates(files);
		const found: (readonly Counted[])[] = [];
		let begun = 0;
		let read = 0;
		await forEachFile(files, token, async (uri) => {
			progress.report({
				message: vscode.l10n.t("{0} of {1}: {2}", ++begun, files.length, folderName(uri)),
				increment: 100 / files.length,
			});
			const open = openSubject(uri);
			const counted = open ? await this.inOpen(open) : await this.asBefore(uri, states);
			if (counted) found.push(counted);
			else if (!open) {
				read++;
				found.push(await this.inFile(uri, states));
			}
		});
		const isStopped = token.isCancellationRequested;
		if (!isStopped) this.findings.keepOnly(files);
		this.neighbours.forgetUnused();
		return { ...tallyOf(found), all: files.length, read, isStopped };
	}

	/** An open document stands for its file, unsaved changes included. */
	private async inOpen(subject: vscode.TextDocument | vscode.NotebookDocument): Promise<readonly Counted[]> {
		this.findings.leaveOpen(subject.uri);
		return (await this.analyses.of(subject))?.analysis?.findings ?? [];
	}

	private async asBefore(uri: vscode.Uri, states: FileStates): Promise<readonly Counted[] | undefined> {
		const known = this.findings.get(uri);
		const isAsBefore = known && isSame(known.state, await states.of(uri, known.followed));
		// It may have been opened meanwhile.
		return isAsBefore && this.findings.get(uri) === known ? known.findings : undefined;
	}

	private async inFile(uri: vscode.Uri, states: FileStates): Promise<readonly Counted[]> {
		// Asked before the file is read: what changes later is seen by the next run.
		const stat = await states.stat(uri);
		const { generation } = this;
		const analysis = await analyseFile(uri, stat?.size, this.projects, this.neighbours, this.log);
		const state = await states.of(uri, analysis && followedBy(uri, analysis));
		if (generation !== this.generation) return this.inFile(uri, states);
		this.findings.set(uri, analysis, state);
		return analysis?.findings ?? [];
	}

	private async lookAgain(uri: vscode.Uri): Promise<void> {
		this.neighbours.forget();
		const { generation } = this;
		const stat = await statOf(uri);
		const analysis = await analyseFile(uri, stat?.size, this.projects, this.neighbours, this.log);
		this.neighbours.forgetUnused();
		// Settings that have changed meanwhile had it looked at again.
		if (generation !== this.generation) return;
		// Of what lies around it nothing is noted: where that matters, the next run reads it anew.
		this.findings.set(uri, analysis, [stampFrom(stat)]);
	}

	private async tell(run: LintRun): Promise<void> {
		for (const [rule, count] of run.byRule) this.log.info(`${rule}: ${count}`);
		const text = `Hyperparameter Lint: ${inWords(run, run.all, run.isStopped)}`;
		const openProblems = vscode.l10n.t("Open Problems");
		const actions = run.filesWithFindings > 0 ? [openProblems] : [];
		if ((await vscode.window.showInformationMessage(text, ...actions)) === openProblems)
			await vscode.commands.executeCommand("workbench.actions.view.problems");
	}

	dispose(): void {
		this.command.dispose();
		this.findings.dispose();
	}
}

function folderName(uri: vscode.Uri): string {
	const path = vscode.workspace.asRelativePath(uri);
	const end = path.lastIndexOf("/");
	return end > 0 ? path.slice(0, end) : (vscode.workspace.getWorkspaceFolder(uri)?.name ?? path);
}
