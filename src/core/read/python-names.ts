/** Which names of a script stand for one constant: bound once, to a literal, in the block that their use sees. */

import { type Assignment, refer, type Scope, type ScopeKind } from "./model.ts";

const BLOCKS: ReadonlySet<ScopeKind> = new Set(["document", "function", "class"]);
const IDENTIFIER = /^[\w\u0080-\uffff]+$/;

/** The function, class or document that a scope stands in. */
export function blockOf(scope: Scope): Scope {
	let at = scope;
	while (at.parent && !BLOCKS.has(at.kind)) at = at.parent;
	return at;
}

interface Binding {
	/** How often the name is bound, by whatever statement: an import, a loop and a parameter bind too. */
	times: number;
	/** The last value that was given by an assignment. */
	value: Assignment | undefined;
}

export class Names {
	private readonly blocks = new Map<Scope, Map<string, Binding>>();
	private readonly uses: Assignment[] = [];

	/** Notes that a name is bound in the block around. */
	bind(scope: Scope, name: string): void {
		this.binding(scope, name).times++;
	}

	/** `global name` and `nonlocal name`: whoever binds it here binds it in every block around, too. */
	bindAround(scope: Scope, name: string): void {
		for (let at: Scope | undefined = blockOf(scope); at; at = at.parent && blockOf(at.parent)) this.bind(at, name);
	}

	/** Notes a value: it may be what a name stands for, or itself a name. */
	add(assignment: Assignment): void {
		const { scope, name, value, declared } = assignment;
		if (name !== "" && !declared && BLOCKS.has(scope.kind)) this.binding(scope, name).value = assignment;
		if (value.form === "name" && IDENTIFIER.test(value.text)) this.uses.push(assignment);
	}

	/** Follows every name that can be followed, once the whole script is read. */
	resolve(): void {
		const pending = new Set(this.uses);
		for (const use of this.uses) this.follow(use, pending);
	}

	private follow(use: Assignment, pending: Set<Assignment>): void {
		// A chain is walked to its end and back, without recursion; a name in a circle stands for nothing.
		const chain: Assignment[] = [];
		let at: Assignment | undefined = use;
		while (at && pending.delete(at)) {
			chain.push(at);
			at = this.constantFor(at);
		}
		for (let next = chain.pop(); next; next = chain.pop()) {
			if (at && (at.refersTo || at.value.form !== "name") && at.value.value !== undefined) refer(next, at);
			at = next;
		}
	}

	/** The one assignment of the name that a value consists of. */
	private constantFor({ scope, value: { text } }: Assignment): Assignment | undefined {
		let block: Scope | undefined = blockOf(scope);
		for (let own = true; block; own = false) {
			// The names of a class are not seen from its methods.
			const binding: Binding | undefined =
				own || block.kind !== "class" ? this.blocks.get(block)?.get(text) : undefined;
			if (binding) return binding.times === 1 ? binding.value : undefined;
			block = block.parent && blockOf(block.parent);
		}
		return undefined;
	}

	private binding(scope: Scope, name: string): Binding {
		const block = blockOf(scope);
		const names = this.blocks.get(block) ?? new Map<string, Binding>();
		const binding = names.get(name) ?? { times: 0, value: undefined };
		this.blocks.set(block, names.set(name, binding));
		return binding;
	}
}
