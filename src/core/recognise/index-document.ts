/** One pass over a read document that lets recognition ask by name instead of walking again. */

import type { Assignment, Block, Language, ReadDocument, Scope, Span } from "../read/model.ts";
import { Names } from "./names.ts";
import { normalised } from "./words.ts";

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
	/** Assignments by the words of their name (`perDeviceBatchSize` under `per_device_batch_size`). */
	named(name: string): readonly Assignment[];
	/** Assignments whose name, as written, passes a test, in the order of the text; then those that other files give to it. */
	namedLike(test: (name: string) => boolean): readonly Assignment[];
	/** Mappings, calls and lists bound to a name, by its words. */
	scopesNamed(name: string): readonly Scope[];
	/** Scopes whose name, as written, passes a test. */
	scopesNamedLike(test: (name: string) => boolean): readonly Scope[];
	/** Scopes of this name as written. */
	bound(name: string): readonly Scope[];
	/** Calls and classes by the whole of their dotted name. */
	calledAs(name: string): readonly Scope[];
	/** Calls and classes by the last part of their dotted name, as written. */
	called(name: string): readonly Scope[];
	/** Calls and classes whose whole dotted name passes a test. */
	calledLike(test: (callee: string) => boolean): readonly Scope[];
	/** The first assignment whose path ends in these names, as written: `at("SOLVER", "BASE_LR")`. */
	at(...path: string[]): Assignment | undefined;
	/** The dotted name that a script imports a name as: `keras.optimizers.Adam` for `Adam`. */
	importOf(name: string): string | undefined;
	/** Whether a script imports a module or anything from it (`imports("transformers")`). */
	importsFrom(module: string): boolean;
}

/** Indexes one document of a stream (a YAML stream has one root for each). */
export function indexDocument(document: ReadDocument, root: Scope): DocumentIndex {
	const assignments: Assignment[] = [];
	const scopes: Scope[] = [];
	const commands: Scope[] = [];
	const ofAssignments = new Names<Assignment>(normalised);
	const ofScopes = new Names<Scope>(normalised);
	const ofCallees = new Names<Scope>(lastPart);
	const pending = [root];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		scopes.push(scope);
		if (scope.kind === "command") commands.push(scope);
		if (scope.name !== "") ofScopes.add(scope.name, scope);
		if (scope.callee !== undefined) ofCallees.add(scope.callee, scope);
		for (const assignment of scope.assignments) {
			assignments.push(assignment);
			if (assignment.name !== "") ofAssignments.add(assignment.name, assignment);
		}
		for (let i = scope.children.length - 1; i >= 0; i--) pending.push(scope.children[i] as Scope);
	}
	const places = new Map<Scope, number>();
	const inPlace = (found: Scope[]): Scope[] => {
		if (found.length < 2) return found;
		if (places.size === 0) for (const [i, scope] of scopes.entries()) places.set(scope, i);
		return found.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
	};
	const imported = new Map(document.imports.map((name) => [lastPart(name), name]));
	const modules = new Set(document.imports.flatMap(prefixes));
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
		named: (name) => ofAssignments.grouped(name),
		namedLike: (test) => inTextOrder(ofAssignments.passing(test)),
		scopesNamed: (name) => ofScopes.grouped(name),
		scopesNamedLike: (test) => inPlace(ofScopes.passing(test)),
		bound: (name) => ofScopes.spelled(name),
		calledAs: (name) => ofCallees.spelled(name),
		called: (name) => ofCallees.grouped(name),
		calledLike: (test) => inPlace(ofCallees.passing(test)),
		at: (...path) =>
			ofAssignments
				.grouped(normalised(path.at(-1) ?? ""))
				.find((found) => path.every((name, i) => found.path.at(i - path.length) === name)),
		importOf: (name) => imported.get(name),
		importsFrom: (module) => modules.has(module),
	};
}

/** Sorts what was chosen from a document by where its values stand; what another file gives comes last. */
export function inTextOrder(assignments: Assignment[]): Assignment[] {
	return assignments.length < 2 ? assignments : assignments.sort(byPlace);
}

function byPlace(a: Assignment, b: Assignment): number {
	const [{ span: one }, { span: other }] = [a.value, b.value];
	if (one.file !== other.file)
		return one.file === undefined ? -1 : other.file === undefined ? 1 : one.file < other.file ? -1 : 1;
	// `lr = learning_rate = 0.1`
	return one.start - other.start || (a.nameSpan?.start ?? 0) - (b.nameSpan?.start ?? 0);
}

/** `torch`, `torch.optim` and `torch.optim.Adam` of the last of them. */
function prefixes(dotted: string): string[] {
	const found: string[] = [];
	for (let dot = dotted.indexOf("."); dot >= 0; dot = dotted.indexOf(".", dot + 1)) found.push(dotted.slice(0, dot));
	return [...found, dotted];
}

export const lastPart = (dotted: string): string => dotted.slice(dotted.lastIndexOf(".") + 1);
