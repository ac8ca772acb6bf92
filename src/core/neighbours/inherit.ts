/** Puts what other files say of a document where it counts: as if it stood there, wherever the document says nothing itself. */

import { type Assignment, openScope, type ReadDocument, type Scope, type Span } from "../read/model.ts";
import { ownPackage } from "./hydra-defaults.ts";
import type { Join } from "./mechanism.ts";
import { referencesOf } from "./mechanisms.ts";
import type { Neighbour, Neighbours } from "./neighbourhood.ts";

/** More values than any composed config has: a file that names another twice, which names a third twice …, must end somewhere. */
const MOST_INHERITED = 50_000;
/** What only tells how files are put together. */
const OF_COMPOSITION: ReadonlySet<string> = new Set(["_base_", "_BASE_", "_delete_", "_inherited_", "defaults"]);

/** Adds to a document, which is nobody else's, what the files that it names give to it. */
export function inherit(document: ReadDocument, { path, named }: Neighbours): void {
	new Inheritance(named).into(document, path, [path]);
}

/** A neighbour's document as a copy in which every place says that it lies there. */
export function lyingIn(neighbour: Neighbour): ReadDocument {
	const copy = COPIES.get(neighbour) ?? new Inheritance(new Map()).marked(neighbour.document, neighbour.path);
	COPIES.set(neighbour, copy);
	return copy;
}

/** A neighbour outlives many analyses of the document beside it. */
const COPIES = new WeakMap<Neighbour, ReadDocument>();

class Inheritance {
	private readonly whole = new Map<string, Scope | undefined>();
	private left = MOST_INHERITED;

	constructor(private readonly named: ReadonlyMap<string, Neighbour>) {}

	/** `chain`: the files that led here, which end a circle. */
	into(document: ReadDocument, path: string, chain: readonly string[]): void {
		for (const { candidates, joins } of referencesOf(document, path)) {
			const file = joins && candidates.find((one) => this.named.has(one));
			const neighbour = file === undefined || chain.includes(file) ? undefined : this.named.get(file);
			if (!joins || !neighbour) continue;
			const root = this.composed(neighbour, chain);
			const keys = ownPackage(neighbour.document) ?? joins.keys;
			if (root) this.merge(below(joins.scope, keys, neighbour), root, joins);
		}
	}

	/** A neighbour's own values and those that it inherits, as a copy: it is shared by all who name it. */
	private composed(neighbour: Neighbour, chain: readonly string[]): Scope | undefined {
		const { path, document } = neighbour;
		if (!this.whole.has(path)) {
			const marked = this.marked(document, path);
			this.into(marked, path, [...chain, path]);
			this.whole.set(path, marked.documents[0]);
		}
		return this.whole.get(path);
	}

	marked(document: ReadDocument, path: string): ReadDocument {
		return { ...document, documents: document.documents.map((root) => this.copy(root, undefined, path)) };
	}

	private merge(into: Scope, from: Scope, how: Pick<Join, "replaces">): void {
		const own = new Map<string, Scope | undefined>();
		for (const { name } of into.assignments) own.set(name, undefined);
		for (const child of into.children) if (!own.has(child.name)) own.set(child.name, child);
		const isNew = ({ name }: { readonly name: string }): boolean =>
			name !== "" && !own.has(name) && !OF_COMPOSITION.has(name);
		for (const one of from.assignments) if (isNew(one) && this.left-- > 0) into.assignments.push(adopted(one, into));
		for (const child of from.children) {
			const same = own.get(child.name);
			if (isNew(child)) this.copy(child, into);
			else if (same && child.name !== "" && !how.replaces && isMapping(same) && isMapping(child) && !isAlone(same))
				this.merge(same, child, how);
		}
	}

	/** A scope with all in it, hung below another. `file`: where its places lie, which do not say so yet. */
	private copy(scope: Scope, parent: Scope | undefined, file?: string): Scope {
		const copied: Scope = {
			...scope,
			span: lying(scope.span, file),
			nameSpan: scope.nameSpan && lying(scope.nameSpan, file),
			path: parent ? [...parent.path, ...scope.path.slice(scope.parent?.path.length ?? 0)] : [],
			parent,
			assignments: [],
			children: [],
		};
		parent?.children.push(copied);
		for (const one of scope.assignments) if (this.left-- > 0) copied.assignments.push(adopted(one, copied, file));
		for (const child of scope.children) if (this.left > 0) this.copy(child, copied, file);
		return copied;
	}
}

/** An assignment as one of another scope. What its value refers to is resolved already, and stays in its own file. */
function adopted({ refersTo: _, ...one }: Assignment, scope: Scope, file?: string): Assignment {
	return {
		...one,
		nameSpan: one.nameSpan && lying(one.nameSpan, file),
		path: [...scope.path, ...one.path.slice(one.scope.path.length)],
		value: { ...one.value, span: lying(one.value.span, file) },
		scope,
	};
}

const lying = (span: Span, file: string | undefined): Span =>
	file === undefined || span.file !== undefined ? span : { ...span, file };

/** The mapping below these keys, made where it is not there. */
function below(scope: Scope, keys: readonly string[], { path, document }: Neighbour): Scope {
	let at = scope;
	for (const name of keys) {
		const span: Span = { start: 0, end: document.text.length, file: path };
		at =
			at.children.find((child) => child.name === name) ?? openScope("mapping", at, { name, nameSpan: undefined, span });
	}
	return at;
}

const isMapping = ({ kind }: Scope): boolean => kind === "mapping";

/** MMEngine's `_delete_=True`, PaddleSeg's `_inherited_: False`: a mapping that takes nothing over. */
const isAlone = ({ assignments }: Scope): boolean =>
	assignments.some(
		({ name, value }) =>
			(name === "_delete_" && value.value === true) || (name === "_inherited_" && value.value === false),
	);
