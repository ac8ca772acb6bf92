/** The ways out of a finding that lead out of it: none of them leaves it there, or brings another one. */

import { applyEdits, offsetAfter } from "./edits.ts";
import { type Analysis, analyse } from "./linter.ts";
import { withNumber } from "./read/another-number.ts";
import { onceOf } from "./recognise/remembered.ts";
import { type Finding, type Fix, SEVERITIES } from "./rules/rule.ts";

/**
 * How much is read for the trials of one analysis, in UTF-16 code units: the whole text for each fix, of which hundreds may
 * stand in a long list of trainings. Behind that fixes are what their rule offers.
 */
const MOST_TRIED = 400_000;

const known = new WeakMap<Finding, readonly Fix[]>();
const tried = new WeakMap<Analysis, number>();

/** The fixes to offer. Each is tried on the text, once it is asked for; one that only changes how a value is written needs no trial. */
export function soundFixes(finding: Finding, analysis: Analysis): readonly Fix[] {
	const told = known.get(finding);
	if (told) return told;
	const fixes = finding.fixes.filter((fix) => fix.safe || !mayTry(analysis) || isSound(fix, finding, asText(analysis)));
	known.set(finding, fixes);
	return fixes;
}

/** Counts a trial, if there may be one more. */
function mayTry(analysis: Analysis): boolean {
	const all = (tried.get(analysis) ?? 0) + analysis.text.length;
	if (all > MOST_TRIED) return false;
	tried.set(analysis, all);
	return true;
}

/** A notebook's code is tried as the script that it is. */
const asText = onceOf(
	(analysis: Analysis): Analysis =>
		analysis.format === "notebook"
			? analyse(analysis.text, analysis.language, analysis.options, analysis.neighbours)
			: analysis,
);

function isSound({ edits }: Fix, finding: Finding, before: Analysis): boolean {
	const { format, options, neighbours } = before;
	const text = applyEdits(before.text, edits);
	const [edit, ...others] = edits;
	const isOne = edit !== undefined && others.length === 0;
	// What is more than a number is read anew: most documents are tried on once, for which it takes longer to be taken into pieces.
	const document = isOne && before.document ? withNumber(before.document, edit.span, edit.text) : undefined;
	const after = analyse(text, format, options, neighbours, document);
	const placeThen = ({ parameter }: Finding): number => offsetAfter(parameter.span.start, edits);
	const here = placeThen(finding);
	const rulesBefore = new Map(before.findings.map((one) => [placeThen(one), one.rule]));
	return after.findings.every((one) => {
		const { start } = one.parameter.span;
		// Of one value only the strongest finding is told: what is weaker was there before.
		if (start === here) return one.rule !== finding.rule && rank(one) > rank(finding);
		return rank(one) > SEVERITIES.indexOf("warning") || rulesBefore.get(start) === one.rule;
	});
}

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
