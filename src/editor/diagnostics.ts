/** Findings as diagnostics, while a person types: debounced for each document, stale results dropped, closed documents cleared. */

import * as vscode from "vscode";
import type { Analysis } from "../core/linter.ts";
import { say } from "../core/present/messages.ts";
import type { Finding, Severity } from "../core/rules/rule.ts";
import type { Unused } from "../core/suppressions.ts";
import type { Analyses, Look } from "./analyses.ts";
import { rulePage } from "./rule-docs.ts";
import {
	type Analysed,
	documentsOf,
	isIn,
	locate,
	notebookAround,
	type Sheet,
	type Subject,
	sheetOf,
} from "./sheets.ts";

/**
 * How long nobody types before what is new is shown: a number that is half typed is no mistake. People take 239 ms from key to
 * key (Dhakal et al. 2018, the mean of 168,000), and a pause below that would flag most numbers on the way to their last digit.
 */
const TYPING_PAUSE_MS = 300;
/** Longer documents always wait for the pause: while they are broken, one look may take longer than a frame of the screen. */
const LINES_AT_ONCE = 2000;
/** What one key inserts or deletes: brackets and quotes close themselves. */
const TYPED = /^(?:.|""|''|\(\)|\[\]|\{\})?$/;
export const SOURCE = "hplint";
/** The code of what is no rule's finding: a suppression that nothing needs. */
export const UNUSED = "unused-suppression";

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	information: vscode.DiagnosticSeverity.Information,
	hint: vscode.DiagnosticSeverity.Hint,
};

export class Diagnostics implements vscode.Disposable {
	private readonly collection = vscode.languages.createDiagnosticCollection(SOURCE);
	private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
	private readonly published = new vscode.EventEmitter<vscode.TextDocument>();
	private readonly subscriptions: vscode.Disposable[];
	/** Fires when a document's diagnostics are up to date. */
	readonly onDidPublish = this.published.event;

	constructor(private readonly analyses: Analyses) {
		this.subscriptions = [
			this.collection,
			this.published,
			vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0) this.onEdit(document, contentChanges);
			}),
			vscode.workspace.onDidCloseTextDocument((document) => {
				this.clear(document.uri);
				const notebook = notebookAround(document);
				if (notebook) this.schedule(notebook, 0);
			}),
			vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
				if (contentChanges.length > 0) this.schedule(notebook, 0);
			}),
			vscode.workspace.onDidCloseNotebookDocument((notebook) => {
				for (const { document } of notebook.getCells()) this.clear(document.uri);
			}),
		];
		this.refresh();
	}

	/** Looks at every open document anew. Until then it keeps what is shown: nothing flickers, and no light bulb goes out. */
	refresh(): void {
		for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
	}

	/** Looks at a document anew after a pause: what it follows is being typed. */
	refreshOne(subject: Subject): void {
		this.schedule(subject, TYPING_PAUSE_MS);
	}

	/** What was pasted, undone or fixed, and a line that was ended, is whole: it is looked at at once. What is typed waits. */
	private onEdit(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
		const isTyped = changes.every(({ text }) => TYPED.test(text));
		const touched = isTyped ? this.shownAt(document, changes) : undefined;
		const atOnce = document.lineCount <= LINES_AT_ONCE && touched !== 0;
		if (atOnce) this.schedule(document, 0, touched);
		else this.schedule(document, TYPING_PAUSE_MS);
	}

	/** How many of the diagnostics that are shown stand in lines that were edited. */
	private shownAt(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): number {
		const isTouched = ({ range: { start, end } }: vscode.Diagnostic): boolean =>
			changes.some(({ range }) => range.start.line <= end.line && start.line <= range.end.line);
		return (this.collection.get(document.uri) ?? []).filter(isTouched).length;
	}

	/** `touched`: while these are typed at, only what takes some of them away is shown; the rest waits until nobody types. */
	private schedule(subject: Subject, delay: number, touched?: number): void {
		const sheet = sheetOf(subject);
		if (!sheet) return;
		const key = sheet.subject.uri.toString();
		clearTimeout(this.timers.get(key));
		this.timers.set(
			key,
			setTimeout(() => {
				this.timers.delete(key);
				void this.publish(sheet.subject, touched);
			}, delay),
		);
	}

	private async publish(subject: Subject, touched?: number): Promise<void> {
		const look = await this.analyses.of(subject);
		if (!look || look.sheet.version !== sheetOf(subject)?.version) return;
		const { analysis, sheet } = look;
		const found = new Map<string, vscode.Diagnostic[]>(documentsOf(sheet).map(({ uri }) => [uri.toString(), []]));
		analysis?.findings.forEach((finding) => {
			const { uri } = locate(sheet, analysis, finding.parameter.span);
			found.get(uri.toString())?.push(toDiagnostic(finding, analysis, sheet));
		});
		analysis?.unused.forEach((one) => {
			const { uri } = locate(sheet, analysis, one.span);
			found.get(uri.toString())?.push(toUnusedDiagnostic(one, analysis, sheet));
		});
		const shown = documentsOf(sheet).flatMap(({ uri }) => this.collection.get(uri) ?? []);
		if (touched !== undefined && !takesAway(shown, [...found.values()].flat(), touched)) {
			this.schedule(subject, TYPING_PAUSE_MS);
			return;
		}
		// What a workspace run found in the file of a notebook stands in its cells from now on.
		if ("cellCount" in subject) this.set(subject.uri, []);
		for (const document of documentsOf(sheet)) {
			this.set(document.uri, found.get(document.uri.toString()) ?? []);
			this.published.fire(document);
		}
	}

	/** Nothing is told where there is nothing, as in most documents. */
	private set(uri: vscode.Uri, found: readonly vscode.Diagnostic[]): void {
		if (found.length > 0) this.collection.set(uri, found);
		else if (this.collection.has(uri)) this.collection.delete(uri);
	}

	private clear(uri: vscode.Uri): void {
		const key = uri.toString();
		clearTimeout(this.timers.get(key));
		this.timers.delete(key);
		this.collection.delete(uri);
	}

	dispose(): void {
		for (const timer of this.timers.values()) clearTimeout(timer);
		for (const subscription of this.subscriptions) subscription.dispose();
	}
}

/** Whether diagnostics that are found are less of those that are shown: of no code more, and not more gone than were touched. */
function takesAway(shown: readonly vscode.Diagnostic[], found: readonly vscode.Diagnostic[], touched: number): boolean {
	const left = shown.map(codeOf);
	return found.every((one) => take(left, codeOf(one))) && left.length <= touched;
}

/** Takes one out of several; whether it was among them. */
function take<T>(from: T[], one: T): boolean {
	const index = from.indexOf(one);
	if (index >= 0) from.splice(index, 1);
	return index >= 0;
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === "object" ? code.value : code);

/** A finding for the Problems panel. Positions come from the analysed text, so that files which are not open have them too. */
export function toDiagnostic(finding: Finding, analysis: Analysis, analysed: Analysed): vscode.Diagnostic {
	const { range } = locate(analysed, analysis, finding.parameter.span);
	const diagnostic = new vscode.Diagnostic(range, say(finding.message), SEVERITY[finding.severity]);
	diagnostic.source = SOURCE;
	diagnostic.code = { value: finding.rule, target: rulePage(finding.rule) };
	diagnostic.relatedInformation = finding.related.map(
		({ span, message }) => new vscode.DiagnosticRelatedInformation(locate(analysed, analysis, span), say(message)),
	);
	return diagnostic;
}

/** A comment that suppresses nothing, faded. */
function toUnusedDiagnostic({ span, rules }: Unused, analysis: Analysis, sheet: Sheet): vscode.Diagnostic {
	const message = say({
		id: rules.length > 0 ? "unused-suppression-of" : "unused-suppression",
		params: { rules: rules.join(", ") },
	});
	const diagnostic = new vscode.Diagnostic(
		locate(sheet, analysis, span).range,
		message,
		vscode.DiagnosticSeverity.Hint,
	);
	diagnostic.source = SOURCE;
	diagnostic.code = UNUSED;
	diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
	return diagnostic;
}

/** The finding behind a diagnostic of ours in a document, by what both say: editors hand diagnostics back as copies. */
export function findingBehind(
	diagnostic: vscode.Diagnostic,
	document: vscode.TextDocument,
	{ sheet }: Look,
	analysis: Analysis,
): Finding | undefined {
	const { code, source, range } = diagnostic;
	if (source !== SOURCE || typeof code !== "object") return undefined;
	return analysis.findings.find(({ rule, parameter }) => {
		if (rule !== code.value) return false;
		const location = locate(sheet, analysis, parameter.span);
		return isIn(location, document) && location.range.isEqual(range);
	});
}
