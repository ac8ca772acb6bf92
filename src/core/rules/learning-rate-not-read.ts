import { lastPart } from "../recognise/index-document.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Rule } from "./rule.ts";

export const learningRateNotRead: Rule = {
	name: "learning-rate-not-read",
	summary: "A number for `learning_rate` of SGDClassifier or SGDRegressor, where it is the name of a schedule.",
	explanation: `In scikit-learn's SGD estimators \`learning_rate\` is one of \`constant\`, \`optimal\`, \`invscaling\`, \`adaptive\`; the rate itself is \`eta0\`. A
number is refused when the model is fitted. MLPClassifier and MLPRegressor are the same, with \`learning_rate_init\`.`,
	parameter: "learning_rate",
	severities: ["error"],
	sources: ["sklearn-sgd", "sklearn-mlp"],
	check({ value, text, assignment }) {
		const callee = lastPart(assignment.scope.callee ?? "");
		const mlp = /^MLP(?:Classifier|Regressor)$/.test(callee);
		if (!(mlp || /^SGD(?:Classifier|Regressor|OneClassSVM)$/.test(callee))) return undefined;
		if (typeof value !== "number" || assignment.name !== "learning_rate") return undefined;
		const right = mlp ? "learning_rate_init" : "eta0";
		const span = assignment.nameSpan;
		const rename = span && !beside(assignment.scope, right);
		return {
			severity: "error",
			message: { id: "rate-not-read", params: { callee, value: text, right } },
			sources: [mlp ? "sklearn-mlp" : "sklearn-sgd"],
			fixes: rename
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
