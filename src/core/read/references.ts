/**
 * References from one value of a config to another, as the loaders of the field follow them: OmegaConf's `${optim.lr}`,
 * HyperPyYAML's `!ref <lr>`, MONAI's `@train#lr`. What names nothing in the document stays the text that it is.
 */

import { type Assignment, type Held, isScope, refer, type Scope } from "./model.ts";
import { numberFrom } from "./numbers.ts";

/** Longer text refers to no number. */
const LONGEST = 200;
const NODE = /^\$\{(\.*)([^{}:,\s]+)\}$/;
/** What has a default for where the environment or the document says nothing: `${oc.env:LR,1e-3}`, a shell's `${LR:-1e-3}`. */
const DEFAULTED = /^\$\{(?:oc\.env:[^{},]+,|oc\.select:\s*(\.*)([^{},\s]+)\s*,|\w+:-)\s*([^{},\s]+)\s*\}$/;
const DECODED = /^\$\{oc\.decode:\s*(\S.*?)\s*\}$/;
const MONAI = /^@([\w#:.]+)$/;
const HYPERPYYAML = /^!(?:ref|copy)$/;
const NAMED = /^<([^<>]+)>$/;
const ARITHMETIC = /^(<[^<>]+>|[\d.][\d.e-]*)\s*(\*\*|\/\/|[-+*/])\s*(<[^<>]+>|[\d.][\d.e-]*)$/;
const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
	"+": (a, b) => a + b,
	"-": (a, b) => a - b,
	"*": (a, b) => a * b,
	"/": (a, b) => a / b,
	"//": (a, b) => Math.floor(a / b),
	"**": (a, b) => a ** b,
};

/** A place in the document, and a text that stands in for it. */
interface Reference {
	/** How many scopes up the path begins, the assignment's own being the first; 0 for the top of the document. */
	readonly up: number;
	readonly path: readonly string[];
	readonly fallback?: string | undefined;
}

/** Whether a text may hold a reference. */
export const mayHoldReference = (text: string): boolean => /\$\{|@|!ref|!copy/.test(text);

/** Says of every reference below `root` where its literal stands; `holders`: the scopes right below it that may hold some. */
export function followReferences(root: Scope, holders: readonly Scope[] = root.children): void {
	const references = new References(root);
	const scopes = [root];
	const uses: Assignment[] = [];
	for (const scope of scopes) {
		for (const child of scope === root ? holders : scope.children) scopes.push(child);
		for (const assignment of scope.assignments) if (references.note(assignment)) uses.push(assignment);
	}
	for (const use of uses) references.follow(use);
	for (const use of uses) references.workOut(use);
}

class References {
	private readonly members = new Map<Scope, ReadonlyMap<string, Held>>();
	/** What was written: to follow it changes the value. */
	private readonly noted = new Map<Assignment, Reference>();
	private readonly followed = new Set<Assignment>();

	constructor(private readonly root: Scope) {}

	/** Whether a value may be taken from elsewhere. */
	note(assignment: Assignment): boolean {
		if (assignment.refersTo) return true;
		const { value, tag } = assignment.value;
		const reference = referenceIn(value, tag);
		if (reference) this.noted.set(assignment, reference);
		return reference !== undefined || tag === "!ref";
	}

	/** From use to use up to the literal. Not by recursion: a chain may be as long as the document. */
	follow(first: Assignment): void {
		const chain: Assignment[] = [];
		let next: Assignment | undefined = first;
		for (; next && !this.followed.has(next); next = this.target(next)) {
			this.followed.add(next);
			chain.push(next);
		}
		// In a circle there is no literal.
		if (next && chain.includes(next)) return;
		for (let use = chain.pop(); use; use = chain.pop()) {
			if (next) refer(use, next);
			next = use;
		}
	}

	/** HyperPyYAML works out what stands between two numbers: `!ref <lr> / 4`. */
	workOut(assignment: Assignment): void {
		const { tag, value } = assignment.value;
		const terms = tag === "!ref" && typeof value === "string" && value.length < LONGEST ? ARITHMETIC.exec(value) : null;
		if (!terms) return;
		const [, left = "", operator = "", right = ""] = terms;
		const [a, b] = [left, right].map((term) => this.operand(term));
		if (a === undefined || b === undefined) return;
		const result = OPERATORS[operator]?.(a, b);
		Object.assign(assignment, { value: { ...assignment.value, form: "expression", value: result } });
	}

	private operand(term: string): number | undefined {
		const name = NAMED.exec(term)?.[1];
		if (name === undefined) return numberFrom(term);
		const value = this.find(this.root, segments(name))?.value.value;
		return typeof value === "number" ? value : undefined;
	}

	private target(use: Assignment): Assignment | undefined {
		// What a merge takes over is looked up from where it is merged.
		const reference = this.noted.get(use.refersTo ?? use);
		if (!reference) return undefined;
		let from: Scope | undefined = reference.up === 0 ? this.root : use.scope;
		for (let up = reference.up; up > 1; up--) from = from?.parent;
		const found = from && this.find(from, reference.path);
		if (found || reference.fallback === undefined) return found;
		if (use.refersTo) return use.refersTo;
		takeDefault(use, reference.fallback);
		return undefined;
	}

	private find(from: Scope, path: readonly string[]): Assignment | undefined {
		let held: Held | undefined = from;
		for (const segment of path) held = held && isScope(held) ? this.membersOf(held).get(segment) : undefined;
		return held && !isScope(held) ? held : undefined;
	}

	private membersOf(scope: Scope): ReadonlyMap<string, Held> {
		const known = this.members.get(scope);
		if (known) return known;
		const members = new Map<string, Held>();
		for (const held of [...scope.assignments, ...scope.children]) members.set(held.path.at(-1) ?? "", held);
		this.members.set(scope, members);
		return members;
	}
}

function referenceIn(value: unknown, tag: string | undefined): Reference | undefined {
	if (typeof value !== "string" || value.length > LONGEST) return undefined;
	if (tag !== undefined) {
		const name = HYPERPYYAML.test(tag) ? NAMED.exec(value)?.[1] : undefined;
		return name === undefined ? undefined : { up: 0, path: segments(name) };
	}
	if (value.startsWith("@")) {
		const name = MONAI.exec(value)?.[1];
		return name === undefined ? undefined : { up: 0, path: segments(name) };
	}
	if (!value.startsWith("${")) return undefined;
	const text = DECODED.exec(value)?.[1] ?? value;
	const [, dots = "", name] = NODE.exec(text) ?? [];
	if (name !== undefined) return { up: dots.length, path: segments(name) };
	const [, up = "", select = "", fallback] = DEFAULTED.exec(text) ?? [];
	return fallback === undefined ? undefined : { up: up.length, path: segments(select), fallback };
}

/** `a.b[0]`, `a["b"]`, `a::b#0` */
const segments = (name: string): string[] => name.split(/[.[\]'":#]+/).filter((segment) => segment !== "");

/** A default stands as a number inside of the text that asks for something else first. */
function takeDefault(use: Assignment, fallback: string): void {
	const { span, text } = use.value;
	const number = numberFrom(fallback);
	const at = text.lastIndexOf(fallback);
	if (number === undefined || at < 0) return;
	const start = span.start + at;
	const value = { span: { start, end: start + fallback.length }, text: fallback, form: "number", value: number };
	Object.assign(use, { value, declared: true });
}
