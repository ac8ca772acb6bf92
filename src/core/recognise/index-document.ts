/** One pass over a read document that lets recognition ask by name instead of walking again. */

import type { Assignment, Block, Language, ReadDocument, Scope, Span } from "../read/model.ts";
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
	/** Every assignment, in the order of the text; then those that other files give to it. */
	readonly assignments: readonly Assignment[];
	/** Every scope below the root, and the root. */
	readonly scopes: readonly Scope[];
	/** Assignments by the words of their name (`perDeviceBatchSize` under `per_device_batch_size`). */
	named(name: string): readonly Assignment[];
	/** Mappings, calls and lists bound to a name, by its words. */
	scopesNamed(name: string): readonly Scope[];
	/** Scopes of this name as written. */
	bound(name: string): readonly Scope[];
	/** Calls and classes by the whole of their dotted name. */
	calledAs(name: string): readonly Scope[];
	/** Calls and classes by the last part of their dotted name, as written. */
	called(name: string): readonly Scope[];
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
	const byName = new Map<string, Assignment[]>();
	const scopesByName = new Map<string, Scope[]>();
	const byOwnName = new Map<string, Scope[]>();
	const byWholeCallee = new Map<string, Scope[]>();
	const byCallee = new Map<string, Scope[]>();
	const imported = new Map(document.imports.map((name) => [lastPart(name), name]));
	const pending = [root];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		scopes.push(scope);
		if (scope.name !== "") add(byOwnName, scope.name, scope);
		if (scope.callee !== undefined) add(byWholeCallee, scope.callee, scope);
		if (scope.name !== "") add(scopesByName, normalised(scope.name), scope);
		if (scope.callee !== undefined) add(byCallee, lastPart(scope.callee), scope);
		for (const assignment of scope.assignments) {
			assignments.push(assignment);
			if (assignment.name !== "") add(byName, normalised(assignment.name), assignment);
		}
		for (let i = scope.children.length - 1; i >= 0; i--) pending.push(scope.children[i] as Scope);
	}
	assignments.sort(({ value: { span: a } }, { value: { span: b } }) =>
		a.file === b.file ? a.start - b.start : a.file === undefined ? -1 : b.file === undefined ? 1 : 0,
	);
	return {
		language: root.language ?? document.language,
		root,
		imports: document.imports,
		text: document.text,
		blocks: document.blocks ?? [],
		cells: document.cells ?? [],
		assignments,
		scopes,
		named: (name) => byName.get(name) ?? [],
		scopesNamed: (name) => scopesByName.get(name) ?? [],
		bound: (name) => byOwnName.get(name) ?? [],
		calledAs: (name) => byWholeCallee.get(name) ?? [],
		called: (name) => byCallee.get(name) ?? [],
		at: (...path) =>
			(byName.get(normalised(path.at(-1) ?? "")) ?? []).find((found) =>
				path.every((name, i) => found.path.at(i - path.length) === name),
			),
		importOf: (name) => imported.get(name),
		importsFrom: (module) => document.imports.some((name) => name === module || name.startsWith(`${module}.`)),
	};
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
	const list = map.get(key);
	if (list) list.push(item);
	else map.set(key, [item]);
}

export const lastPart = (dotted: string): string => dotted.slice(dotted.lastIndexOf(".") + 1);
