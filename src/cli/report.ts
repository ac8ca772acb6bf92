/** What the command line prints: text for people, the contract's JSON for tools. */

import { type SourceId, sourceOf } from "../core/evidence/sources.ts";
import { type Analysis, placesOf } from "../core/linter.ts";
import type { Places } from "../core/places.ts";
import { say } from "../core/present/messages.ts";
import type { Span } from "../core/read/model.ts";
import type { Setup } from "../core/recognise/facts.ts";
import { eachOnce, type Parameter } from "../core/recognise/setup.ts";
import type { ParameterName } from "../core/recognise/vocabulary.ts";
import type { Edit, Finding, Fix } from "../core/rules/rule.ts";
import { soundFixes } from "../core/sound-fixes.ts";
import type { Suggestion } from "../core/suggest/suggest.ts";
import type { Format, Mode } from "./arguments.ts";

export interface FileReport {
	/** Relative to the current folder, `/` between its parts. */
	readonly file: string;
	/** Another file that the analysis names, relative to the same folder. */
	readonly relative: (path: string) => string;
	readonly analysis: Analysis;
	readonly suggestions: readonly Suggestion[];
}

/** What a run prints. Of a file that was added nothing else is kept: an analysis holds its text and all that was read from it. */
export interface Output {
	add(report: FileReport): void;
	/** Counts a file of which there is nothing to say. */
	pass(): void;
	/** After the last file. */
	end(): void;
}

type Out = (text: string) => void;

export const outputOf = (mode: Mode, format: Format, out: Out): Output =>
	format === "json" ? new Json(mode, out) : new Text(mode, out);

/** One object, printed at the end: it begins with the number of files. */
class Json implements Output {
	private files = 0;
	private readonly entries: string[] = [];

	constructor(
		private readonly mode: Mode,
		private readonly out: Out,
	) {}

	add(report: FileReport): void {
		this.files++;
		for (const entry of ENTRIES[this.mode](report)) this.entries.push(JSON.stringify(entry, null, 2));
	}

	pass(): void {
		this.files++;
	}

	end(): void {
		const name = this.mode === "suggest" ? "suggestions" : this.mode;
		const entries = this.entries.map((entry) => `\n${entry}`.replaceAll("\n", "\n    ")).join(",");
		const list = entries === "" ? "[]" : `[${entries}\n  ]`;
		this.out(`{\n  "version": 1,\n  "files": ${this.files},\n  "${name}": ${list}\n}\n`);
	}
}

/** Lines for people, each file's as soon as it is judged. */
class Text implements Output {
	private files = 0;
	private readonly total: Total = new Map();

	constructor(
		private readonly mode: Mode,
		private readonly out: Out,
	) {}

	add(report: FileReport): void {
		this.files++;
		const lines = LINES[this.mode](report, this.total);
		if (lines.length > 0) this.out(`${lines.join("\n")}\n`);
	}

	pass(): void {
		this.files++;
	}

	end(): void {
		const files = `${this.files} ${this.files === 1 ? "file" : "files"}`;
		if (this.mode !== "suggest") this.out(`${SUMMARIES[this.mode](this.total)} in ${files}\n`);
	}
}

/** How many there were of each kind. */
type Total = Map<string, number>;

const count = (total: Total, kind: string): void => void total.set(kind, (total.get(kind) ?? 0) + 1);

const ENTRIES: Readonly<Record<Mode, (report: FileReport) => readonly object[]>> = {
	findings: (report) => report.analysis.findings.map((finding) => jsonFinding(report, finding)),
	parameters: parameterEntries,
	suggest: suggestionEntries,
};

const LINES: Readonly<Record<Mode, (report: FileReport, total: Total) => string[]>> = {
	findings: findingLines,
	parameters: parameterLines,
	suggest: suggestionLines,
};

const SUMMARIES = {
	findings(total: Total): string {
		const sum = [...total.values()].reduce((all, count) => all + count, 0);
		const parts = [...total].map(([severity, count]) => `${count} ${severity}`).join(", ");
		return `${sum} ${sum === 1 ? "finding" : "findings"}${sum > 0 ? ` (${parts})` : ""}`;
	},
	parameters(total: Total): string {
		const sum = total.get("parameter") ?? 0;
		return `${sum} ${sum === 1 ? "parameter" : "parameters"}`;
	},
};

function parameterEntries({ file, analysis }: FileReport): object[] {
	return eachOnce(analysis.parameters).map((parameter) => ({
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
	}));
}

function suggestionEntries({ file, analysis, suggestions }: FileReport): object[] {
	return suggestions.map(({ parameter, name, current, values }) => ({
		file,
		parameter,
		name,
		...(current
			? { range: jsonRange(current.span, analysis.places), value: jsonValue(current.value) }
			: { value: null }),
		suggestions: values.map(({ value, reason, sources, edits }) => ({
			value,
			reason: say(reason),
			evidence: jsonEvidence(sources),
			edits: edits.map((edit) => jsonEdit(edit, file, analysis.places)),
		})),
	}));
}

function findingLines(report: FileReport, total: Total): string[] {
	const lines: string[] = [];
	const { file, analysis } = report;
	for (const finding of analysis.findings) {
		count(total, finding.severity);
		lines.push(
			`${place(file, finding.parameter.span, analysis.places)}: ${finding.severity}: ${say(finding.message)} [${finding.rule}]`,
		);
		for (const { span, message } of finding.related)
			lines.push(`    see: ${place(fileOf(report, span), span, placesOf(analysis, span))}: ${say(message)}`);
		for (const id of finding.sources) lines.push(`    evidence: ${citation(id)}`);
		for (const fix of soundFixes(finding, analysis)) lines.push(`    fix: ${say(fix.title)}`);
	}
	return lines;
}

function parameterLines({ file, analysis }: FileReport, total: Total): string[] {
	return eachOnce(analysis.parameters).map((parameter) => {
		count(total, "parameter");
		const setup = Object.entries(jsonSetup(parameter.setup)).map(([name, value]) => `${name}=${value}`);
		const facts = setup.length > 0 ? `  (${setup.join(", ")})` : "";
		return `${place(file, parameter.span, analysis.places)}: ${parameter.parameter} ${parameter.role}: ${parameter.keyPath.join(".")} = ${parameter.text}${facts}`;
	});
}

const NO_SUGGESTION: Readonly<Record<ParameterName, string>> = {
	learning_rate: "here the number is a multiplier or a base that the framework scales",
	batch_size: "nothing published counts a batch as it is counted here",
};

function suggestionLines({ file, analysis, suggestions }: FileReport): string[] {
	const lines: string[] = [];
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
	return lines;
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
		fixes: soundFixes(finding, analysis).map((fix) => jsonFix(fix, file, analysis.places)),
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
