/** A value that the same mapping says again under the same name: loaders keep the last and say nothing. */

import type { Assignment } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { siblings } from "./numbers-beside.ts";

/** Every place of one name in one mapping, in the order of the text; the value alone where a second one means something else. */
export function saidAgain(assignment: Assignment, { language }: DocumentIndex): readonly Assignment[] {
	const { scope, nameSpan, name } = assignment;
	// In a script a name may be assigned again, and TOML refuses the second; in a mapping of other configs only the last is read.
	const isMapping = scope.kind === "mapping" || scope.kind === "document";
	if (/^(?:python|shell|toml)$/.test(language) || !nameSpan || !isMapping) return [assignment];
	return siblings(scope).filter((one) => one.name === name);
}
