/** The setups of the workspace, file by file: of open documents as they are typed, of closed files as they lie there. */

import * as vscode from "vscode";
import type { Analysis } from "../../core/linter.ts";
import type { Kind, MappedFile, Place, PlacedSetup } from "../../core/map/model.ts";
import { setupsOf } from "../../core/map/setups.ts";
import type { Analyses } from "../analyses.ts";
import { forEachFile } from "../closed-files.ts";
import { type Analysed, locate, type Subject, sheetOf } from "../sheets.ts";

interface Reader {
	analyse(uri: vscode.Uri): Promise<Analysis | undefined>;
	/** After one file or many: what was kept for the next one may go. */
	end(): void;
}

export class SetupFiles implements vscode.Disposable {
	/** Those that have setups. */
	private readonly files = new Map<string, MappedFile>();
	private readonly known = new Map<string, Kind>();
	private readonly changed = new vscode.EventEmitter<MappedFile>();
	/** Fires with a file whose setups have changed. */
	readonly onDidChange = this.changed.event;

	constructor(
		private readonly analyses: Analyses,
		private readonly reader: Reader,
	) {}

	get all(): MappedFile[] {
		return [...this.files.values()];
	}

	/** Every kind that some setup has, or had. */
	get kinds(): Kind[] {
		return [...this.known.values()];
	}

	get(uri: string): MappedFile | undefined {
		return this.files.get(uri);
	}

	/** Looks at these files and at every open document; the others leave the map. */
	async lookAt(uris: readonly vscode.Uri[], token: vscode.CancellationToken, onFile: () => void): Promise<void> {
		const seen = new Set<string>();
		const look = async (uri: vscode.Uri, done: Promise<void>): Promise<void> => {
			seen.add(uri.toString());
			await done;
		};
		for (const subject of openSubjects()) await look(subject.uri, this.lookAtOpen(subject));
		await forEachFile(uris, token, async (uri) => {
			onFile();
			if (!seen.has(uri.toString())) await look(uri, this.take(uri));
		});
		this.reader.end();
		if (token.isCancellationRequested) return;
		for (const { uri } of this.all) if (!seen.has(uri)) this.forget(uri);
	}

	/** Takes over what an open document, or the notebook that it is a cell of, says now. */
	async lookAtOpen(document: Subject): Promise<void> {
		const look = await this.analyses.of(document);
		if (!look) return;
		if (look.analysis) this.set(look.sheet, look.analysis);
		else this.forget(look.sheet.subject.uri.toString());
	}

	/** Reads a file anew, as after it was closed or changed. An open document stands for its own file. */
	async lookAtFile(uri: vscode.Uri): Promise<void> {
		await this.take(uri);
		this.reader.end();
	}

	private async take(uri: vscode.Uri): Promise<void> {
		const key = uri.toString();
		const analysis = isOpen(key) ? undefined : await this.reader.analyse(uri);
		// It may have been opened meanwhile, and said more than the file does.
		if (isOpen(key)) return;
		if (analysis) this.set({ subject: { uri }, parts: [] }, analysis);
		else this.forget(key);
	}

	/** Leaves out a file that was deleted, or all files of a folder: the watcher tells of the folder alone. */
	forgetAt(uri: vscode.Uri): void {
		for (const { uri: key } of this.all) if (key === uri.toString() || key.startsWith(`${uri}/`)) this.forget(key);
	}

	forget(key: string): void {
		const file = this.files.get(key);
		if (!file) return;
		this.files.delete(key);
		this.changed.fire({ ...file, setups: [] });
	}

	dispose(): void {
		this.changed.dispose();
	}

	private set(analysed: Analysed, analysis: Analysis): void {
		const { uri } = analysed.subject;
		const key = uri.toString();
		const found = setupsOf(analysis);
		if (found.length === 0) {
			this.forget(key);
			return;
		}
		for (const { kind } of found) this.known.set(kind.id, kind);
		const setups = found.map(({ setup, span }): PlacedSetup => {
			const { uri: document, range } = locate(analysed, analysis, span);
			const cell = span.file === undefined ? analysis.places.cellAt(span) : undefined;
			const [start, end] = [range.start, range.end].map(({ line, character }): Place => ({ line, column: character }));
			if (!start || !end) throw new Error("a range has two ends");
			return { ...setup, document: document.toString(), start, end, ...(cell !== undefined && { cell }) };
		});
		// A copy: an engine keeps the whole of a text alive for a piece that was cut out of it.
		const file: MappedFile = JSON.parse(
			JSON.stringify({ uri: key, path: vscode.workspace.asRelativePath(uri), setups }),
		) as MappedFile;
		if (JSON.stringify(this.files.get(key)) === JSON.stringify(file)) return;
		this.files.set(key, file);
		this.changed.fire(file);
	}
}

/** Every open document and notebook that is one of ours; a cell is part of its notebook. */
const openSubjects = (): Subject[] => [
	...new Set(vscode.workspace.textDocuments.flatMap((document) => sheetOf(document)?.subject ?? [])),
];

const isOpen = (key: string): boolean => openSubjects().some(({ uri }) => uri.toString() === key);
