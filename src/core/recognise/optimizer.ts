/** The optimizer that a value is given to: named in the same or an enclosing scope, else the only one in the document. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Assignment, Scope, ScopeKind, Span } from "../read/model.ts";
import { phrase } from "../words/phrase.ts";
import type { Fact, Optimizer } from "./facts.ts";
import type { DocumentIndex } from "./index-document.ts";
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
	const near = new Map<Scope, Found | undefined>();
	const inScope = (scope: Scope): Found | undefined => {
		if (!near.has(scope)) near.set(scope, ownOptimizer(scope) ?? heldOptimizer(scope));
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
	let users: ReadonlyMap<string, readonly Scope[]> | undefined;
	const agreed = new Map<readonly Scope[], Found | undefined>();
	/** The optimizer that all of these places are; found once, for many values may ask. */
	const agreedOn = (scopes: readonly Scope[] | undefined): Found | undefined => {
		if (!scopes) return undefined;
		if (!agreed.has(scopes))
			agreed.set(scopes, unanimous(scopes.map(ownOptimizer).filter((found) => found !== undefined)));
		return agreed.get(scopes);
	};
	const byUse = (name: string): Found | undefined => {
		users ??= findUsers(document);
		return agreedOn(users.get(name));
	};
	let repeated: ReadonlyMap<string, readonly Scope[]> | undefined;
	const byRepetition = (assignment: Assignment): Found | undefined => {
		const key = repetitionOf(assignment);
		if (key === undefined || document.language === "python") return undefined;
		repeated ??= findRepetitions(document);
		return agreedOn(repeated.get(key));
	};
	let only: Found | undefined | null = null;
	const inDocument = (): Found | undefined => {
		if (only === null) only = sole(document, findMentions(document));
		return only;
	};
	return (assignment) => {
		if (!assignment) return around(document.root) ?? inDocument();
		const byName = fromRateName(assignment);
		if (byName) return byName;
		// A default in a class's own signature is for whoever builds one, with whatever optimizer.
		const isSignature = assignment.declared === true && assignment.scope.parent?.kind === "class";
		return (
			byUse(assignment.name) ??
			(assignment.scope === document.root ? byRepetition(assignment) : undefined) ??
			around(assignment.scope) ??
			(assignment.refersTo && fromRateName(assignment.refersTo)) ??
			(isSignature ? undefined : inDocument())
		);
	};
}

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
function heldOptimizer(scope: Scope): Found | undefined {
	const found: Found[] = [];
	for (const assignment of scope.assignments) {
		if (OPTIMIZER_NAMES.has(normalised(assignment.name))) push(found, fromAssignment(assignment));
	}
	for (const child of scope.children) {
		if (child.kind === "call" || child.callee !== undefined || isOptimizerName(child.name))
			push(found, ownOptimizer(child));
		if (isOptimizerName(child.name)) {
			for (const assignment of child.assignments) {
				if (OPTIMIZER_NAMES.has(normalised(assignment.name))) push(found, fromAssignment(assignment));
			}
			for (const grandchild of child.children) push(found, ownOptimizer(grandchild));
		}
	}
	return unanimous(found);
}

function findMentions(document: DocumentIndex): Found[] {
	const mentions: Found[] = [];
	for (const scope of document.scopes) {
		if (scope.callee !== undefined || isOptimizerName(scope.name)) push(mentions, ownOptimizer(scope));
	}
	for (const assignment of document.assignments) {
		if (OPTIMIZER_NAMES.has(normalised(assignment.name))) push(mentions, fromAssignment(assignment));
	}
	return mentions;
}

const isRate = ({ name, value }: Assignment): boolean =>
	typeof value.value === "number" && meaningOf(name)?.parameter === "learning_rate";

/**
 * The one optimizer of a document, for a value that no scope gives one. Where rates stand in several places, an optimizer
 * named in one of them says nothing of the others.
 */
function sole(document: DocumentIndex, mentions: readonly Found[]): Found | undefined {
	const written = document.assignments.filter((one) => isRate(one) && !one.refersTo);
	const places = new Set(written.map(({ scope }) => scope));
	const one = places.size > 1 ? undefined : unanimous(mentions);
	return (
		one && {
			...one,
			because: phrase("{because} (the only optimizer named in this document)", { because: one.because }),
		}
	);
}

/** Where a name is used: `lr: !ref <lr>`, `lr: ${learning_rate}`, `lr=LR`. */
function findUsers(document: DocumentIndex): Map<string, Scope[]> {
	const users = new Map<string, Scope[]>();
	for (const { value, scope } of document.assignments) {
		const name =
			value.form === "name"
				? value.text
				: value.form === "plain" || value.form === "quoted"
					? REFERENCE.exec(String(value.value))?.[1]
					: undefined;
		if (name === undefined) continue;
		const last = name.slice(name.lastIndexOf(".") + 1);
		const scopes = users.get(last);
		if (scopes) scopes.push(scope);
		else users.set(last, [scope]);
	}
	return users;
}

/** A dump of settings has the rate at its top and, as a number again, in the optimizer that takes it from there. */
function findRepetitions(document: DocumentIndex): Map<string, Scope[]> {
	const repeated = new Map<string, Scope[]>();
	for (const assignment of document.assignments) {
		const key = assignment.scope === document.root ? undefined : repetitionOf(assignment);
		if (key === undefined) continue;
		const scopes = repeated.get(key);
		if (scopes) scopes.push(assignment.scope);
		else repeated.set(key, [assignment.scope]);
	}
	return repeated;
}

/** A name and its number. */
const repetitionOf = ({ name, value: { value } }: Assignment): string | undefined =>
	typeof value === "number" ? `${normalised(name)} ${value}` : undefined;

const unanimous = (found: readonly Found[]): Found | undefined =>
	found.every((other) => other.value.family === found[0]?.value.family) ? found[0] : undefined;

function isOptimizerName(name: string): boolean {
	const parts = words(name);
	const named = parts.some(
		(word) => word === "optimizer" || word === "optim" || word === "opt" || word === "optimizers",
	);
	return named && !parts.includes("scheduler");
}

function fromAssignment(assignment: Assignment): Found | undefined {
	const { value } = assignment.value;
	return typeof value === "string" ? from(value, assignment.value.span, `${assignment.name}: ${value}`) : undefined;
}

function from(name: string, span: Span, because: string): Found | undefined {
	const value = optimizerFamily(name);
	return value && { value, span, because };
}

function push(list: Found[], found: Found | undefined): void {
	if (found) list.push(found);
}
