/** Which assignments of a document are learning rates and batch sizes, in which role. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import { type Assignment, literalOf, type ScalarValue, type Scope, type Span } from "../read/model.ts";
import { numberFrom } from "../read/numbers.ts";
import { mayMeanArguments, meaningOfArgument } from "./arguments.ts";
import { isBoosting, isBoostingCall } from "./boosting.ts";
import { entryMeaning, entryName } from "./entries.ts";
import { givenSchedules } from "./given-schedules.ts";
import { type DocumentIndex, inTextOrder } from "./index-document.ts";
import { nameTest } from "./names.ts";
import { beside, numberBeside } from "./numbers-beside.ts";
import { isPerceptron } from "./overrides.ts";
import { scheduleLengths } from "./schedule-lengths.ts";
import { maySearch, searchedName } from "./search-space.ts";
import { isStrayInterval } from "./stray-interval.ts";
import {
	type HyperparameterName,
	isEvaluating,
	isEvaluation,
	isMultiplierContainer,
	isProcessingCall,
	isReport,
	isService,
	isWarmup,
	type Meaning,
	meaningOf,
	type ParameterName,
	type Role,
} from "./vocabulary.ts";
import { normalised, words } from "./words.ts";

export interface FoundParameter {
	readonly parameter: HyperparameterName;
	readonly role: Role;
	/** The name as written (`per_device_train_batch_size`), for people. */
	readonly name: string;
	/** Where the literal stands, quotes included; of `Adam(lr=LR)` that is where `LR` is given its value. */
	readonly span: Span;
	/** What a fix replaces: the value itself, or the number inside a command-line string such as `"--lr=1e-3"`. */
	readonly editSpan: Span;
	/** The source text of the value. */
	readonly text: string;
	/** The value as a lenient loader reads it; a number in quotes is its number. */
	readonly value: ScalarValue;
	readonly keyPath: readonly string[];
	/** What gives the value its meaning: of `LR = 1e-3 … Adam(lr=LR)` the use, which `refersTo` the literal. */
	readonly assignment: Assignment;
}

/** Names under which a search space or a wrapper keeps the values of the parameter it is named after. */
const SEARCH_KEYS: ReadonlySet<string> = new Set(
	"values min max min_value max_value minval maxval choices list low high lower upper discrete_values _value".split(
		" ",
	),
);
const WRAPPER_KEYS: ReadonlySet<string> = new Set(["value", "default", "default_value", "init_value"]);
/** Text on a learning-rate name that was meant as a number, or is one of the words frameworks accept there. */
const NUMBER_LIKE =
	/^[-+\u2212\u2013]?[\d.][\d.,_\s]*(?:[eE]\s*[-+\u2212\u2013]{0,2}\s*\d+)?\s*[%,;]?$|^\d+\s*\/\s*\d+$|^(?:[\d.]+\s*[*x\u00d7]\s*)?10\s*(?:\^|\*\*)\s*[-\u2212\u2013]?\d+$/;
const TRUTH = /^(?:yes|no|on|off)$/i;
/** More names than this in one JSON object are tokens or data: the longest configs have some hundreds. */
const VOCABULARY = 5000;
/** Longer text is no number, and is not searched for one. */
const LONGEST_NUMBER = 40;
const SPECIAL_WORDS = /^(?:auto|nan|[-+]?inf(?:inity)?|yes|no|on|off)$/i;

/** A project's own names, as written in its project file, by what they are names of. */
export type OwnNames = Readonly<
	Partial<Record<ParameterName | "per_device_batch_size" | "global_batch_size", readonly string[]>>
>;

const OWN_MEANINGS: Readonly<Record<keyof OwnNames, Meaning>> = {
	learning_rate: { parameter: "learning_rate", role: "base" },
	batch_size: { parameter: "batch_size", role: "base" },
	per_device_batch_size: { parameter: "batch_size", role: "per-device" },
	global_batch_size: { parameter: "batch_size", role: "global" },
};

function ownMeanings(names: OwnNames): Map<string, Meaning> {
	const kinds = Object.keys(OWN_MEANINGS) as (keyof OwnNames)[];
	return new Map(
		kinds.flatMap((kind) =>
			(names[kind] ?? []).map((name): [string, Meaning] => [normalised(name), OWN_MEANINGS[kind]]),
		),
	);
}

export function findParameters(document: DocumentIndex, names: OwnNames = {}): FoundParameter[] {
	const found: FoundParameter[] = [];
	const own = ownMeanings(names);
	for (const assignment of candidates(document, own)) {
		// What stands in another file is reported there.
		if (assignment.value.span.file !== undefined) continue;
		// A vocabulary of tokens has an `lr` among its thousands.
		if (document.language === "json" && assignment.scope.assignments.length > VOCABULARY) continue;
		const ownMeaning = own.size > 0 ? own.get(normalised(assignment.name)) : undefined;
		const meaning = ownMeaning ? inContext(ownMeaning, assignment) : meaningIn(assignment, document);
		if (meaning && isValue(assignment, meaning)) found.push(describe(assignment, meaning));
		else {
			const other =
				schedule(assignment) ??
				(meaning
					? undefined
					: (warmup(assignment) ?? accumulation(assignment) ?? miniBatches(assignment) ?? optimizer(assignment)));
			if (other) found.push(other);
		}
	}
	for (const assignment of givenSchedules(document))
		found.push(describe(assignment, { parameter: "schedule", role: "base" }));
	for (const assignment of scheduleLengths(document))
		found.push(describe(assignment, { parameter: "schedule_length", role: "base" }));
	return literalsOnce(found);
}

/** What may be a parameter by its own name, or by the call or list that it stands in. */
function candidates(document: DocumentIndex, own: ReadonlyMap<string, Meaning>): Assignment[] {
	const found = new Set(document.namedLike(isTelling));
	for (const name of own.keys()) for (const assignment of document.named(name)) found.add(assignment);
	for (const scope of placesWithMeaning(document)) for (const assignment of scope.assignments) found.add(assignment);
	return inTextOrder([...found]);
}

/** Whether a name may be that of a parameter, wherever it stands but in a call with meanings of its own. */
const isTelling = nameTest(
	(name) =>
		meaningOf(name) !== undefined ||
		OTHERS.has(name) ||
		isWarmup(name) ||
		[SEARCH_KEYS, WRAPPER_KEYS, OTHERS].some((names) => names.has(normalised(name))),
);

/** Names of parameters that are neither a rate nor a batch size, or that are one in some places only. */
const OTHERS: ReadonlySet<string> = new Set(
	"eta lr_scheduler_type interval gradient_accumulation_steps nminibatches optim".split(" "),
);

/** The lists and calls that may give a meaning to what has no telling name. */
function placesWithMeaning(document: DocumentIndex): Scope[] {
	const calls = document.calledLike(hasArguments).filter(({ kind }) => kind === "call");
	const lists = [...document.scopesNamedLike(isTellingOfItems), ...calls.flatMap(({ children }) => children)];
	return [...calls, ...lists.filter(({ kind }) => kind === "sequence" || kind === "sweep")];
}

/** Whether the name of a list may say what its items are. */
const isTellingOfItems = nameTest(
	(name) => meaningOf(name) !== undefined || [SEARCH_KEYS, WRAPPER_KEYS].some((names) => names.has(normalised(name))),
);

/** Whether arguments of what is called may be parameters by their place or by what is searched. */
const hasArguments = nameTest((callee) => mayMeanArguments(callee) || maySearch(callee));

/**
 * A literal that is used under names of ours is told by its uses, not a second time under its own name. To log it is no use,
 * and what is the batch of an evaluation or the floor of a schedule too stays what its own name says.
 */
function literalsOnce(all: readonly FoundParameter[]): FoundParameter[] {
	const key = ({ parameter, span }: FoundParameter, role: string): string => `${parameter} ${span.start} ${role}`;
	const found = all.filter(({ assignment, role }) => !assignment.refersTo || role !== "reported");
	const used = new Set(
		found
			.filter(({ assignment }) => assignment.refersTo)
			.flatMap((use) => [key(use, use.role), ...(ASIDE.has(use.role) ? [] : [key(use, "")])]),
	);
	return found
		.filter((one) => one.assignment.refersTo || !(used.has(key(one, one.role)) || used.has(key(one, ""))))
		.sort((a, b) => a.span.start - b.span.start);
}

/** Roles that a value can have beside the one that it has in the training. */
const ASIDE: ReadonlySet<Role> = new Set(["eval", "min", "start"]);

/** The meaning of an assignment's own name, or of the name its list or search space hangs on. */
function meaningIn(assignment: Assignment, document: DocumentIndex): Meaning | undefined {
	const { scope } = assignment;
	let meaning: Meaning | undefined;
	if (assignment.name !== "") {
		meaning = meaningOf(assignment.name) ?? wrapped(assignment.name, scope) ?? boostingRate(assignment);
	} else if (scope.kind === "sequence" || scope.kind === "sweep") {
		meaning = meaningOf(scope.name) ?? wrapped(scope.name, scope.parent);
		if (meaning && (scope.kind === "sweep" || isSearch(scope.parent) || isEvolved(scope)))
			meaning = { ...meaning, role: "search" };
	}
	meaning ??= meaningOfArgument(assignment, document) ?? searched(assignment);
	return meaning && inContext(meaning, assignment);
}

/** `Adam([{"params": head, "lr": 0.2}, …])`: the rate of one group of an optimizer's parameters. */
function isParameterGroup({ kind, parent }: Scope): boolean {
	const call = parent?.kind === "sequence" ? parent.parent : undefined;
	return kind === "mapping" && call?.kind === "call" && optimizerFamily(call.callee ?? "") !== undefined;
}

/** YOLO's table of what evolution may change: `"lr0": (True, 1e-5, 1e-1)`, whether or how much, lowest and highest. */
const isEvolved = ({ parent }: Scope): boolean =>
	parent?.kind === "mapping" &&
	parent.children.length >= EVOLVED_ROWS &&
	parent.children.every(({ kind, assignments }) => kind === "sequence" && assignments.length === 3);
const EVOLVED_ROWS = 3;

/** A grid of values to try: `param_grid = {"learning_rate": [0.01, 0.1]}`. */
function isSearch(from: Scope | undefined): boolean {
	for (let scope = from; scope; scope = scope.parent) {
		if (words(scope.name).some((word) => /^(?:grid|search|space|sweep|tune|choices|distributions)$/.test(word)))
			return true;
	}
	return false;
}

/** A bound of a search in code: `trial.suggest_float("lr", 1e-5, 1e-1)`, `"lr": tune.loguniform(1e-5, 1e-1)`. */
function searched(assignment: Assignment): Meaning | undefined {
	const name = searchedName(assignment);
	const meaning = name === undefined ? undefined : meaningOf(name);
	return meaning && { ...meaning, role: "search" };
}

function warmup(assignment: Assignment): FoundParameter | undefined {
	if (typeof assignment.value.value !== "number" || !isWarmup(assignment.name)) return undefined;
	return describe(assignment, { parameter: "warmup", role: "base" });
}

/** OpenNMT's name for its optimizer. */
function optimizer(assignment: Assignment): FoundParameter | undefined {
	return assignment.name === "optim" && typeof assignment.value.value === "string"
		? describe(assignment, { parameter: "optimizer", role: "base" })
		: undefined;
}

/** The number of mini-batches of PPO in OpenAI's baselines and Stable-Baselines before 3. */
function miniBatches(assignment: Assignment): FoundParameter | undefined {
	return assignment.name === "nminibatches" && typeof assignment.value.value === "number"
		? describe(assignment, { parameter: "mini_batches", role: "base" })
		: undefined;
}

function accumulation(assignment: Assignment): FoundParameter | undefined {
	return normalised(assignment.name) === "gradient_accumulation_steps"
		? describe(assignment, { parameter: "gradient_accumulation", role: "base" })
		: undefined;
}

/** The name of a schedule; scikit-learn gives it the name of the rate. */
function schedule(assignment: Assignment): FoundParameter | undefined {
	const { name, scope, declared } = assignment;
	const { value, form } = literalOf(assignment);
	if (typeof value !== "string" || form === "name" || declared) return undefined;
	const named =
		isStrayInterval(assignment) || name === "lr_scheduler_type" || (name === "learning_rate" && isPerceptron(scope));
	return named ? describe(assignment, { parameter: "schedule", role: "base" }) : undefined;
}

/** XGBoost and LightGBM call their rate `eta`, which is a name of many things: it is theirs beside their other names. */
function boostingRate({ name, scope }: Assignment): Meaning | undefined {
	return name === "eta" && (isBoosting(scope) || isBoostingCall(scope))
		? { parameter: "learning_rate", role: "base" }
		: undefined;
}

/** `learning_rate: {value: 0.01}`, `lr: {distribution: …, min: …}`, `{name: lr, value: 0.01}`: the name stands beside or one level up. */
function wrapped(name: string, holder: Scope | undefined): Meaning | undefined {
	if (!holder || holder.kind === "call") return undefined;
	const key = normalised(name);
	const search = SEARCH_KEYS.has(key) || (key === "list" && holder.name === "feasibleSpace");
	if (!search && !WRAPPER_KEYS.has(key)) return undefined;
	const meaning = meaningOf(holder.name) ?? entryMeaning(holder);
	return meaning && (search ? { ...meaning, role: "search" } : meaning);
}

/** `batch_type: tokens` beside it, in OpenNMT, ESPnet, FunASR: not a number of examples (E8.9). */
const isCountedInTokens = ({ scope }: Assignment): boolean => {
	const unit = beside(scope, "batch_type")?.value.value;
	return typeof unit === "string" && /^(?:tokens?|frames?|length|bins?|numel)$/.test(unit);
};

/** What the surroundings make of a name: multipliers drop out, evaluation settings and reports change the role. */
function inContext(meaning: Meaning, assignment: Assignment): Meaning | undefined {
	if (meaning.parameter === "batch_size" && meaning.role === "base" && isCountedInTokens(assignment))
		return { ...meaning, role: "tokens" };
	if (isLogged(assignment.scope)) return { ...meaning, role: "reported" };
	for (let scope: Scope | undefined = assignment.scope; scope; scope = scope.parent) {
		if (scope.kind === "call" && meaning.parameter === "batch_size" && isProcessingCall(scope.callee ?? "")) {
			return { ...meaning, role: "eval" };
		}
		if (scope.kind === "command" && meaning.parameter === "batch_size" && meaning.role === "base") {
			if (isEvaluating(scope.callee ?? "") && !/train/i.test(assignment.name)) return { ...meaning, role: "eval" };
		}
		// `name.format(epoch=1, batch=2)`
		if (scope.kind === "call" && /\.format$/.test(scope.callee ?? "")) return undefined;
		if (meaning.parameter === "learning_rate" && isParameterGroup(scope)) return { ...meaning, role: "group" };
		if (scope.name === "") continue;
		// What code is called says what it does, not what its numbers are: `plot_history`, `MultiOptimizer`.
		const isCode = scope.kind === "function" || scope.kind === "class";
		if (!isCode && isReport(scope.name)) return { ...meaning, role: "reported" };
		if (meaning.parameter === "learning_rate") {
			if (!isCode && isMultiplierContainer(scope.name)) return undefined;
		} else if (isService(scope.name)) {
			return undefined;
		} else if (meaning.role !== "eval" && meaning.role !== "search" && isEvaluation(scope.name)) {
			return { ...meaning, role: "eval" };
		}
	}
	return meaning;
}

/** A line of a training's log: `{"lr": 0.1, "loss": 2.65, "epoch": 1}`. */
const isLogged = (scope: Scope): boolean =>
	numberBeside(scope, "loss") !== undefined && numberBeside(scope, "epoch", "iter", "step") !== undefined;

function isValue(assignment: Assignment, meaning: Meaning): boolean {
	const { value, form, tag, text } = literalOf(assignment);
	if (tag !== undefined && form !== "expression" && !/^!!(?:float|int|str)$/.test(tag)) return false;
	if (typeof value === "number") return true;
	if (form === "expression" || form === "name" || form === "block") return false;
	// An option without a value is a switch, whatever it is called.
	if (typeof value === "boolean")
		return text !== "" && meaning.parameter === "learning_rate" && meaning.role === "base" && !bareWord(assignment);
	if (typeof value !== "string" || value.length > LONGEST_NUMBER) return false;
	return (
		numberFrom(value) !== undefined ||
		(SPECIAL_WORDS.test(value) && !(bareWord(assignment) && TRUTH.test(value))) ||
		NUMBER_LIKE.test(value)
	);
}

/** `lr` by itself also names a language, a low-resolution image, a logistic regression: a truth value or word says little there. */
const bareWord = ({ name, scope }: Assignment): boolean =>
	/^(?:lr|batch|bs)$/i.test(name) && !(scope.kind === "call" && optimizerFamily(scope.callee ?? "") !== undefined);

function describe(assignment: Assignment, meaning: Pick<FoundParameter, "parameter" | "role">): FoundParameter {
	const value = literalOf(assignment);
	const number = typeof value.value === "string" ? numberFrom(value.value.trim()) : undefined;
	return {
		parameter: meaning.parameter,
		role: meaning.role,
		name: nameOf(assignment, meaning.parameter),
		span: value.span,
		editSpan: value.inner ?? value.span,
		text: value.text,
		value: number ?? value.value,
		keyPath: assignment.path,
		assignment,
	};
}

/** The name a person knows the value by: a list's or wrapper's own (`batch_size: {value: 0}`), not the key inside. */
function nameOf(assignment: Assignment, parameter: HyperparameterName): string {
	const { name, scope } = assignment;
	if (name === "" && (scope.kind === "sequence" || scope.kind === "sweep") && scope.name !== "") return scope.name;
	if (name === "") return searchedName(assignment) ?? (parameter === "batch_size" ? "batch_size" : "lr");
	return WRAPPER_KEYS.has(normalised(name)) ? (entryName(scope) ?? (scope.name || name)) : name;
}
