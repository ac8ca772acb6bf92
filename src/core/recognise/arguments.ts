/** Arguments of known calls that are rates or batch sizes though their own names do not say so: by their place, or as a schedule's values. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment, Scope } from "../read/model.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";
import { type Meaning, meaningOf, type Role } from "./vocabulary.ts";
import { words } from "./words.ts";

const batch: Meaning = { parameter: "batch_size", role: "base" };
const rate = (role: Role): Meaning => ({ parameter: "learning_rate", role });

/** What the arguments are, by the last part of what is called and by their place. */
const PLACES: Readonly<Record<string, Readonly<Record<number, Meaning>>>> = {
	DataLoader: { 1: batch },
	BatchSampler: { 1: batch },
	SerialIterator: { 1: batch },
	MultiprocessIterator: { 1: batch },
	NDArrayIter: { 2: batch },
	OneCycleLR: { 1: rate("max") },
	CyclicLR: { 1: rate("base"), 2: rate("max") },
	CosineAnnealingLR: { 2: rate("min") },
	CosineAnnealingWarmRestarts: { 3: rate("min") },
	// fastai
	fit_one_cycle: { 1: rate("max") },
	fine_tune: { 1: rate("base") },
};

/** The values of a schedule, by their names in the order of the arguments; `_` is no rate. Keras and TensorFlow name the rate, Optax does not. */
const SCHEDULES: Readonly<Record<string, string>> = {
	CosineDecay: "initial_learning_rate",
	CosineDecayRestarts: "initial_learning_rate",
	ExponentialDecay: "initial_learning_rate",
	InverseTimeDecay: "initial_learning_rate",
	PolynomialDecay: "initial_learning_rate _ end_learning_rate",
	cosine_decay: "initial_learning_rate",
	exponential_decay: "init_value",
	inverse_time_decay: "initial_learning_rate",
	polynomial_decay: "initial_learning_rate _ _ end_learning_rate",
	constant_schedule: "value",
	cosine_decay_schedule: "init_value",
	cosine_onecycle_schedule: "_ peak_value",
	linear_onecycle_schedule: "_ peak_value",
	linear_schedule: "from_value to_value",
	piecewise_constant_schedule: "init_value",
	polynomial_schedule: "from_value to_value",
	warmup_cosine_decay_schedule: "warmup_value peak_value _ _ end_value",
	warmup_exponential_decay_schedule: "warmup_value peak_value",
};
const ROLES: Readonly<Record<string, Role>> = {
	initial_learning_rate: "base",
	end_learning_rate: "min",
	value: "base",
	init_value: "base",
	peak_value: "max",
	end_value: "min",
	// Of a rise as of a fall: which of them is the rate that trains is not said.
	from_value: "start",
	to_value: "min",
	warmup_value: "start",
};
/** Other things that are scheduled. */
const NOT_A_RATE =
	/^(?:eps|epsilon|beta|beta1|beta2|temp|temperature|tau|kl|entropy|ent|coef|coeff|alpha|gamma|noise|sigma|exploration|dropout|momentum|wd|mask|sparsity|teacher|ema|weight|loss|clip)$/;

/** Methods that take the size of a batch by its place. */
const BATCHING = ["batch", "padded_batch", "batched", "fit"];

/** Whether a call of this name may take values of ours by their places, or as a schedule's. */
export const isKnownCall = (callee: string): boolean =>
	Object.hasOwn(PLACES, callee) ||
	Object.hasOwn(SCHEDULES, callee) ||
	/^(?:PiecewiseConstantDecay|piecewise_constant)$/.test(callee) ||
	BATCHING.includes(callee) ||
	optimizerFamily(callee) !== undefined ||
	/^(?:Layer)?DoG$|^dog$/.test(callee);

const isNumber = (assignment: Assignment | undefined): boolean => typeof assignment?.value.value === "number";

const at = ({ assignments }: Scope, place: number): Assignment | undefined =>
	assignments.find(({ name, path }) => name === "" && path.at(-1) === String(place));

/** Whether what is called by this name may have arguments that `meaningOfArgument` knows. */
export function mayMeanArguments(callee: string): boolean {
	const last = lastPart(callee);
	return (
		[SCHEDULES, PLACES].some((known) => Object.hasOwn(known, last)) ||
		STAIRS.test(last) ||
		SETTERS.has(last) ||
		BATCHERS.has(last) ||
		optimizerFamily(callee) !== undefined
	);
}

const STAIRS = /^(?:PiecewiseConstantDecay|piecewise_constant)$/;
/** They set what they are called on, or batch it. */
export const SETTERS: ReadonlySet<string> = new Set(["assign", "set_value"]);
const BATCHERS: ReadonlySet<string> = new Set(["batch", "padded_batch", "batched", "fit"]);

/** What an argument of a call is by its place or by what is called. */
export function meaningOfArgument(argument: Assignment, document: DocumentIndex): Meaning | undefined {
	const { scope, name, path } = argument;
	if (scope.kind === "sequence" && isNumber(argument)) return isStairOf(scope, document) ? rate("group") : undefined;
	if (scope.kind !== "call" || scope.callee === undefined || !isNumber(argument)) return undefined;
	const callee = lastPart(scope.callee);
	const place = name === "" ? Number(path.at(-1)) : undefined;
	if (Object.hasOwn(SCHEDULES, callee) && isOfLibrary(scope.callee, document))
		return ofSchedule(SCHEDULES[callee] ?? "", argument, place);
	if (place === undefined) return undefined;
	if (Object.hasOwn(PLACES, callee)) return PLACES[callee]?.[place];
	if (optimizerFamily(scope.callee)) return isRateOf(scope, place, document) ? rate("base") : undefined;
	const set = setBy(scope, callee, place);
	if (set !== undefined) return meaningOf(set);
	return isBatchOf(scope, callee, place, document) && Number.isInteger(argument.value.value) ? batch : undefined;
}

/** `PiecewiseConstantDecay([100, 200], [0.1, 0.01, 0.001])`: the rates between the boundaries, unless they begin at 1 as factors do. */
function isStairOf({ parent, name, path, assignments: [first] }: Scope, document: DocumentIndex): boolean {
	const callee = parent?.kind === "call" ? (parent.callee ?? "") : "";
	return (
		STAIRS.test(lastPart(callee)) &&
		isOfLibrary(callee, document) &&
		(name === "values" || (name === "" && path.at(-1) === "1")) &&
		first?.value.value !== 1
	);
}

/** Where a name comes from, as far as the script says. */
const sourceOf = (callee: string, document: DocumentIndex): string =>
	document.importOf(callee.split(".", 1)[0] ?? "") ?? callee;

/** Functions of a script's own are called `linear_schedule`, too. */
const isOfLibrary = (callee: string, document: DocumentIndex): boolean =>
	/^[A-Z]/.test(lastPart(callee)) || /^(?:optax|tf|tensorflow|keras)\b/.test(sourceOf(callee, document));

function ofSchedule(names: string, { scope, name }: Assignment, place: number | undefined): Meaning | undefined {
	if (
		[scope, scope.parent].some(
			(one) => one?.kind !== "function" && words(one?.name ?? "").some((word) => NOT_A_RATE.test(word)),
		)
	)
		return undefined;
	const order = names.split(" ");
	const own = place === undefined ? optaxName(name, order) : order[place];
	const role = own === undefined ? undefined : ROLES[own];
	return role && rate(role);
}

/** Optax calls the beginning and the end of every schedule the same; what they are depends on the schedule. */
function optaxName(name: string, order: readonly string[]): string | undefined {
	if (name === "init_value") return order.find((one) => /^(?:init|from|warmup)_value$/.test(one));
	if (name === "end_value") return order.includes("to_value") ? "to_value" : name;
	return name === "peak_value" || (name === "value" && order.includes(name)) ? name : undefined;
}

/** Libraries whose optimizers take the rate first; the parameters come when they are called. */
const RATE_FIRST = /^(?:optax|keras|tf|tensorflow|optimizers|jax|snt|paddle|fluid|mlx)\b/;

/** `SGD(params, 0.1)`, Keras' and Optax' `Adam(1e-3)`. */
function isRateOf(scope: Scope, place: number, document: DocumentIndex): boolean {
	const callee = scope.callee ?? "";
	const source = sourceOf(callee, document);
	const first = at(scope, 0);
	// Parameters are no number.
	if (place === 0) return RATE_FIRST.test(source) || /^[A-Z]/.test(lastPart(callee));
	return (
		place === 1 &&
		!RATE_FIRST.test(source) &&
		!isNumber(first) &&
		meaningOf(String(first?.value.text))?.parameter !== "learning_rate"
	);
}

/** What a call sets: `optimizer.learning_rate.assign(1e-3)`, `K.set_value(optimizer.lr, 1e-3)`. */
function setBy(scope: Scope, callee: string, place: number): string | undefined {
	if (callee === "assign" && place === 0) return scope.callee?.split(".").at(-2);
	return callee === "set_value" && place === 1 ? at(scope, 0)?.value.text : undefined;
}

/** `dataset.batch(32)` of tf.data and WebDataset, `model.fit(x, y, 32)` of Keras. */
function isBatchOf(scope: Scope, callee: string, place: number, document: DocumentIndex): boolean {
	if (callee === scope.callee) return false;
	if (place === 0) return callee === "batch" || callee === "padded_batch" || callee === "batched";
	if (callee !== "fit" || place !== 2) return false;
	const isKeras = document.importsFrom("keras") || document.importsFrom("tensorflow");
	return (
		(isKeras || /(?:^|\.)model\.fit$/.test(scope.callee ?? "")) && !isNumber(at(scope, 0)) && !isNumber(at(scope, 1))
	);
}
