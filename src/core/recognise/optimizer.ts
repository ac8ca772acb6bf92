/** The optimizer that a value is given to: named in the same or an enclosing scope, else the only one in the document. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment, Scope, ScopeKind, Span } from "../read/model.ts";
import { phrase } from "../words/phrase.ts";
import type { Fact, Optimizer } from "./facts.ts";
import { type DocumentIndex, inTextOrder, lastPart } from "./index-document.ts";
import { nameTest } from "./names.ts";
import { remembered } from "./remembered.ts";
import { meaningOf } from "./vocabulary.ts";
import { normalised, words } from "./words.ts";

/** Names that hold an optimizer's name as text. */
const OPTIMIZER_NAMES: ReadonlySet<string> = new Set(
	"optimizer optim opt optimizer_name optim_name optimizer_type optim_type optimizer_class optimizer_cls opt_name opt_type base_optimizer lr_method".split(
		" ",
	),
);
/** Names under which an object states its own class. */
const CLASS_NAMES: ReadonlySet<string> = new Set(
	"_target_ _component_ _name type name class_name class cls class_path func NAME TYPE".split(" "),
);
/** A reference to another value of the document: HyperPyYAML's `<lr>`, OmegaConf's `${optim.lr}`. */
const REFERENCE = /^(?:<|\$\{)([\w.]+)[>}]$/;

const CODE: ReadonlySet<ScopeKind> = new Set(["function", "class", "document"]);

type Found = Fact<Optimizer>;

export function recogniseOptimizer(document: DocumentIndex): (assignment: Assignment | undefined) => Found | undefined {
	const optimizers = findOptimizers(document);
	const near = new Map<Scope, Found | undefined>();
	const inScope = (scope: Scope): Found | undefined => {
		if (!near.has(scope)) near.set(scope, optimizers.get(scope) ?? heldOptimizer(scope, optimizers));
		return near.get(scope);
	};
	const around = (from: Scope): Found | undefined => {
		for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
			const found = inScope(scope);
			if (found) return found;
			// What another function or the module builds says nothing of this one; a use of the value by its name does.
			if (document.language === "python" && CODE.has(scope.kind)) return undefined;
		}
		return undefined;
	};
	const given = inTextOrder([...optimizers.keys()].flatMap(({ assignments }) => assignments));
	const byUse = agreedOn(given, optimizers, usedName);
	const repeated = agreedOn(
		given.filter(({ scope }) => scope !== document.root),
		optimizers,
		repetitionOf,
	);
	const byRepetition = (assignment: Assignment): Found | undefined => {
		const key = document.language === "python" ? undefined : repetitionOf(assignment);
		return key === undefined ? undefined : repeated.get(key);
	};
	let only: Found | undefined | null = null;
	const inDocument = (): Found | undefined => {
		if (only === null) only = sole(document, findMentions(document, optimizers));
		return only;
	};
	return (assignment) => {
		if (!assignment) return around(document.root) ?? inDocument();
		const byName = fromRateName(assignment);
		if (byName) return byName;
		// A default in a class's own signature is for whoever builds one, with whatever optimizer.
		const isSignature = assignment.declared === true && assignment.scope.parent?.kind === "class";
		return (
			byUse.get(assignment.name) ??
			(assignment.scope === document.root ? byRepetition(assignment) : undefined) ??
			around(assignment.scope) ??
			(assignment.refersTo && fromRateName(assignment.refersTo)) ??
			(isSignature ? undefined : inDocument())
		);
	};
}

/** The scopes that are an optimizer themselves, in the order of the document. */
function findOptimizers(document: DocumentIndex): Map<Scope, Found> {
	const candidates = new Set([
		...document.calledLike(isOptimizer),
		...document.namedLike(isClassName).map(({ scope }) => scope),
		...document.scopesNamedLike(isOptimizer),
	]);
	const found = new Map<Scope, Found>();
	for (const scope of document.scopes) {
		const own = candidates.has(scope) ? ownOptimizer(scope) : undefined;
		if (own) found.set(scope, own);
	}
	return found;
}

const familyOf = remembered(optimizerFamily);

const isOptimizer = nameTest((name) => familyOf(name) !== undefined);
const isClassName = nameTest((name) => CLASS_NAMES.has(name));
const mayNameOptimizer = nameTest((name) => OPTIMIZER_NAMES.has(normalised(name)));

/** The calls that make an optimizer. */
export const optimizerCalls = (document: DocumentIndex): Scope[] =>
	document.calledLike(isOptimizer).filter(({ kind }) => kind === "call");

/** The scope itself is an optimizer: `AdamW(…)`, `{type: SGD, lr: …}`, `adamw: {lr: …}` under an optimizer's name. */
function ownOptimizer(scope: Scope): Found | undefined {
	if (scope.callee !== undefined && (scope.kind === "call" || scope.kind === "mapping")) {
		const found = from(scope.callee, scope.span, `${scope.callee}(…)`);
		if (found) return found;
	}
	for (const assignment of scope.assignments) {
		if (!CLASS_NAMES.has(assignment.name)) continue;
		const found = fromAssignment(assignment);
		if (found) return found;
	}
	// `sgd: {lr: 0.1}`: a section named after an optimizer, with a rate in it.
	const named =
		scope.kind === "mapping" && (isOptimizerName(scope.parent?.name ?? "") || scope.assignments.some(isRate));
	if (named) {
		return from(scope.name, scope.nameSpan ?? scope.span, scope.name);
	}
	return undefined;
}

/** `lr_adam`, `sgd_lr`: the name says whose rate it is. */
function fromRateName({ name, nameSpan }: Assignment): Found | undefined {
	if (!nameSpan || meaningOf(name)?.parameter !== "learning_rate") return undefined;
	const others = words(name).filter((word) => !/^(?:lr|learning|rate)$/.test(word));
	const [word] = others;
	return others.length === 1 && word !== undefined ? from(word, nameSpan, name) : undefined;
}

/** The scope names an optimizer (`optimizer: adamw`) or holds one (`optimizer: {…}`, `opt = Adam(…)`). Two that differ cancel out. */
function heldOptimizer(scope: Scope, optimizers: ReadonlyMap<Scope, Found>): Found | undefined {
	const found: Found[] = [];
	for (const assignment of scope.assignments) {
		if (OPTIMIZER_NAMES.has(normalised(assignment.name))) push(found, fromAssignment(assignment));
	}
	for (const child of scope.children) {
		if (child.kind === "call" || child.callee !== undefined || isOptimizerName(child.name))
			push(found, optimizers.get(child));
		if (isOptimizerName(child.name)) {
			for (const assignment of child.assignments) {
				if (OPTIMIZER_NAMES.has(normalised(assignment.name))) push(found, fromAssignment(assignment));
			}
			for (const grandchild of child.children) push(found, optimizers.get(grandchild));
		}
	}
	return unanimous(found);
}

function findMentions(document: DocumentIndex, optimizers: ReadonlyMap<Scope, Found>): Found[] {
	const mentions: Found[] = [];
	for (const [scope, found] of optimizers)
		if (scope.callee !== undefined || isOptimizerName(scope.name)) mentions.push(found);
	for (const assignment of document.namedLike(mayNameOptimizer)) push(mentions, fromAssignment(assignment));
	return mentions;
}

const isRateName = nameTest((name) => meaningOf(name)?.parameter === "learning_rate");

const isRate = ({ name, value }: Assignment): boolean => typeof value.value === "number" && isRateName(name);

/**
 * The one optimizer of a document, for a value that no scope gives one. Where rates stand in several places, an optimizer
 * named in one of them says nothing of the others.
 */
function sole(document: DocumentIndex, mentions: readonly Found[]): Found | undefined {
	const written = document
		.namedLike(isRateName)
		.filter(({ value, refersTo }) => typeof value.value === "number" && !refersTo);
	const places = new Set(written.map(({ scope }) => scope));
	const one = places.size > 1 ? undefined : unanimous(mentions);
	return (
		one && {
			...one,
			because: phrase("{because} (the only optimizer named in this document)", { because: one.because }),
		}
	);
}

/** The optimizer that all that are given a value agree on, by what tells the value: `keyOf` what each of them is given. */
function agreedOn(
	given: readonly Assignment[],
	optimizers: ReadonlyMap<Scope, Found>,
	keyOf: (assignment: Assignment) => string | undefined,
): ReadonlyMap<string, Found | undefined> {
	const agreed = new Map<string, Found | undefined>();
	for (const assignment of given) {
		const key = keyOf(assignment);
		const found = optimizers.get(assignment.scope);
		if (key === undefined || !found) continue;
		if (!agreed.has(key)) agreed.set(key, found);
		else if (agreed.get(key)?.value.family !== found.value.family) agreed.set(key, undefined);
	}
	return agreed;
}

/** The name of another value that is used: `lr: !ref <lr>`, `lr: ${learning_rate}`, `lr=LR`. */
function usedName({ value }: Assignment): string | undefined {
	if (value.form === "name") return lastPart(value.text);
	if (value.form !== "plain" && value.form !== "quoted") return undefined;
	const name = REFERENCE.exec(String(value.value))?.[1];
	return name === undefined ? undefined : lastPart(name);
}

/** A name and its number: a dump of settings has the rate at its top and, as a number again, in the optimizer that takes it from there. */
const repetitionOf = ({ name, value: { value } }: Assignment): string | undefined =>
	typeof value === "number" ? `${normalised(name)} ${value}` : undefined;

const unanimous = (found: readonly Found[]): Found | undefined =>
	found.every((other) => other.value.family === found[0]?.value.family) ? found[0] : undefined;

const isOptimizerName = remembered((name) => {
	const parts = words(name);
	const named = parts.some(
		(word) => word === "optimizer" || word === "optim" || word === "opt" || word === "optimizers",
	);
	return named && !parts.includes("scheduler");
});

function fromAssignment(assignment: Assignment): Found | undefined {
	const { value } = assignment.value;
	return typeof value === "string" ? from(value, assignment.value.span, `${assignment.name}: ${value}`) : undefined;
}

function from(name: string, span: Span, because: string): Found | undefined {
	const value = familyOf(name);
	return value && { value, span, because };
}

function push(list: Found[], found: Found | undefined): void {
	if (found) list.push(found);
}
