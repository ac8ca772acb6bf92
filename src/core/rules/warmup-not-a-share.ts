import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { isShareOfRun } from "../recognise/warmups.ts";
import { normalised } from "../recognise/words.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A warmup ratio that is not between 0 and 1, or a negative warmup.",
	severities: ["error", "information"],
	explanation: `Transformers' \`warmup_ratio\` is a share of the run, and anything outside 0 to 1 raises an error, as does a negative \`warmup_steps\`. A
number of steps belongs into \`warmup_steps\`.

Information where it is not known that Transformers' trainer reads the value. The fix renames the setting.`,
};

export const warmupNotAShare: Rule = {
	name: "warmup-not-a-share",
	parameter: "warmup",
	sources: ["transformers-arguments"],
	check(parameter) {
		const { value, text, name, assignment } = parameter;
		if (typeof value !== "number" || assignment.declared) return undefined;
		const known = isForTransformers(parameter);
		const share = isShareOfRun(assignment);
		const severity = known ? "error" : "information";
		if (value < 0)
			return known || share
				? { severity, message: { id: "warmup-negative", params: { name, value: text } }, sources: this.sources }
				: undefined;
		if (!share || value <= 1) return undefined;
		const right = normalised(name)
			.replace(/_(?:ratio|fraction|proportion)$/, "_steps")
			.replace("steps_steps", "steps");
		const rename = assignment.nameSpan && Number.isInteger(value) && !beside(assignment.scope, right);
		return {
			severity,
			message: { id: "warmup-not-a-share", params: { name, value: text, right } },
			sources: this.sources,
			fixes: () =>
				rename && known && assignment.nameSpan
					? [
							{
								title: { id: "fix-rename", params: { name: right } },
								preferred: true,
								safe: false,
								edits: [{ span: assignment.nameSpan, text: right }],
							},
						]
					: [],
		};
	},
};

/** The names of Transformers' TrainingArguments, which other trainers hand over to it. */
const isForTransformers = ({ assignment: { scope, name } }: Parameter): boolean =>
	(name === "warmup_ratio" || name === "warmup_steps") &&
	(/TrainingArguments$/.test(scope.callee ?? "") || beside(scope, "per_device_train_batch_size") !== undefined);
