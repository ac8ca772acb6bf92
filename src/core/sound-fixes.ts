/** The ways out of a finding that lead out of it: none of them leaves it there, or brings another one. */

import { applyEdits, offsetAfter } from "./edits.ts";
import { type Analysis, analyse, readRelevant } from "./linter.ts";
import { type Finding, type Fix, SEVERITIES } from "./rules/rule.ts";

/** In UTF-16 code units. A longer text takes too long to be read once more for each fix: there they are what their rule offers. */
const LONGEST_TRIED = 200_000;

const known = new WeakMap<Finding, readonly Fix[]>();

/** The fixes to offer. Each is tried on the text, once it is asked for; one that only changes how a value is written needs no trial. */
export function soundFixes(finding: Finding, analysis: Analysis): readonly Fix[] {
	const tried = known.get(finding);
	if (tried) return tried;
	const { text } = analysis;
	const mayTry = text.length <= LONGEST_TRIED && finding.fixes.some(({ safe }) => !safe);
	const before = mayTry ? asText(analysis) : analysis;
	const fixes = finding.fixes.filter((fix) => !mayTry || fix.safe || isSound(fix, finding, before));
	known.set(finding, fixes);
	return fixes;
}

/** A notebook's code is tried as the script that it is. */
const asText = (analysis: Analysis): Analysis =>
	analysis.format === "notebook"
		? analyse(analysis.text, analysis.language, analysis.options, analysis.neighbours)
		: analysis;

function isSound({ edits }: Fix, finding: Finding, before: Analysis): boolean {
	const { format, options, neighbours } = before;
	const text = applyEdits(before.text, edits);
	const after = analyse(text, format, options, neighbours, readRelevant(text, format, options, before));
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
