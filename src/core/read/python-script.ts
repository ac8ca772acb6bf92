/** What has been read of a script, or of one statement of it, while its names may still be given more. */

import { mayHoldEmbedded } from "./embedded.ts";
import { type Assignment, type Block, type Comment, openScope, type Scope, type Span } from "./model.ts";
import { copyAssignment, copyInto, copyScope, movedSpan } from "./pieces.ts";
import { isBlock, Names } from "./python-names.ts";

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
	/** The scopes right below the root in which a text of another language may stand, of those that were taken over. */
	readonly holders = new Set<Scope>();
	private embeds: boolean | undefined;

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

	/** Whether a text of another language may stand in it. */
	private get mayHoldEmbedded(): boolean {
		this.embeds ??= mayHoldEmbedded(this.root);
		return this.embeds;
	}

	/** Takes over what was read of the next statement of a script with these constants; its places have moved since. */
	take(statement: Script, moved: number, constants: ReadonlySet<string>): void {
		const resolves = statement.names.mayResolve(constants);
		const scopes = new Map<Scope, Scope>();
		const copies = new Map<Assignment, Assignment>();
		const holds = statement.mayHoldEmbedded;
		const fill = (into: Scope, from: Scope, isOpen: boolean): void => {
			if (!isOpen && !resolves) {
				copyInto(into, from, moved);
				return;
			}
			for (const one of from.assignments) {
				const copied = copyAssignment(one, into, moved);
				if (resolves && statement.names.mentions(one)) copies.set(one, copied);
			}
			for (const child of from.children) {
				const wasMade = statement.made.has(child);
				const known = isOpen && wasMade ? this.owners.get(into)?.get(child.name) : undefined;
				const scope = known ?? copyScope(child, into, moved);
				if (resolves && isBlock(child)) scopes.set(child, scope);
				if (holds && into === this.root) this.holders.add(scope);
				const mayBeGivenMore = isOpen && (wasMade || mayGrow(child));
				if (mayBeGivenMore && !known) this.own(into, scope.path.at(-1) ?? "", scope);
				fill(scope, child, mayBeGivenMore);
			}
		};
		fill(this.root, statement.root, true);
		if (resolves) this.names.take(statement.names, constants, scopes, copies);
		for (const one of statement.comments) this.comments.push(withMovedSpan(one, moved));
		for (const one of statement.blocks) this.blocks.push(withMovedSpan(one, moved));
		for (const one of statement.imports) this.imports.push(one);
	}
}

const withMovedSpan = <Placed extends { readonly span: Span }>(one: Placed, moved: number): Placed =>
	moved === 0 ? one : { ...one, span: movedSpan(one.span, moved) };
