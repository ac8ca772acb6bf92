/** The pipeline, and the one door into the core: text → assignments → setups → findings. */

import { applyEdits } from "./edits.ts";
import { LineIndex } from "./lines.ts";
import { aroundOf } from "./neighbours/around.ts";
import { inherit } from "./neighbours/inherit.ts";
import type { Neighbours } from "./neighbours/neighbourhood.ts";
import { Places } from "./places.ts";
import { languageIn, read, readInSteps } from "./read/index.ts";
import { languageOf } from "./read/languages.ts";
import type { Comment, Format, Language, ReadDocument, Span } from "./read/model.ts";
import type { Setup } from "./recognise/facts.ts";
import { mayBind } from "./recognise/may-bind.ts";
import { mayMatter } from "./recognise/may-matter.ts";
import {
	type Parameter,
	parametersOf,
	type Recognised,
	recogniseInSteps,
	type StatedFacts,
} from "./recognise/setup.ts";
import { changesSince, type Snapshot } from "./recognise/snapshot.ts";
import { isInUnitTest } from "./recognise/unit-test.ts";
import { RULES, rulesAbout } from "./rules/index.ts";
import {
	type Context,
	type Edit,
	type Finding,
	type Fix,
	type Profile,
	type Related,
	type Rule,
	SEVERITIES,
	type Severity,
	type Verdict,
} from "./rules/rule.ts";
import { findSuppressions, type Unused } from "./suppressions.ts";
import { phrase } from "./words/phrase.ts";
import { finish, type Steps } from "./work/slices.ts";

export { languageOf };

/** The largest text that is read, in UTF-16 code units. A config is a thousandth of it; what is larger is data. */
export const LARGEST_TEXT = 20_000_000;

export interface LintOptions {
	readonly profile: Profile;
	/** A severity for each rule that is not to keep its own; `off` silences it. */
	readonly rules: Readonly<Record<string, Severity | "off">>;
	readonly facts: StatedFacts;
	/** What the document said when it was committed or opened. */
	readonly earlier?: Snapshot | undefined;
}

export const DEFAULT_OPTIONS: LintOptions = { profile: "auto", rules: {}, facts: {} };

export interface Analysis {
	readonly format: Format;
	/** By which it was judged. */
	readonly options: LintOptions;
	/** What was read of it; undefined where nothing had to be. */
	readonly document: ReadDocument | undefined;
	/** What was read: a notebook's code, or the whole of another file. All spans are stretches of it. */
	readonly text: string;
	readonly language: Language;
	readonly lines: LineIndex;
	/** Where it stands in the file. */
	readonly places: Places;
	/** The other files that were looked at. */
	readonly neighbours: Neighbours | undefined;
	/** Every learning rate and batch size. */
	readonly parameters: readonly Parameter[];
	readonly findings: readonly Finding[];
	readonly comments: readonly Comment[];
	/** Suppressions that silence nothing. */
	readonly unused: readonly Unused[];
	/** What was left unread, and why. */
	readonly skipped: readonly string[];
}

/** Whether a text may hold any of our values: a cheap test, before anything is read. A project's own names may be anything. */
export const mayHold = (text: string, format: Format, { facts }: LintOptions): boolean =>
	text.length <= LARGEST_TEXT &&
	(facts.names !== undefined || (mayMatter(text) && (format !== "python" || mayBind(text))));

/**
 * Reads a text (without a byte-order mark) that may hold one of our values; undefined for all others. `before`: the analysis of
 * the version before, with which an edit costs what it touches.
 */
export const readRelevant = (
	text: string,
	format: Format,
	options: LintOptions,
	before?: Analysis,
): ReadDocument | undefined => finish(readRelevantInSteps(text, format, options, before));

/** The same, to be left off now and then. */
export function* readRelevantInSteps(
	text: string,
	format: Format,
	options: LintOptions,
	before?: Analysis,
): Steps<ReadDocument | undefined> {
	const known = before?.format === format ? before.document : undefined;
	const isRelevant = known !== undefined || mayHold(text, format, options);
	return isRelevant && whyUnreadable(text) === undefined ? yield* readInSteps(text, format, known) : undefined;
}

/** Reads a text that may hold one of our values; undefined for what is no text, or too long. */
export const readReadable = (text: string, format: Format): ReadDocument | undefined =>
	whyUnreadable(text) === undefined ? read(text, format) : undefined;

function whyUnreadable(text: string): string | undefined {
	if (text.length > LARGEST_TEXT)
		return phrase("larger than {count} million characters", { count: LARGEST_TEXT / 1e6 });
	return text.includes("\0") ? phrase("holds NUL bytes: binary, not text") : undefined;
}

/**
 * Lints one text beside its neighbours. Never throws for anything a document can contain. `document`: what was read of it,
 * which is added to: it serves one analysis.
 */
export const analyse = (
	text: string,
	format: Format,
	options: LintOptions = DEFAULT_OPTIONS,
	neighbours?: Neighbours,
	document: ReadDocument | undefined = readRelevant(text, format, options),
): Analysis => finish(analyseInSteps(text, format, options, neighbours, document));

/** The same, to be left off now and then. */
export function* analyseInSteps(
	text: string,
	format: Format,
	options: LintOptions,
	neighbours: Neighbours | undefined,
	document: ReadDocument | undefined,
): Steps<Analysis> {
	const lines = new LineIndex(text);
	if (!document) {
		const why = whyUnreadable(text);
		return {
			format,
			options,
			document,
			text,
			language: languageIn(format),
			lines,
			places: new Places(lines),
			neighbours,
			parameters: [],
			findings: [],
			comments: [],
			unused: [],
			skipped: why === undefined ? [] : [why],
		};
	}
	const recognised = yield* understandInSteps(document, options.facts, neighbours);
	const hyperparameters = parametersOf(recognised);
	const parameters = hyperparameters.filter(
		({ parameter }) => parameter === "learning_rate" || parameter === "batch_size",
	);
	const ownLines = document.origin ? new LineIndex(document.text) : lines;
	yield;
	const { findings, unused } = yield* judge(document, hyperparameters, ownLines, options);
	return {
		format,
		options,
		document,
		text: document.text,
		language: document.language,
		lines: ownLines,
		places: new Places(lines, document),
		neighbours,
		parameters,
		findings,
		comments: document.comments,
		unused,
		skipped: document.skipped,
	};
}

/** Recognises what a document says together with its neighbours, which add to it. */
export const understand = (
	document: ReadDocument,
	facts: StatedFacts,
	neighbours: Neighbours | undefined,
): Recognised[] => finish(understandInSteps(document, facts, neighbours));

function* understandInSteps(
	document: ReadDocument,
	facts: StatedFacts,
	neighbours: Neighbours | undefined,
): Steps<Recognised[]> {
	if (!neighbours) return yield* recogniseInSteps(document, facts);
	inherit(document, neighbours);
	return yield* recogniseInSteps(document, facts, aroundOf(document, neighbours));
}

/** The places of the file that a stretch lies in. */
export function placesOf({ places, neighbours }: Pick<Analysis, "places" | "neighbours">, { file }: Span): Places {
	if (file === undefined || !neighbours) return places;
	const neighbour = neighbours.named.get(file) ?? neighbours.beside.find(({ path }) => path === file);
	return neighbour ? new Places(neighbour.lines) : places;
}

/** One finding a value at most: the first mistake in the registry's order of rules, else the strongest remark. */
function* judge(
	document: ReadDocument,
	parameters: readonly Parameter[],
	lines: LineIndex,
	options: LintOptions,
): Steps<Pick<Analysis, "findings" | "unused">> {
	const suppressions = findSuppressions(document.text, document.comments, lines);
	const changes = options.earlier && changesSince(options.earlier, parameters);
	const context: Context = { profile: options.profile, changes };
	// `lr = learning_rate = 0.1` is one value under two names, and a constant may have many uses.
	const findings = new Map<number, Finding>();
	for (const parameter of parameters) {
		yield;
		if (isInUnitTest(parameter)) continue;
		const { line } = lines.at(parameter.span.start);
		let strongest = findings.get(parameter.span.start);
		if (strongest && isMistake(strongest.severity)) {
			suppressions.spare(line, () => true);
			continue;
		}
		const rules = rulesAbout(parameter.parameter);
		for (const rule of rules) {
			const setting = options.rules[rule.name];
			// What silences a rule that is off is needed when it is on again.
			if (setting === "off" && !suppressions.reach(line)) continue;
			const verdict = rule.check(parameter, context);
			if (!verdict || suppressions.covers(rule.name, line) || setting === "off") continue;
			const severity = setting ?? verdict.severity;
			if (strongest && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(strongest.severity)) continue;
			strongest = new Judged(verdict, severity, rule, parameter, context);
			findings.set(parameter.span.start, strongest);
			// What is weaker is a remark, which must not hide a mistake that a later rule sees.
			if (isMistake(severity)) {
				const rank = rules.indexOf(rule);
				suppressions.spare(line, (name) => rules.findIndex((one) => one.name === name) > rank);
				break;
			}
		}
	}
	// What was not read may need what is not needed by what was.
	const unused = document.skipped.length > 0 ? [] : suppressions.unused((rule) => mayReturn(rule, options));
	return { findings: [...findings.values()], unused };
}

/**
 * A finding whose fixes are made when they are asked for. Of a class: an object that has a getter to itself has a shape to itself, by
 * which the engine keeps alive what the getter sees, all of a version, until it next collects everything.
 */
class Judged implements Finding {
	readonly rule: string;
	readonly message: Verdict["message"];
	readonly sources: Verdict["sources"];
	readonly related: readonly Related[];
	private made: readonly Fix[] | undefined;

	constructor(
		private readonly verdict: Verdict,
		readonly severity: Severity,
		rule: Rule,
		readonly parameter: Parameter,
		context: Context,
	) {
		this.rule = rule.name;
		this.message = verdict.message;
		this.sources = verdict.sources;
		this.related = relatedTo(verdict, parameter, rule, context);
	}

	get fixes(): readonly Fix[] {
		this.made ??= this.verdict.fixes?.().filter(isOwn) ?? [];
		return this.made;
	}
}

/** Whether a rule is silent now for another reason than what the document says. */
const mayReturn = (name: string, { rules }: LintOptions): boolean =>
	rules[name] === "off" || RULES.some((rule) => rule.name === name && rule.comparesWithEarlier);

const isMistake = (severity: Severity): boolean => severity === "error" || severity === "warning";

/** Whether an edit that suppresses a finding does so: in the middle of a string, or after a backslash, a comment is none. */
export function silences(
	edit: Edit,
	{ rule, parameter }: Finding,
	{ text, format, language, document }: Analysis,
): boolean {
	const after = read(applyEdits(text, [edit]), format === "notebook" ? language : format, document);
	const lines = new LineIndex(after.text);
	const { start } = parameter.span;
	const { line } = lines.at(edit.span.start <= start ? start + edit.text.length : start);
	return findSuppressions(after.text, after.comments, lines).covers(rule, line);
}

/** A fix changes the document that it is offered in: what other files say, others build on too. */
const isOwn = ({ edits }: Fix): boolean => edits.every(({ span }) => span.file === undefined);

/** The facts of a setup by which a value is judged. */
const JUDGED_BY = [
	"framework",
	"loader",
	"optimizer",
	"task",
	"regime",
	"modelSize",
	"linearModel",
	"features",
	"examples",
	"devices",
] as const;

/** Other places that explain a finding: what the rule names, where a constant is used, what was recognised in other files. */
function relatedTo(verdict: Verdict, parameter: Parameter, rule: Rule, context: Context): Related[] {
	const { assignment, setup } = parameter;
	const found: Related[] = verdict.related ? [verdict.related] : [];
	if (assignment.refersTo) found.push({ span: assignment.value.span, message: { id: "related-use", params: {} } });
	for (const name of JUDGED_BY) {
		const fact = setup[name];
		if (!fact?.span || found.some(({ span }) => span.start === fact.span?.start && span.file === fact.span.file))
			continue;
		if (verdict.message.params.because !== fact.because && (fact.span.file === undefined || !matters(name))) continue;
		found.push({ span: fact.span, message: { id: "related-recognised", params: { because: fact.because } } });
	}
	return found;

	/** Whether the rule would say something else without a fact. */
	function matters(name: keyof Setup): boolean {
		const { [name]: _, ...others } = setup;
		const otherwise = rule.check({ ...parameter, setup: others }, context)?.message;
		return JSON.stringify(otherwise) !== JSON.stringify(verdict.message);
	}
}
