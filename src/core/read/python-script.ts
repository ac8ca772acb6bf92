/** What has been read of a script, or of one statement of it, while its names may still be given more. */

import { type Assignment, type Block, type Comment, openScope, type Scope, type Span } from "./model.ts";
import { copyAssignment, copyScope, movedSpan } from "./pieces.ts";
import { Names } from "./python-names.ts";

/** What is added later by `config["lr"] = …` belongs beside what the literal of `config` holds. */
export const mayGrow = ({ kind, name, parent }: Scope): boolean =>
	kind === "mapping" && name !== "" && parent?.kind !== "call";

export class Script {
	readonly root: Scope;
	readonly names: Names;
	readonly comments: Comment[] = [];
	readonly imports: string[] = [];
	readonly blocks: Block[] = [];
	readonly skipped: string[] = [];
	/** The scopes that `a.b.c = …` made or may add to, by their name, below the scope they stand in. */
	private readonly owners = new Map<Scope, Map<string, Scope>>();
	/** Those of them that no literal opened. */
	private readonly made = new Set<Scope>();

	constructor(readonly text: string) {
		this.root = openScope("document", undefined, { span: { start: 0, end: text.length } });
		this.names = new Names(text);
	}

	/** The scope of the attributes and items of what `name` stands for below a scope. */
	ownerOf(scope: Scope, name: string, at: { readonly nameSpan: Span | undefined; readonly span: Span }): Scope {
		const known = this.owners.get(scope)?.get(name);
		if (known) return known;
		const made = openScope("mapping", scope, { name, ...at });
		this.made.add(made);
		this.own(scope, name, made);
		return made;
	}

	own(parent: Scope, name: string, scope: Scope): void {
		const siblings = this.owners.get(parent) ?? new Map<string, Scope>();
		this.owners.set(parent, siblings.set(name, scope));
	}

	/** Takes over what was read of the next statement, whose places have moved since. */
	take(statement: Script, moved: number): void {
		const scopes = new Map<Scope, Scope>([[statement.root, this.root]]);
		const copies = new Map<Assignment, Assignment>();
		const fill = (into: Scope, from: Scope, isOpen: boolean): void => {
			for (const one of from.assignments) copies.set(one, copyAssignment(one, into, moved));
			for (const child of from.children) {
				const wasMade = statement.made.has(child);
				const known = isOpen && wasMade ? this.owners.get(into)?.get(child.name) : undefined;
				const scope = known ?? copyScope(child, into, moved);
				scopes.set(child, scope);
				const mayBeGivenMore = isOpen && (wasMade || mayGrow(child));
				if (mayBeGivenMore && !known) this.own(into, scope.path.at(-1) ?? "", scope);
				fill(scope, child, mayBeGivenMore);
			}
		};
		fill(this.root, statement.root, true);
		this.names.take(statement.names, scopes, copies);
		for (const one of statement.comments) this.comments.push({ ...one, span: movedSpan(one.span, moved) });
		for (const one of statement.blocks) this.blocks.push({ ...one, span: movedSpan(one.span, moved) });
		for (const one of statement.imports) this.imports.push(one);
	}
}
