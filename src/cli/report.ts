/** What the command line prints: text for people, the contract's JSON for tools. */

import { type SourceId, sourceOf } from "../core/evidence/sources.ts";
import { type Analysis, placesOf } from "../core/linter.ts";
import type { Places } from "../core/places.ts";
import { say } from "../core/present/messages.ts";
import type { Span } from "../core/read/model.ts";
import type { Setup } from "../core/recognise/facts.ts";
import { eachOnce, type Parameter } from "../core/recognise/setup.ts";
import type { ParameterName } from "../core/recognise/vocabulary.ts";
import type { Edit, Finding, Fix, Severity } from "../core/rules/rule.ts";
import type { Suggestion } from "../core/suggest/suggest.ts";

export interface FileReport {
	/** Relative to the current folder, `/` between its parts. */
	readonly file: string;
	/** Another file that the analysis names, relative to the same folder. */
	readonly relative: (path: string) => string;
	readonly analysis: Analysis;
	readonly suggestions: readonly Suggestion[];
}

export function findingsAsJson(reports: readonly FileReport[]): string {
	return json(reports, "findings", (report) => report.analysis.findings.map((finding) => jsonFinding(report, finding)));
}

export function parametersAsJson(reports: readonly FileReport[]): string {
	return json(reports, "parameters", ({ file, analysis }) =>
		eachOnce(analysis.parameters).map((parameter) => ({
			file,
			range: jsonRange(parameter.span, analysis.places),
			...jsonCell(parameter.span, analysis.places),
			parameter: parameter.parameter,
			role: parameter.role,
			keyPath: parameter.keyPath,
			value: jsonValue(parameter.value),
			text: parameter.text,
			resolved: parameter.assignment.refersTo !== undefined,
			setup: jsonSetup(parameter.setup),
		})),
	);
}

export function suggestionsAsJson(reports: readonly FileReport[]): string {
	return json(reports, "suggestions", ({ file, analysis, suggestions }) =>
		suggestions.map(({ parameter, name, current, values }) => ({
			file,
			parameter,
			name,
			...(current
				? { range: jsonRange(current.span, analysis.places), value: jsonValue(current.value) }
				: { value: null }),
			suggestions: values.map(({ value, reason, sources, edit }) => ({
				value,
				reason: say(reason),
				evidence: jsonEvidence(sources),
				edits: [jsonEdit(edit, file, analysis.places)],
			})),
		})),
	);
}

export function findingsAsText(reports: readonly FileReport[]): string {
	const lines: string[] = [];
	const counts = new Map<Severity, number>();
	for (const report of reports) {
		const { file, analysis } = report;
		for (const finding of analysis.findings) {
			counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
			lines.push(
				`${place(file, finding.parameter.span, analysis.places)}: ${finding.severity}: ${say(finding.message)} [${finding.rule}]`,
			);
			for (const { span, message } of finding.related)
				lines.push(`    see: ${place(fileOf(report, span), span, placesOf(analysis, span))}: ${say(message)}`);
			for (const id of finding.sources) lines.push(`    evidence: ${citation(id)}`);
			for (const fix of finding.fixes) lines.push(`    fix: ${say(fix.title)}`);
		}
	}
	const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
	const parts = [...counts].map(([severity, count]) => `${count} ${severity}`).join(", ");
	lines.push(`${total} ${total === 1 ? "finding" : "findings"}${total > 0 ? ` (${parts})` : ""} in ${files(reports)}`);
	return `${lines.join("\n")}\n`;
}

export function parametersAsText(reports: readonly FileReport[]): string {
	const lines = reports.flatMap(({ file, analysis }) =>
		eachOnce(analysis.parameters).map((parameter) => {
			const setup = Object.entries(jsonSetup(parameter.setup)).map(([name, value]) => `${name}=${value}`);
			const facts = setup.length > 0 ? `  (${setup.join(", ")})` : "";
			return `${place(file, parameter.span, analysis.places)}: ${parameter.parameter} ${parameter.role}: ${parameter.keyPath.join(".")} = ${parameter.text}${facts}`;
		}),
	);
	lines.push(`${lines.length} ${lines.length === 1 ? "parameter" : "parameters"} in ${files(reports)}`);
	return `${lines.join("\n")}\n`;
}

const NO_SUGGESTION: Readonly<Record<ParameterName, string>> = {
	learning_rate: "here the number is a multiplier or a base that the framework scales",
	batch_size: "nothing published counts a batch as it is counted here",
};

export function suggestionsAsText(reports: readonly FileReport[]): string {
	const lines: string[] = [];
	for (const { file, analysis, suggestions } of reports) {
		for (const { parameter, name, current, values } of suggestions) {
			const label = parameter.replace("_", " ");
			lines.push(
				current
					? `${place(file, current.span, analysis.places)}: ${label} ${name} = ${current.text}`
					: `${file}: no ${label} yet`,
			);
			for (const { reason, sources } of values) {
				lines.push(`    ${say(reason)}`);
				for (const id of sources) lines.push(`        ${citation(id)}`);
			}
			if (values.length === 0) lines.push(`    no suggestion: ${NO_SUGGESTION[parameter]}`);
		}
	}
	return `${lines.join("\n")}\n`;
}

function json(
	reports: readonly FileReport[],
	name: string,
	entries: (report: FileReport) => readonly object[],
): string {
	return `${JSON.stringify({ version: 1, files: reports.length, [name]: reports.flatMap(entries) }, null, 2)}\n`;
}

function jsonFinding(report: FileReport, finding: Finding): object {
	const { file, analysis } = report;
	const { parameter } = finding;
	return {
		file,
		range: jsonRange(parameter.span, analysis.places),
		...jsonCell(parameter.span, analysis.places),
		rule: finding.rule,
		severity: finding.severity,
		parameter: parameter.parameter,
		keyPath: parameter.keyPath,
		value: jsonValue(parameter.value),
		message: say(finding.message),
		setup: jsonSetup(parameter.setup),
		evidence: jsonEvidence(finding.sources),
		related: finding.related.map(({ span, message }) => ({
			file: fileOf(report, span),
			range: jsonRange(span, placesOf(analysis, span)),
			message: say(message),
		})),
		fixes: finding.fixes.map((fix) => jsonFix(fix, file, analysis.places)),
	};
}

const fileOf = (report: FileReport, { file }: Span): string =>
	file === undefined ? report.file : report.relative(file);

const jsonFix = ({ title, preferred, edits }: Fix, file: string, places: Places): object => ({
	title: say(title),
	preferred,
	edits: edits.map((edit) => jsonEdit(edit, file, places)),
});

const jsonEdit = ({ span, text }: Edit, file: string, places: Places): object => ({
	file,
	range: jsonRange(span, places),
	text: places.written(text),
});

function jsonRange(span: Span, places: Places): object {
	const { start, end } = places.range(span);
	return {
		start: { line: start.line + 1, column: start.column + 1 },
		end: { line: end.line + 1, column: end.column + 1 },
	};
}

/** The number of a notebook's cell; in other files there is none. */
function jsonCell(span: Span, places: Places): object {
	const cell = places.cellAt(span);
	return cell === undefined ? {} : { cell };
}

const jsonEvidence = (sources: readonly SourceId[]): object[] =>
	sources.map((id) => {
		const { title, authors, year, url } = sourceOf(id);
		return { title, authors, year, url };
	});

/** JSON has no NaN, no infinity and no truth value here: they are given as text. */
function jsonValue(value: Parameter["value"]): number | string | null {
	if (value === null || value === undefined) return null;
	return typeof value === "string" || Number.isFinite(value) ? (value as number | string) : String(value);
}

export function jsonSetup(setup: Setup): Record<string, string | number> {
	return Object.fromEntries(
		Object.entries({
			framework: setup.framework?.value.id,
			optimizer: setup.optimizer?.value.name,
			schedule: setup.schedule?.value,
			task: setup.task?.value,
			regime: setup.regime?.value,
			linearModel: setup.linearModel?.value,
			features: setup.features?.value,
		}).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
	);
}

function citation(id: SourceId): string {
	const { title, authors, year, url } = sourceOf(id);
	return `${authors}, ${title} (${year}), ${url}`;
}

function place(file: string, span: Span, places: Places): string {
	const { line, column } = places.range(span).start;
	const cell = places.cellAt(span);
	return `${file}:${line + 1}:${column + 1}${cell === undefined ? "" : ` (cell ${cell})`}`;
}

const files = (reports: readonly FileReport[]): string =>
	`${reports.length} ${reports.length === 1 ? "file" : "files"}`;
