/** One analysis for each version of a document: diagnostics, hovers, actions and hints all share it. */

import type * as vscode from "vscode";
import { type Analysis, analyse, type LintOptions, mayHold } from "../core/linter.ts";
import type { Language } from "../core/read/model.ts";
import { documentLanguage } from "./documents.ts";
import type { NeighbourFiles } from "./neighbours.ts";
import type { Project, Projects } from "./projects.ts";
import { lintOptions, type Settings, settingsOf, whyIgnored } from "./settings.ts";

export interface Look {
	readonly version: number;
	/** A person may call a document something else without changing its text. */
	readonly language: Language;
	readonly settings: Settings;
	readonly project: Project | undefined;
	readonly options: LintOptions;
	/** Why the document is not looked at; its analysis is then undefined. */
	readonly ignored: string | undefined;
	readonly analysis: Analysis | undefined;
}

export class Analyses {
	private looks = new WeakMap<vscode.TextDocument, Look>();
	/** Counts what was forgotten: a look that began before must not be kept. */
	private generation = 0;

	constructor(
		private readonly projects: Projects,
		private readonly neighbours: NeighbourFiles,
		private readonly log: vscode.LogOutputChannel,
	) {}

	/** The newest look at a document; undefined for documents of other languages. */
	async of(document: vscode.TextDocument): Promise<Look | undefined> {
		const language = documentLanguage(document);
		if (!language) return undefined;
		const kept = (): Look | undefined => {
			const look = this.looks.get(document);
			return look?.version === document.version && look.language === language ? look : undefined;
		};
		const known = kept();
		if (known) return known;
		const { generation } = this;
		const project = await this.projects.of(document.uri);
		if (generation !== this.generation) return this.of(document);
		// Another caller may have looked at this version while the project file was read.
		const meanwhile = kept();
		if (meanwhile) return meanwhile;
		const settings = settingsOf(document.uri);
		const options = lintOptions(document.uri, settings, project);
		const ignored = whyIgnored(document, settings, project);
		const { version } = document;
		const isLinted = ignored === undefined && mayHold(document.getText(), options);
		const neighbours = isLinted ? await this.neighbours.of(document, language) : undefined;
		// Neither the text nor what was concluded may have changed while files were read.
		if (generation !== this.generation || version !== document.version) return this.of(document);
		const analysis = ignored === undefined ? analyse(document.getText(), language, options, neighbours) : undefined;
		for (const skipped of analysis?.skipped ?? []) this.log.warn(`${document.uri.path}: skipped: ${skipped}`);
		// Configs of installed packages are named like those beside: that one is not there is usual.
		for (const skipped of neighbours?.skipped ?? []) this.log.debug(`${document.uri.path}: ${skipped}`);
		const look: Look = { version: document.version, language, settings, project, options, ignored, analysis };
		this.looks.set(document, look);
		return look;
	}

	/** After a change of settings or project files nothing that was concluded holds; after one of a neighbour, not this. */
	forget(document?: vscode.TextDocument): void {
		if (document) this.looks.delete(document);
		else this.looks = new WeakMap();
		this.generation++;
	}
}
