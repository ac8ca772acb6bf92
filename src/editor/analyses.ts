/** One analysis for each version of a document: diagnostics, hovers, actions and hints all share it. */

import * as vscode from "vscode";
import { type Analysis, analyseInSteps, type LintOptions, readRelevantInSteps } from "../core/linter.ts";
import { afterOthers, Slices } from "../core/work/slices.ts";
import type { Earlier } from "./earlier.ts";
import type { NeighbourFiles } from "./neighbours.ts";
import type { Project, Projects } from "./projects.ts";
import { lintOptions, type Settings, settingsOf, whyIgnored } from "./settings.ts";
import { type Sheet, type Subject, sheetOf, textOf } from "./sheets.ts";

export interface Look {
	readonly sheet: Sheet;
	readonly settings: Settings;
	readonly project: Project | undefined;
	readonly options: LintOptions;
	/** Why the document is not looked at; its analysis is then undefined. */
	readonly ignored: string | undefined;
	readonly analysis: Analysis | undefined;
}

interface Begun {
	readonly version: string;
	readonly generation: number;
	readonly look: Promise<Look | undefined>;
}

export class Analyses implements vscode.Disposable {
	private looks = new WeakMap<Subject, Look>();
	/** Those under way: whoever asks meanwhile, while files are read, waits for the same. */
	private readonly begun = new WeakMap<Subject, Begun>();
	private readonly forgot = new vscode.EventEmitter<void>();
	/** Fires when documents are to be looked at anew though their text is the same. */
	readonly onDidForget = this.forgot.event;
	/** Counts what was forgotten: a look that began before must not be kept. */
	private generation = 0;

	constructor(
		private readonly projects: Projects,
		private readonly neighbours: NeighbourFiles,
		private readonly earlier: Earlier,
		private readonly log: vscode.LogOutputChannel,
	) {}

	/** The newest look at a document, or at the notebook that it is a cell of; undefined for documents of other languages. */
	async of(document: Subject): Promise<Look | undefined> {
		const sheet = sheetOf(document);
		if (!sheet) return undefined;
		const { subject, version } = sheet;
		const known = this.looks.get(subject);
		if (known?.sheet.version === version) return known;
		const { generation } = this;
		const begun = this.begun.get(subject);
		if (begun?.version === version && begun.generation === generation) return begun.look;
		const look = this.look(sheet).finally(() => {
			if (this.begun.get(subject)?.look === look) this.begun.delete(subject);
		});
		this.begun.set(subject, { version, generation, look });
		return look;
	}

	private async look(sheet: Sheet): Promise<Look | undefined> {
		const { subject, format, version } = sheet;
		const { generation } = this;
		const project = await this.projects.of(subject.uri);
		if (generation !== this.generation) return this.of(subject);
		const settings = settingsOf(subject.uri);
		const options = { ...lintOptions(subject.uri, settings, project), earlier: this.earlier.of(subject) };
		const ignored = whyIgnored(subject.uri, settings, project);
		// Neither the text nor what was concluded may change on the way: a newer edit ends the work on the one before.
		const isCurrent = (): boolean => generation === this.generation && version === sheetOf(subject)?.version;
		const slices = new Slices(() => afterOthers().then(isCurrent));
		const text = textOf(sheet);
		const before = this.looks.get(subject)?.analysis;
		const read =
			ignored === undefined ? await slices.run(readRelevantInSteps(text, format, options, before)) : undefined;
		if (!isCurrent()) return this.of(subject);
		const neighbours = read && (await this.neighbours.of(sheet, read));
		if (!isCurrent()) return this.of(subject);
		const steps = analyseInSteps(text, format, options, neighbours, read);
		const analysis = ignored === undefined ? await slices.run(steps) : undefined;
		if (!isCurrent()) return this.of(subject);
		for (const skipped of analysis?.skipped ?? []) this.log.warn(`${subject.uri.path}: skipped: ${skipped}`);
		// Configs of installed packages are named like those beside: that one is not there is usual.
		for (const skipped of neighbours?.skipped ?? []) this.log.debug(`${subject.uri.path}: ${skipped}`);
		const look: Look = { sheet, settings, project, options, ignored, analysis };
		this.looks.set(subject, look);
		this.earlier.take(look);
		return look;
	}

	/** After a change of settings or project files nothing that was concluded holds; after one of a neighbour, not this. */
	forget(subject?: Subject): void {
		if (subject) this.looks.delete(subject);
		else this.looks = new WeakMap();
		this.generation++;
		this.forgot.fire();
	}

	dispose(): void {
		this.forgot.dispose();
	}
}
