/** One pass over a read document that lets recognition ask by name instead of walking again. */

import {
	type Assignment,
	type Block,
	type Held,
	isScope,
	type Language,
	type ReadDocument,
	type Scope,
	type Span,
} from "../read/model.ts";
import { finish, type Steps } from "../work/slices.ts";
import { NameKind, Names, type NameTest } from "./names.ts";
import { normalised } from "./words.ts";

const [ASSIGNMENTS, SCOPES, CALLEES] = [new NameKind(), new NameKind(), new NameKind()];

/** Some thousand names. */
const SCOPES_A_STEP = 500;

export interface DocumentIndex {
	readonly language: Language;
	readonly root: Scope;
	readonly imports: readonly string[];
	readonly text: string;
	/** Loops and conditions of a script, the outer before the inner. */
	readonly blocks: readonly Block[];
	/** Where the cells of a notebook stand; none elsewhere. */
	readonly cells: readonly Span[];
	/** Every assignment: those of a scope in the order of the text, and then those of the scopes in it. */
	readonly assignments: readonly Assignment[];
	/** Every scope below the root, and the root: the outer before the inner. */
	readonly scopes: readonly Scope[];
	/** Programs that are run. */
	readonly commands: readonly Scope[];
	/** Assignments whose value has a tag. */
	readonly tagged: readonly Assignment[];
	/** Assignments by the words of their name (`perDeviceBatchSize` under `per_device_batch_size`). */
	named(name: string): readonly Assignment[];
	/** Assignments whose name, as written, passes a test, in the order of the text; then those that other files give to it. */
	namedLike(test: NameTest): readonly Assignment[];
	/** Mappings, calls and lists bound to a name, by its words. */
	scopesNamed(name: string): readonly Scope[];
	/** Scopes whose name, as written, passes a test. */
	scopesNamedLike(test: NameTest): readonly Scope[];
	/** Scopes of this name as written. */
	bound(name: string): readonly Scope[];
	/** Calls and classes by the whole of their dotted name. */
	calledAs(name: string): readonly Scope[];
	/** Calls and classes by the last part of their dotted name, as written. */
	called(name: string): readonly Scope[];
	/** Calls and classes whose whole dotted name passes a test. */
	calledLike(test: NameTest): readonly Scope[];
	/** The first assignment whose path ends in these names, as written: `at("SOLVER", "BASE_LR")`. */
	at(...path: string[]): Assignment | undefined;
	/** The dotted name that a script imports a name as: `keras.optimizers.Adam` for `Adam`. */
	importOf(name: string): string | undefined;
	/** Whether a script imports a module or anything from it (`imports("transformers")`). */
	importsFrom(module: string): boolean;
}

/** Indexes one document of a stream (a YAML stream has one root for each). */
export const indexDocument = (document: ReadDocument, root: Scope): DocumentIndex =>
	finish(indexInSteps(document, root));

export function* indexInSteps(document: ReadDocument, root: Scope): Steps<DocumentIndex> {
	const assignments: Assignment[] = [];
	const scopes: Scope[] = [];
	const commands: Scope[] = [];
	const tagged: Assignment[] = [];
	const ofAssignments = new Names<Assignment>(({ name }) => name, normalised, ASSIGNMENTS);
	const ofScopes = new Names<Scope>(({ name }) => name, normalised, SCOPES);
	const ofCallees = new Names<Scope>(({ callee }) => callee, lastPart, CALLEES);
	const pending = [root];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		if (scopes.push(scope) % SCOPES_A_STEP === 0) yield;
		if (scope.kind === "command") commands.push(scope);
		if (scope.name !== "") ofScopes.add(scope.name, scope);
		if (scope.callee !== undefined) ofCallees.add(scope.callee, scope);
		for (const assignment of scope.assignments) {
			assignments.push(assignment);
			if (assignment.value.tag !== undefined) tagged.push(assignment);
			if (assignment.name !== "") ofAssignments.add(assignment.name, assignment);
		}
		for (let i = scope.children.length - 1; i >= 0; i--) pending.push(scope.children[i] as Scope);
	}
	const imported = importsOf(document);
	return {
		language: root.language ?? document.language,
		root,
		imports: document.imports,
		text: document.text,
		blocks: document.blocks ?? [],
		cells: document.cells ?? [],
		assignments,
		scopes,
		commands,
		tagged,
		named: (name) => ofAssignments.grouped(name),
		namedLike: (test) => inTextOrder(ofAssignments.passing(test)),
		scopesNamed: (name) => ofScopes.grouped(name),
		scopesNamedLike: (test) => inTextOrder(ofScopes.passing(test)),
		bound: (name) => ofScopes.spelled(name),
		calledAs: (name) => ofCallees.spelled(name),
		called: (name) => ofCallees.grouped(name),
		calledLike: (test) => inTextOrder(ofCallees.passing(test)),
		at: (...path) =>
			ofAssignments
				.grouped(normalised(path.at(-1) ?? ""))
				.find((found) => path.every((name, i) => found.path.at(i - path.length) === name)),
		importOf: (name) => imported.byName.get(name),
		importsFrom: (module) => imported.modules.has(module),
	};
}

/** Sorts what was chosen from a document by where it stands, the outer before the inner; what another file gives comes last. */
export const inTextOrder = <T extends Held>(held: T[]): T[] => (held.length < 2 ? held : held.sort(byPlace));

function byPlace(a: Held, b: Held): number {
	const [one, other] = [placeOf(a), placeOf(b)];
	if (one.file !== other.file) {
		if (one.file === undefined || other.file === undefined) return one.file === undefined ? -1 : 1;
		return one.file < other.file ? -1 : 1;
	}
	// `lr = learning_rate = 0.1` stands at one place under two names.
	return one.start - other.start || other.end - one.end || (a.nameSpan?.start ?? 0) - (b.nameSpan?.start ?? 0);
}

const placeOf = (held: Held): Span => (isScope(held) ? held.span : held.value.span);

interface Imports {
	/** Whole dotted names by their last part. */
	readonly byName: ReadonlyMap<string, string>;
	/** Everything imported, and the modules that it is imported from. */
	readonly modules: ReadonlySet<string>;
}

/** Asked for each of the documents that a text holds. */
const imports = new WeakMap<readonly string[], Imports>();

function importsOf({ imports: names }: ReadDocument): Imports {
	const known = imports.get(names);
	if (known) return known;
	const modules = new Set(names);
	for (const name of names)
		for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) modules.add(name.slice(0, dot));
	const found = { byName: new Map(names.map((name) => [lastPart(name), name])), modules };
	imports.set(names, found);
	return found;
}

export const lastPart = (dotted: string): string => dotted.slice(dotted.lastIndexOf(".") + 1);
