import { lastPart } from "../recognise/index-document.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule, Verdict } from "./rule.ts";

export const page: Page = {
	summary:
		"A learning rate where the library does not look for it: under the name of a schedule, or outside of its section.",
	severities: ["error", "warning"],
	explanation: `In scikit-learn's SGD estimators \`learning_rate\` is one of \`constant\`, \`optimal\`, \`invscaling\`, \`adaptive\`; the rate itself is \`eta0\`. A
number is refused when the model is fitted. MLPClassifier and MLPRegressor are the same, with \`learning_rate_init\`.

Detectron2 reads \`cfg.SOLVER.BASE_LR\`: \`cfg.BASE_LR = …\` makes a new key that nobody reads, and the run keeps the rate it had.`,
};

export const learningRateNotRead: Rule = {
	name: "learning-rate-not-read",
	parameter: "learning_rate",
	sources: ["sklearn-sgd", "sklearn-mlp", "detectron2-defaults"],
	check(parameter) {
		const { value, text, assignment } = parameter;
		const callee = lastPart(assignment.scope.callee ?? "");
		const mlp = /^MLP(?:Classifier|Regressor)$/.test(callee);
		if (assignment.name === "BASE_LR") return outsideSolver(parameter);
		if (!(mlp || /^SGD(?:Classifier|Regressor|OneClassSVM)$/.test(callee))) return undefined;
		if (typeof value !== "number" || assignment.name !== "learning_rate") return undefined;
		const right = mlp ? "learning_rate_init" : "eta0";
		const span = assignment.nameSpan;
		const rename = span && !beside(assignment.scope, right);
		return {
			severity: "error",
			message: { id: "rate-not-read", params: { callee, value: text, right } },
			sources: [mlp ? "sklearn-mlp" : "sklearn-sgd"],
			fixes: () =>
				rename
					? [
							{
								title: { id: "fix-rename", params: { name: right } },
								preferred: true,
								safe: false,
								edits: [{ span, text: mlp ? right : `learning_rate="constant", ${right}` }],
							},
						]
					: [],
		};
	},
};

/** `cfg = get_cfg()`, then `cfg.BASE_LR = 0.001`, which nothing in the script takes up. */
function outsideSolver({ name, text, assignment: { scope, nameSpan }, document }: Parameter): Verdict | undefined {
	const isConfig = document.called("get_cfg").some((call) => call.name !== "" && call.name === scope.name);
	const isTop = scope.path.length === 1 && document.importsFrom("detectron2");
	if (!isConfig || !isTop || document.text.split(`${scope.name}.${name}`).length !== 2) return undefined;
	return {
		severity: "warning",
		message: { id: "rate-outside-section", params: { name, value: text, right: `SOLVER.${name}` } },
		sources: ["detectron2-defaults"],
		fixes: () =>
			nameSpan
				? [
						{
							title: { id: "fix-rename", params: { name: `SOLVER.${name}` } },
							preferred: true,
							safe: false,
							edits: [{ span: nameSpan, text: `SOLVER.${name}` }],
						},
					]
				: [],
	};
}
