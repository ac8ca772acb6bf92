/** Which names of a script stand for one constant: bound once, to a literal, in the block that their use sees; and what formulas of them come to. */

import type { SyntaxNode } from "@lezer/common";
import { type Assignment, refer, type Scope, type ScopeKind } from "./model.ts";
import { constant as constantAt } from "./python-values.ts";

const BLOCKS: ReadonlySet<ScopeKind> = new Set(["document", "function", "class"]);
const CAST_OF_NAME = /^(?:float|int)\(\s*(\w+)\s*\)$/;
const IDENTIFIER = /^[\w\u0080-\uffff]+$/;

/** Whether names that are bound in a scope are its own. */
export const isBlock = ({ kind }: Scope): boolean => BLOCKS.has(kind);

/** The function, class or document that a scope stands in. */
export function blockOf(scope: Scope): Scope {
	let at = scope;
	while (at.parent && !isBlock(at)) at = at.parent;
	return at;
}

interface Binding {
	/** How often the name is bound, by whatever statement: an import, a loop and a parameter bind too. */
	times: number;
	/** The last value that was given by an assignment. */
	value: Assignment | undefined;
}

interface Use {
	readonly assignment: Assignment;
	/** An expression that names stand in; undefined where the value is a name and nothing else. */
	readonly formula: SyntaxNode | undefined;
	/** What the formula's places are places of. */
	readonly text: string;
}

const QUOTES: ReadonlySet<string | undefined> = new Set(['"', "'"]);

export class Names {
	private readonly blocks = new Map<Scope, Map<string, Binding>>();
	/** What is bound in no function or class. */
	private readonly outer = new Map<string, Binding>();
	private readonly uses: Use[] = [];
	private readonly noted = new Set<Assignment>();
	private open: ReadonlySet<string> | "all" | undefined;

	constructor(private readonly text: string) {}

	/** Notes that a name is bound in the block around. */
	bind(scope: Scope, name: string): void {
		this.binding(scope, name).times++;
	}

	/** `global name` and `nonlocal name`: whoever binds it here binds it in every block around, too. */
	bindAround(scope: Scope, name: string): void {
		for (let at: Scope | undefined = blockOf(scope); at; at = at.parent && blockOf(at.parent)) this.bind(at, name);
	}

	/** Notes a value: it may be what a name stands for, or itself a name or a formula of names. */
	add(assignment: Assignment, formula: SyntaxNode | undefined): void {
		const { scope, name, nameSpan, value, declared } = assignment;
		// The key of an entry that stands by itself, half typed or cut out, is no variable.
		const isKey = nameSpan !== undefined && QUOTES.has(this.text[nameSpan.start - 1]);
		const isValue = name !== "" && !declared && !isKey && isBlock(scope);
		const isUse = formula !== undefined || (value.form === "name" && IDENTIFIER.test(value.text));
		// What has no value and is no formula stands for nothing.
		if (isValue) this.binding(scope, name).value = formula || value.value !== undefined ? assignment : undefined;
		if (isUse) this.uses.push({ assignment, formula, text: this.text });
		if (isValue || isUse) this.noted.add(assignment);
	}

	/** Whether an assignment that was added may say what a name stands for, or be said by one. */
	mentions(assignment: Assignment): boolean {
		return this.noted.has(assignment);
	}

	/** The names that a script of these parts gives one value outside of its functions and classes. */
	static constantsOf(parts: Iterable<Names>): ReadonlySet<string> {
		const times = new Map<string, number>();
		const constants = new Set<string>();
		for (const { outer } of parts)
			for (const [name, binding] of outer) {
				times.set(name, (times.get(name) ?? 0) + binding.times);
				if (binding.value) constants.add(name);
			}
		for (const name of constants) if (times.get(name) !== 1) constants.delete(name);
		return constants;
	}

	/** Whether, in a script with these constants, something here may be given its value by a name, or give it. */
	mayResolve(constants: ReadonlySet<string>): boolean {
		this.open ??= this.openNames();
		if (this.open === "all") return true;
		for (const name of this.open) if (constants.has(name)) return true;
		return false;
	}

	/** The names that are used or given a value outside of functions and classes; or that some of a function's or class's own are. */
	private openNames(): ReadonlySet<string> | "all" {
		const open = new Set<string>();
		let hasOwn = false;
		const look = (scope: Scope, name: string): undefined => {
			const binding = this.bindingSeen(scope, name, false);
			if (!binding) open.add(name);
			else if (binding.times === 1 && binding.value) hasOwn = true;
		};
		for (const [name, { value }] of this.outer) if (value) open.add(name);
		for (const { assignment, formula, text } of this.uses) {
			// The first name that is not known is the one that it takes.
			if (formula) constantAt(formula.cursor(), text, (name) => look(assignment.scope, name));
			else look(assignment.scope, assignment.value.text);
		}
		return hasOwn ? "all" : open;
	}

	/** Takes over what a part of a script with these constants bound and used, with what its scopes and assignments have become here. */
	take(
		part: Names,
		constants: ReadonlySet<string>,
		scopes: ReadonlyMap<Scope, Scope>,
		copies: ReadonlyMap<Assignment, Assignment>,
	): void {
		const add = (to: Binding, { times, value }: Binding): void => {
			to.times += times;
			to.value = (value && copies.get(value)) ?? to.value;
		};
		for (const [name, binding] of part.outer) if (constants.has(name)) add(bindingIn(this.outer, name), binding);
		for (const [block, bindings] of part.blocks)
			for (const [name, binding] of bindings) add(this.binding(scopes.get(block) ?? block, name), binding);
		for (const use of part.uses) this.uses.push({ ...use, assignment: copies.get(use.assignment) ?? use.assignment });
	}

	/** Follows every name and works out every formula that can be, once the whole script is read. */
	resolve(): void {
		// The second time for what is used above its definition.
		for (let round = 0; round < 2; round++) {
			const pending = new Set(this.uses.filter(({ formula }) => !formula).map(({ assignment }) => assignment));
			for (const { assignment, formula, text } of this.uses) {
				if (formula) this.workOut(assignment, formula, text);
				else this.follow(assignment, pending);
			}
		}
	}

	private workOut(assignment: Assignment, formula: SyntaxNode, text: string): void {
		const value = constantAt(formula.cursor(), text, (name) => {
			const given = this.constantFor(assignment.scope, name);
			return given && (given.refersTo || given.value.form !== "name") ? given.value.value : undefined;
		});
		if (typeof value !== "number") return;
		const [, name] = CAST_OF_NAME.exec(assignment.value.text) ?? [];
		const constant = name === undefined ? undefined : this.constantFor(assignment.scope, name);
		if (constant?.value.value === value) refer(assignment, constant);
		else Object.assign(assignment, { value: { ...assignment.value, value } });
	}

	private follow(use: Assignment, pending: Set<Assignment>): void {
		// A chain is walked to its end and back, without recursion; a name in a circle stands for nothing.
		const chain: Assignment[] = [];
		let at: Assignment | undefined = use;
		while (at && pending.delete(at)) {
			chain.push(at);
			at = this.constantFor(at.scope, at.value.text);
		}
		for (let next = chain.pop(); next; next = chain.pop()) {
			if (at && (at.refersTo || at.value.form !== "name") && at.value.value !== undefined) refer(next, at);
			at = next;
		}
	}

	/** The one assignment of a name that a scope sees. */
	private constantFor(scope: Scope, name: string): Assignment | undefined {
		const binding = this.bindingSeen(scope, name, true);
		return binding?.times === 1 ? binding.value : undefined;
	}

	private bindingSeen(scope: Scope, name: string, outside: boolean): Binding | undefined {
		let block = blockOf(scope);
		for (let own = true; block.parent; own = false) {
			// The names of a class are not seen from its methods.
			const binding = own || block.kind !== "class" ? this.blocks.get(block)?.get(name) : undefined;
			if (binding) return binding;
			block = blockOf(block.parent);
		}
		return outside ? this.outer.get(name) : undefined;
	}

	private binding(scope: Scope, name: string): Binding {
		const block = blockOf(scope);
		if (!block.parent) return bindingIn(this.outer, name);
		let names = this.blocks.get(block);
		if (!names) {
			names = new Map<string, Binding>();
			this.blocks.set(block, names);
		}
		return bindingIn(names, name);
	}
}

function bindingIn(names: Map<string, Binding>, name: string): Binding {
	let binding = names.get(name);
	if (!binding) {
		binding = { times: 0, value: undefined };
		names.set(name, binding);
	}
	return binding;
}
