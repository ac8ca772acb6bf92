import { literalOf } from "../read/model.ts";
import { isBoosting } from "../recognise/boosting.ts";
import { lastPart } from "../recognise/index-document.ts";
import { isMainRate } from "../recognise/main-rate.ts";
import { beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { trainerGiven } from "../recognise/trainer-given.ts";
import type { Page, Rule, Verdict } from "./rule.ts";
import { seen } from "./seen.ts";

type Refusal = Pick<Verdict, "message" | "sources" | "related">;

export const page: Page = {
	summary:
		"A learning rate that the library refuses: beyond its bounds, or beside a setting it cannot be combined with.",
	severities: ["error"],
	explanation: `XGBoost's \`eta\` and Ultralytics' \`lr0\` lie between 0 and 1, and anything else stops the run. Transformers' Adafactor works its rate out by
itself unless \`relative_step=False\` is given: a rate beside \`relative_step=True\`, which is the default, raises an error. Its trainer compares the
rates of a DeepSpeed configuration with \`learning_rate\` and stops where they differ. scikit-learn refuses an \`eta0\` of zero with a schedule
that begins at it, CatBoost any rate of zero, also in a grid, and so does LightGBM.`,
};

export const learningRateRefused: Rule = {
	name: "learning-rate-refused",
	parameter: "learning_rate",
	sources: [
		"xgboost",
		"ultralytics-cfg",
		"transformers-optimization",
		"transformers-deepspeed",
		"sklearn-sgd",
		"catboost-options",
		"lightgbm",
	],
	check(parameter) {
		const { value } = parameter;
		if (typeof value !== "number") return undefined;
		const refusal =
			deepspeedMismatch(parameter, value) ??
			zeroOfCatboost(parameter, value) ??
			zeroOfLightgbm(parameter, value) ??
			differsFromFile(parameter, value) ??
			(isMainRate(parameter)
				? (outOfBounds(parameter, value) ?? relativeStep(parameter) ?? zeroStep(parameter))
				: undefined);
		return refusal && { ...refusal, severity: "error" };
	},
};

function outOfBounds({ name, text, assignment, setup }: Parameter, value: number): Refusal | undefined {
	const { scope } = assignment;
	const callee = lastPart(scope.callee ?? "");
	const framework = setup.framework?.value.id;
	const boosted = /^XGB\w+$/.test(callee) || (name === "eta" && (framework === "xgboost" || isBoosting(scope)));
	const source = boosted ? "xgboost" : name === "lr0" && framework === "ultralytics" ? "ultralytics-cfg" : undefined;
	if (!source || (value >= 0 && value <= 1)) return undefined;
	return { message: { id: "rate-out-of-bounds", params: { name, value: text } }, sources: [source] };
}

/** In its estimators, or in the list of rates that is tried beside others of its settings. */
function zeroOfCatboost({ assignment: { scope }, setup }: Parameter, value: number): Refusal | undefined {
	if (value !== 0 || setup.framework?.value.id !== "catboost") return undefined;
	const inCall = scope.kind === "call" && /^CatBoost\w*$/.test(lastPart(scope.callee ?? ""));
	const inGrid =
		scope.kind === "sequence" &&
		/^(?:learning_rate|eta)$/.test(scope.name) &&
		scope.parent?.children.some(({ name }) => /^(?:depth|l2_leaf_reg|iterations)$/.test(name));
	return inCall || inGrid
		? { message: { id: "catboost-rate-of-zero", params: {} }, sources: ["catboost-options"] }
		: undefined;
}

/** LightGBM checks that its rate is above 0, in its estimators and in the parameters of `train`. */
function zeroOfLightgbm({ assignment: { scope }, setup, role }: Parameter, value: number): Refusal | undefined {
	if (value !== 0 || role !== "base" || scope.kind === "sequence") return undefined;
	const isIts =
		(scope.kind === "call" && /^LGBM\w+$/.test(lastPart(scope.callee ?? ""))) ||
		(setup.framework?.value.id === "lightgbm" && isBoosting(scope) && beside(scope, "num_leaves") !== undefined);
	return isIts ? { message: { id: "lightgbm-rate-of-zero", params: {} }, sources: ["lightgbm"] } : undefined;
}

/** scikit-learn's schedules but for `optimal` refuse to begin at zero. */
function zeroStep({ name, value, assignment: { scope } }: Parameter): Refusal | undefined {
	if (name !== "eta0" || value !== 0 || !/^SGD\w+$/.test(lastPart(scope.callee ?? ""))) return undefined;
	const schedule = beside(scope, "learning_rate");
	return /^(?:constant|invscaling|adaptive)$/.test(String(schedule?.value.value))
		? { message: { id: "eta0-of-zero", params: {} }, sources: ["sklearn-sgd"] }
		: undefined;
}

function relativeStep({ assignment, document }: Parameter): Refusal | undefined {
	const { scope } = assignment;
	if (lastPart(scope.callee ?? "") !== "Adafactor" || scope.kind !== "call") return undefined;
	const relative = beside(scope, "relative_step");
	const byDefault = !relative && document.imports.some((name) => /^transformers\b.*\bAdafactor$/.test(name));
	const warmsUp = beside(scope, "warmup_init")?.value.value === true && relative?.value.value === false;
	if (warmsUp) return { message: { id: "adafactor-warmup-init", params: {} }, sources: ["transformers-optimization"] };
	if (!byDefault && relative?.value.value !== true) return undefined;
	return { message: { id: "rate-with-relative-step", params: {} }, sources: ["transformers-optimization"] };
}

/** The trainer's own rate, where it names a DeepSpeed configuration in another file. */
function differsFromFile({ name, text, assignment: { scope } }: Parameter, value: number): Refusal | undefined {
	const config = name === "learning_rate" ? scope.children.find((child) => child.name === "deepspeed") : undefined;
	for (const [section, key] of [
		["optimizer", "lr"],
		["scheduler", "warmup_max_lr"],
	]) {
		const params = config?.children.find((one) => one.name === section)?.children.find((one) => one.name === "params");
		const theirs = params && numberBeside(params, key ?? "");
		if (theirs?.assignment.value.span.file === undefined || theirs.value === value) continue;
		const { text: written } = literalOf(theirs.assignment);
		return {
			message: { id: "rate-differs-from-trainer", params: { name: theirs.assignment.name, value: written, own: text } },
			sources: ["transformers-deepspeed"],
			related: seen(theirs.assignment),
		};
	}
	return undefined;
}

/** Transformers compares the rates of a DeepSpeed configuration with its own: the same, `auto`, or an error. */
function deepspeedMismatch({ name, text, assignment, document }: Parameter, value: number): Refusal | undefined {
	const { scope, path } = assignment;
	if (!/(?:^|\.)(?:optimizer\.params\.lr|scheduler\.params\.warmup_max_lr)$/.test(path.join("."))) return undefined;
	const config = scope.parent?.parent;
	const trainer = config && trainerGiven(config, document);
	const own = trainer && numberBeside(trainer, "learning_rate");
	if (!own || own.value === value) return undefined;
	return {
		message: { id: "rate-differs-from-trainer", params: { name, value: text, own: literalOf(own.assignment).text } },
		sources: ["transformers-deepspeed"],
		related: { span: literalOf(own.assignment).span, message: { id: "related-main-rate", params: {} } },
	};
}
