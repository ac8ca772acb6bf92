import type { SourceId } from "../evidence/sources.ts";
import { isBoosting } from "../recognise/boosting.ts";
import { lastPart } from "../recognise/index-document.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { isMainRate, type Message, type Rule } from "./rule.ts";

interface Refusal {
	readonly message: Message;
	readonly source: SourceId;
}

export const learningRateRefused: Rule = {
	name: "learning-rate-refused",
	summary:
		"A learning rate that the library refuses: beyond its bounds, or beside a setting it cannot be combined with.",
	explanation: `XGBoost's \`eta\` and Ultralytics' \`lr0\` lie between 0 and 1, and anything else stops the run. Transformers' Adafactor works its rate out by
itself unless \`relative_step=False\` is given: a rate beside \`relative_step=True\`, which is the default, raises an error.`,
	parameter: "learning_rate",
	severities: ["error"],
	sources: ["xgboost", "ultralytics-cfg", "transformers-optimization"],
	check(parameter) {
		if (typeof parameter.value !== "number" || !isMainRate(parameter)) return undefined;
		const refusal = outOfBounds(parameter, parameter.value) ?? relativeStep(parameter);
		return refusal && { severity: "error", message: refusal.message, sources: [refusal.source] };
	},
};

function outOfBounds({ name, text, assignment, setup }: Parameter, value: number): Refusal | undefined {
	const { scope } = assignment;
	const callee = lastPart(scope.callee ?? "");
	const framework = setup.framework?.value.id;
	const boosted = /^XGB\w+$/.test(callee) || (name === "eta" && (framework === "xgboost" || isBoosting(scope)));
	const source = boosted ? "xgboost" : name === "lr0" && framework === "ultralytics" ? "ultralytics-cfg" : undefined;
	if (!source || (value >= 0 && value <= 1)) return undefined;
	return { message: { id: "rate-out-of-bounds", params: { name, value: text } }, source };
}

function relativeStep({ assignment, document }: Parameter): Refusal | undefined {
	const { scope } = assignment;
	if (lastPart(scope.callee ?? "") !== "Adafactor" || scope.kind !== "call") return undefined;
	const relative = beside(scope, "relative_step");
	const byDefault = !relative && document.imports.some((name) => /^transformers\b.*\bAdafactor$/.test(name));
	if (!byDefault && relative?.value.value !== true) return undefined;
	return { message: { id: "rate-with-relative-step", params: {} }, source: "transformers-optimization" };
}
