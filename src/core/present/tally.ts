/** What a run over many files found, counted, and in one sentence. */

import { type Finding, SEVERITIES, type Severity } from "../rules/rule.ts";
import { phrase } from "../words/phrase.ts";

export type Counted = Pick<Finding, "rule" | "severity">;

export interface Tally {
	/** Files that were looked at. */
	readonly files: number;
	readonly filesWithFindings: number;
	/** From the strongest downwards; without those that no finding has. */
	readonly bySeverity: readonly (readonly [Severity, number])[];
	/** The most frequent first, then by name. */
	readonly byRule: readonly (readonly [string, number])[];
}

/** `files`: the findings of each file that was looked at. */
export function tallyOf(files: readonly (readonly Counted[])[]): Tally {
	const findings = files.flat();
	const severities = countOf(findings.map(({ severity }) => severity));
	const rules = [...countOf(findings.map(({ rule }) => rule))];
	return {
		files: files.length,
		filesWithFindings: files.filter(({ length }) => length > 0).length,
		bySeverity: SEVERITIES.flatMap((severity) => {
			const count = severities.get(severity);
			return count === undefined ? [] : [[severity, count] as const];
		}),
		byRule: rules.sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)),
	};
}

function countOf<T>(all: readonly T[]): Map<T, number> {
	const counts = new Map<T, number>();
	for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}

/** Rules that are named; a message has three lines. */
const MOST_RULES = 4;

/** `all`: the files that there are, where a person stopped the run before it came to each. */
export function inWords(tally: Tally, all: number, isStopped: boolean): string {
	const { files, filesWithFindings: some } = tally;
	if (files === 0)
		return isStopped
			? phrase("Stopped before any file was looked at.")
			: phrase("There is no config, script or notebook to look at.");
	if (some === 0) {
		if (isStopped) return phrase("Stopped after {files} of {all} files, nothing found so far.", { files, all });
		return files === 1 ? phrase("1 file, nothing found.") : phrase("{files} files, nothing found.", { files });
	}
	const values = { files, all, some, severities: severitiesOf(tally), rules: rulesOf(tally) };
	if (isStopped)
		return phrase(
			"Stopped after {files} of {all} files; what was found in {some} of them stays: {severities} ({rules}).",
			values,
		);
	return files === 1
		? phrase("1 file, with findings: {severities} ({rules}).", values)
		: phrase("{files} files, {some} of them with findings: {severities} ({rules}).", values);
}

const severitiesOf = ({ bySeverity }: Tally): string =>
	bySeverity.map(([severity, count]) => NUMBER_OF[severity](count)).join(", ");

const NUMBER_OF: Readonly<Record<Severity, (count: number) => string>> = {
	error: (count) => (count === 1 ? phrase("1 error") : phrase("{count} errors", { count })),
	warning: (count) => (count === 1 ? phrase("1 warning") : phrase("{count} warnings", { count })),
	information: (count) => phrase("{count} information", { count }),
	hint: (count) => (count === 1 ? phrase("1 hint") : phrase("{count} hints", { count })),
};

function rulesOf({ byRule }: Tally): string {
	const named = byRule.length > MOST_RULES ? byRule.slice(0, MOST_RULES - 1) : byRule;
	const rest = byRule.length - named.length;
	const words = named.map(([rule, count]) => `${rule} ${count}`);
	return [...words, ...(rest > 0 ? [phrase("{count} other rules", { count: rest })] : [])].join(", ");
}
