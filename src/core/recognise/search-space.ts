/** Search spaces: the range that a sweep, Optuna, Ray Tune or Katib draws a value from, and on which scale. */

import type { Assignment, Scope } from "../read/model.ts";
import { numberFrom } from "../read/numbers.ts";
import { lastPart } from "./index-document.ts";

export interface SearchRange {
	readonly low: Assignment;
	readonly high: Assignment;
	readonly lowest: number;
	readonly highest: number;
	/** `exponents`: the bounds are natural logarithms (W&B's `log_uniform`). */
	readonly scale: "linear" | "log" | "exponents" | "unknown";
	/** The name of the distribution, where it stands as text. */
	readonly distribution: Assignment | undefined;
}

/** Calls whose first argument names what is searched. */
const NAMING: Readonly<Record<string, SearchRange["scale"]>> = {
	suggest_float: "linear",
	suggest_uniform: "linear",
	suggest_loguniform: "log",
	suggest_discrete_uniform: "linear",
	suggest_int: "unknown",
	UniformFloatHyperparameter: "linear",
	UniformParameterRange: "linear",
};
/** Calls that stand as the value of what is searched. */
const VALUED: Readonly<Record<string, SearchRange["scale"]>> = {
	uniform: "linear",
	quniform: "linear",
	loguniform: "log",
	qloguniform: "log",
};
/** hyperopt's calls, which name what is searched; its log scale takes natural logarithms. */
const HYPEROPT: Readonly<Record<string, SearchRange["scale"]>> = {
	uniform: "linear",
	quniform: "linear",
	loguniform: "exponents",
	qloguniform: "exponents",
};
const DISTRIBUTIONS: Readonly<Record<string, SearchRange["scale"]>> = {
	uniform: "linear",
	q_uniform: "linear",
	log_uniform: "exponents",
	q_log_uniform: "exponents",
	log_uniform_values: "log",
	q_log_uniform_values: "log",
	inv_log_uniform: "unknown",
	loguniform: "log",
	logUniform: "log",
};

const positional = (scope: Scope, index: number): Assignment | undefined =>
	scope.assignments.find(({ name, path }) => name === "" && path.at(-1) === String(index));
const named = (scope: Scope, ...names: string[]): Assignment | undefined =>
	scope.assignments.find(({ name }) => names.includes(name));

/** Calls that take the name of what is searched and a list of its values. */
const CHOICES_NAMED = /^(?:suggest_categorical|Choice|choice|CategoricalHyperparameter|DiscreteParameterRange)$/;
/** Calls that stand as the value of what is searched, their bounds or choices inside: Ray, hyperopt, SageMaker, Optuna, SciPy. */
const SPACES =
	/^(?:\w+\.)*(?:tune\.\w+|choice|(?:log)?uniform|(?:Continuous|Integer|Categorical)Parameter|(?:Float|Int|Categorical)Distribution)$/;

/** The name of what a bound or a choice in a call is searched for; undefined for anything that is neither. */
export const searchedName = (assignment: Assignment): string | undefined =>
	boundName(assignment) ?? choiceName(assignment);

/** Whether what is called by this name may be a search space, or one of its values. */
export function maySearch(callee: string): boolean {
	const last = lastPart(callee);
	return (
		last === "Real" ||
		last === "Float" ||
		[NAMING, HYPEROPT, VALUED].some((known) => Object.hasOwn(known, last)) ||
		CHOICES_NAMED.test(last) ||
		SPACES.test(callee)
	);
}

function choiceName({ scope, name, value }: Assignment): string | undefined {
	const call = scope.kind === "sequence" ? scope.parent : scope;
	if (call?.kind !== "call" || name !== "" || typeof value.value !== "number") return undefined;
	const callee = call.callee ?? "";
	const first = positional(call, 0)?.value.value;
	if (call !== scope && CHOICES_NAMED.test(lastPart(callee)) && typeof first === "string") return first;
	return SPACES.test(callee) && call.name !== "" ? call.name : undefined;
}

function boundName(assignment: Assignment): string | undefined {
	const { scope } = assignment;
	if (scope.kind !== "call" || scope.callee === undefined || typeof assignment.value.value !== "number")
		return undefined;
	const range = rangeOf(scope);
	if (!range || (assignment !== range.low && assignment !== range.high)) return undefined;
	if (/(?:^|\.)tune\.\w+$/.test(scope.callee)) return scope.name;
	const first =
		lastPart(scope.callee) === "Real" ? named(scope, "name") : (positional(scope, 0) ?? named(scope, "name"));
	// ClearML names the section too: `General/learning_rate`.
	return typeof first?.value.value === "string" ? first.value.value.replace(/^.*\//, "") : undefined;
}

/** The range of a search space: `{min, max, distribution}` in a config, or a call in a script. */
export function rangeOf(scope: Scope): SearchRange | undefined {
	if (scope.kind === "mapping") {
		const distribution = named(scope, "distribution");
		return range(named(scope, "min"), named(scope, "max"), scaleOf(distribution, scope), distribution);
	}
	// NNI: `{_type: loguniform, _value: [low, high]}`, bounds as values.
	if (scope.kind === "sequence" && scope.name === "_value" && scope.parent) {
		const type = named(scope.parent, "_type")?.value.value;
		const [low, high, ...more] = scope.assignments;
		return more.length > 0 ? undefined : range(low, high, VALUED[String(type)] ?? "unknown");
	}
	if (scope.kind !== "call" || scope.callee === undefined) return undefined;
	const callee = lastPart(scope.callee);
	if (Object.hasOwn(NAMING, callee)) {
		const log = named(scope, "log")?.value.value;
		// A step or a scale that is worked out at run time: nothing certain.
		const scale = log === true ? "log" : log === false || log === undefined ? (NAMING[callee] ?? "unknown") : "unknown";
		return range(
			positional(scope, 1) ?? named(scope, "low", "lower", "min_value"),
			positional(scope, 2) ?? named(scope, "high", "upper", "max_value"),
			scale,
		);
	}
	const third = positional(scope, 2)?.value.value;
	// scikit-optimize and KerasTuner search linearly where nothing else is said.
	if (callee === "Real") {
		const prior = named(scope, "prior")?.value.value ?? third ?? "uniform";
		const scale = prior === "uniform" ? "linear" : prior === "log-uniform" ? "log" : "unknown";
		return range(positional(scope, 0) ?? named(scope, "low"), positional(scope, 1) ?? named(scope, "high"), scale);
	}
	if (!/(?:^|\.)hp\.\w+$/.test(scope.callee)) return ofTune(scope, callee);
	if (callee === "Float") {
		const sampling = named(scope, "sampling")?.value.value ?? positional(scope, 4)?.value.value ?? "linear";
		const scale = sampling === "linear" || sampling === "log" ? sampling : "unknown";
		return range(
			positional(scope, 1) ?? named(scope, "min_value"),
			positional(scope, 2) ?? named(scope, "max_value"),
			named(scope, "step") ? "unknown" : scale,
		);
	}
	return Object.hasOwn(HYPEROPT, callee)
		? range(
				positional(scope, 1) ?? named(scope, "low"),
				positional(scope, 2) ?? named(scope, "high"),
				HYPEROPT[callee] ?? "unknown",
			)
		: undefined;
}

/** W&B draws evenly between two bounds where no distribution is named, as Katib does. */
function scaleOf(distribution: Assignment | undefined, { parent, name }: Scope): SearchRange["scale"] {
	if (distribution) return DISTRIBUTIONS[String(distribution.value.value)] ?? "unknown";
	const isSweep = parent?.kind === "mapping" && parent.name === "parameters";
	return isSweep || name === "feasibleSpace" ? "linear" : "unknown";
}

function ofTune(scope: Scope, callee: string): SearchRange | undefined {
	if (!Object.hasOwn(VALUED, callee) || !/^(?:\w+\.)*tune\.\w+$/.test(scope.callee ?? "")) return undefined;
	return range(
		positional(scope, 0) ?? named(scope, "lower"),
		positional(scope, 1) ?? named(scope, "upper"),
		VALUED[callee] ?? "unknown",
	);
}

function range(
	low: Assignment | undefined,
	high: Assignment | undefined,
	scale: SearchRange["scale"],
	distribution?: Assignment,
): SearchRange | undefined {
	const lowest = numberOf(low);
	const highest = numberOf(high);
	if (!low || !high || lowest === undefined || highest === undefined) return undefined;
	return { low, high, lowest, highest, scale, distribution };
}

/** Katib writes its bounds as text. */
function numberOf(assignment: Assignment | undefined): number | undefined {
	const value = assignment?.value.value;
	return typeof value === "number" ? value : typeof value === "string" ? numberFrom(value) : undefined;
}
