/** Findings as diagnostics, while a person types: debounced for each document, stale results dropped, closed documents cleared. */

import * as vscode from "vscode";
import { type Analysis, linesOf } from "../core/linter.ts";
import { say } from "../core/present/messages.ts";
import type { Span } from "../core/read/model.ts";
import type { Finding, Severity } from "../core/rules/rule.ts";
import type { Analyses } from "./analyses.ts";
import { documentLanguage } from "./documents.ts";
import { uriOf } from "./neighbours.ts";
import { rulePage } from "./rule-docs.ts";

const TYPING_PAUSE_MS = 150;
export const SOURCE = "hplint";

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	information: vscode.DiagnosticSeverity.Information,
	hint: vscode.DiagnosticSeverity.Hint,
};

export class Diagnostics implements vscode.Disposable {
	readonly collection = vscode.languages.createDiagnosticCollection(SOURCE);
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
				if (contentChanges.length > 0) this.schedule(document, TYPING_PAUSE_MS);
			}),
			vscode.workspace.onDidCloseTextDocument((document) => this.clear(document.uri)),
		];
		this.refresh();
	}

	/** Looks at every open document anew; what a workspace run found in closed files may no longer hold. */
	refresh(): void {
		this.collection.clear();
		for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
	}

	/** Looks at a document anew after a pause: what it follows is being typed. */
	refreshOne(document: vscode.TextDocument): void {
		this.schedule(document, TYPING_PAUSE_MS);
	}

	private schedule(document: vscode.TextDocument, delay: number): void {
		if (!documentLanguage(document)) return;
		const key = document.uri.toString();
		clearTimeout(this.timers.get(key));
		this.timers.set(
			key,
			setTimeout(() => {
				this.timers.delete(key);
				void this.publish(document);
			}, delay),
		);
	}

	private async publish(document: vscode.TextDocument): Promise<void> {
		const look = await this.analyses.of(document);
		if (!look || document.isClosed || look.version !== document.version) return;
		const { analysis } = look;
		this.collection.set(
			document.uri,
			analysis ? analysis.findings.map((finding) => toDiagnostic(finding, analysis, document.uri)) : undefined,
		);
		this.published.fire(document);
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

/** A finding for the Problems panel. Positions come from the analysed text, so that files which are not open have them too. */
export function toDiagnostic(finding: Finding, analysis: Analysis, uri: vscode.Uri): vscode.Diagnostic {
	const range = rangeIn(analysis, finding.parameter.span);
	const diagnostic = new vscode.Diagnostic(range, say(finding.message), SEVERITY[finding.severity]);
	diagnostic.source = SOURCE;
	diagnostic.code = { value: finding.rule, target: rulePage(finding.rule) };
	diagnostic.relatedInformation = finding.related.map(({ span, message }) => {
		const place = new vscode.Location(uriOf(span, uri), rangeIn(analysis, span));
		return new vscode.DiagnosticRelatedInformation(place, say(message));
	});
	return diagnostic;
}

function rangeIn(analysis: Analysis, span: Span): vscode.Range {
	const lines = linesOf(analysis, span);
	const [start, end] = [lines.at(span.start), lines.at(span.end)];
	return new vscode.Range(start.line, start.column, end.line, end.column);
}

/** The finding behind a diagnostic of ours, by what both say: editors hand diagnostics back as copies. */
export function findingBehind(diagnostic: vscode.Diagnostic, analysis: Analysis): Finding | undefined {
	const { code, source, range } = diagnostic;
	if (source !== SOURCE || typeof code !== "object") return undefined;
	return analysis.findings.find(
		(finding) => finding.rule === code.value && rangeIn(analysis, finding.parameter.span).isEqual(range),
	);
}
