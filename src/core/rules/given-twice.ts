import type { SourceId } from "../evidence/sources.ts";
import { siblings } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Verdict } from "./rule.ts";

/** A value that a later one of the same name in the same mapping replaces: loaders keep the last and say nothing. */
export function givenTwice(parameter: Parameter, sources: readonly SourceId[]): Verdict | undefined {
	const { assignment, document, value, name, text } = parameter;
	const { scope, nameSpan } = assignment;
	// In a script a name may be assigned again, and TOML refuses the second; in a mapping of other configs only the last is read.
	if (
		/^(?:python|shell|toml)$/.test(document.language) ||
		!nameSpan ||
		(scope.kind !== "mapping" && scope.kind !== "document")
	)
		return undefined;
	const last = siblings(scope)
		.filter((one) => one.name === assignment.name)
		.at(-1);
	if (!last || last === assignment || last.value.value === value) return undefined;
	return {
		severity: "warning",
		message: { id: "given-twice", params: { name, value: text, last: last.value.text } },
		sources,
	};
}
