/** The pipeline, and the one door into the core: text → assignments → setups → findings. */

import { LineIndex } from "./lines.ts";
import { Places } from "./places.ts";
import { languageIn, read } from "./read/index.ts";
import type { Comment, Format, Language, ReadDocument } from "./read/model.ts";
import { type Parameter, recognise, type StatedFacts } from "./recognise/setup.ts";
import { isInUnitTest } from "./recognise/unit-test.ts";
import { MAY_MATTER } from "./recognise/vocabulary.ts";
import { RULES } from "./rules/index.ts";
import { type Context, type Finding, type Profile, type Related, SEVERITIES, type Severity } from "./rules/rule.ts";
import { findSuppressions } from "./suppressions.ts";

const EXTENSIONS: Readonly<Record<string, Format>> = {
	yaml: "yaml",
	yml: "yaml",
	json: "json",
	jsonc: "json",
	toml: "toml",
	py: "python",
	pyw: "python",
	ipynb: "notebook",
};

/** The largest text that is read, in UTF-16 code units. A config is a thousandth of it; what is larger is data. */
export const LARGEST_TEXT = 20_000_000;

export interface LintOptions {
	readonly profile: Profile;
	/** A severity for each rule that is not to keep its own; `off` silences it. */
	readonly rules: Readonly<Record<string, Severity | "off">>;
	readonly facts: StatedFacts;
}

export const DEFAULT_OPTIONS: LintOptions = { profile: "auto", rules: {}, facts: {} };

export interface Analysis {
	/** What was read: a notebook's code, or the whole of another file. All spans are stretches of it. */
	readonly text: string;
	readonly language: Language;
	readonly lines: LineIndex;
	/** Where it stands in the file. */
	readonly places: Places;
	/** Every learning rate and batch size. */
	readonly parameters: readonly Parameter[];
	readonly findings: readonly Finding[];
	readonly comments: readonly Comment[];
	/** What was left unread, and why. */
	readonly skipped: readonly string[];
}

/** The format of a file by the end of its name; undefined when it is none of ours. */
export function languageOf(fileName: string): Format | undefined {
	// The project file is about rules, not about a training.
	if (/(?:^|[\\/])\.hplint\.\w+$/.test(fileName)) return undefined;
	const extension = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
	return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
}

/** Lints one text (without a byte-order mark). Never throws for anything a document can contain. */
export function analyse(text: string, format: Format, options: LintOptions = DEFAULT_OPTIONS): Analysis {
	const linesOfFile = new LineIndex(text);
	const places = new Places(linesOfFile, undefined);
	const nothing = {
		text,
		language: languageIn(format),
		lines: linesOfFile,
		places,
		parameters: [],
		findings: [],
		comments: [],
	};
	if (text.length > LARGEST_TEXT)
		return { ...nothing, skipped: [`larger than ${LARGEST_TEXT / 1e6} million characters`] };
	// A project's own names may be anything.
	if (!options.facts.names && !MAY_MATTER.test(text)) return { ...nothing, skipped: [] };
	if (text.includes("\0")) return { ...nothing, skipped: ["holds NUL bytes: binary, not text"] };
	const document = read(text, format);
	const recognised = recognise(document, options.facts);
	const hyperparameters = recognised.flatMap((one) => one.parameters);
	const parameters = hyperparameters.filter(
		({ parameter }) => parameter === "learning_rate" || parameter === "batch_size",
	);
	const lines = document.origin ? new LineIndex(document.text) : linesOfFile;
	const findings = judge(document, hyperparameters, lines, options);
	return {
		text: document.text,
		language: document.language,
		lines,
		places: document.origin ? new Places(linesOfFile, document.origin) : places,
		parameters,
		findings,
		comments: document.comments,
		skipped: document.skipped,
	};
}

/** One finding a value at most: the first mistake in the registry's order of rules, else the strongest remark. */
function judge(
	document: ReadDocument,
	parameters: readonly Parameter[],
	lines: LineIndex,
	options: LintOptions,
): Finding[] {
	const suppressions = findSuppressions(document.comments, lines);
	const context: Context = { profile: options.profile };
	// `lr = learning_rate = 0.1` is one value under two names, and a constant may have many uses.
	const findings = new Map<number, Finding>();
	for (const parameter of parameters) {
		if (isInUnitTest(parameter)) continue;
		const { line } = lines.at(parameter.span.start);
		let strongest = findings.get(parameter.span.start);
		if (strongest && isMistake(strongest.severity)) continue;
		for (const rule of RULES) {
			if (rule.parameter !== parameter.parameter) continue;
			const setting = options.rules[rule.name];
			if (setting === "off" || suppressions.covers(rule.name, line)) continue;
			const verdict = rule.check(parameter, context);
			if (!verdict) continue;
			const severity = setting ?? verdict.severity;
			if (strongest && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(strongest.severity)) continue;
			const related = verdict.related ?? use(parameter);
			strongest = {
				...verdict,
				rule: rule.name,
				parameter,
				severity,
				fixes: verdict.fixes ?? [],
				...(related ? { related } : {}),
			};
			findings.set(parameter.span.start, strongest);
			// What is weaker is a remark, which must not hide a mistake that a later rule sees.
			if (isMistake(severity)) break;
		}
	}
	return [...findings.values()];
}

const isMistake = (severity: Severity): boolean => severity === "error" || severity === "warning";

/** Where a constant that a finding stands at is used in the way that the finding is about. */
const use = ({ assignment: { refersTo, value } }: Parameter): Related | undefined =>
	refersTo && { span: value.span, message: { id: "related-use", params: {} } };
