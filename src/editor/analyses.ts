/** One analysis for each version of a document: diagnostics, hovers, actions and hints all share it. */

import type * as vscode from "vscode";
import { type Analysis, analyse, type LintOptions, readRelevant } from "../core/linter.ts";
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

export class Analyses {
	private looks = new WeakMap<Subject, Look>();
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
		const { subject, format, version } = sheet;
		const kept = (): Look | undefined => {
			const look = this.looks.get(subject);
			return look?.sheet.version === version ? look : undefined;
		};
		const known = kept();
		if (known) return known;
		const { generation } = this;
		const project = await this.projects.of(subject.uri);
		if (generation !== this.generation) return this.of(document);
		// Another caller may have looked at this version while the project file was read.
		const meanwhile = kept();
		if (meanwhile) return meanwhile;
		const settings = settingsOf(subject.uri);
		const options = { ...lintOptions(subject.uri, settings, project), earlier: this.earlier.of(subject) };
		const ignored = whyIgnored(subject.uri, settings, project);
		const text = textOf(sheet);
		const before = this.looks.get(subject)?.analysis;
		const read = ignored === undefined ? readRelevant(text, format, options, before) : undefined;
		const neighbours = read && (await this.neighbours.of(sheet, read));
		// Neither the text nor what was concluded may have changed while files were read.
		if (generation !== this.generation || version !== sheetOf(document)?.version) return this.of(document);
		const analysis = ignored === undefined ? analyse(text, format, options, neighbours, read) : undefined;
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
	}
}
