import { type Assignment, literalOf } from "../read/model.ts";
import type { Related } from "./rule.ts";

/** The place of another number that a finding counts with. */
export const seen = (assignment: Assignment): Related => ({
	span: literalOf(assignment).span,
	message: { id: "related-recognised", params: { because: `${assignment.name}: ${literalOf(assignment).text}` } },
});
