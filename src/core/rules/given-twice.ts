import type { SourceId } from "../evidence/sources.ts";
import { saidAgain } from "../recognise/said-again.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Verdict } from "./rule.ts";

/** A value that a later one of the same name in the same mapping replaces. */
export function givenTwice(parameter: Parameter, sources: readonly SourceId[]): Verdict | undefined {
	const { assignment, document, value, name, text } = parameter;
	const last = saidAgain(assignment, document).at(-1);
	if (!last || last === assignment || last.value.value === value) return undefined;
	return {
		severity: "warning",
		message: { id: "given-twice", params: { name, value: text, last: last.value.text } },
		sources,
	};
}
