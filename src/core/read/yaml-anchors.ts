/** What anchors name, and what aliases and merge keys make of it: uses of values that stand elsewhere. */

import { assign, type Held, isScope, openScope, type Scope, type Span } from "./model.ts";

/** Where a value hangs: its name, and its segment in the key path. */
export interface Place {
	readonly name: string;
	readonly nameSpan: Span | undefined;
	readonly pathSegment: string;
}

export interface Alias {
	readonly span: Span;
	readonly text: string;
}

/**
 * Uses repeat what they name, so a few lines can stand for billions of values. The parts of all their key paths may be as many
 * as a config of some thousand merges has, and beyond that in step with the text.
 */
const ALWAYS_ALLOWED = 100_000;
const CHARACTERS_A_PART = 8;

export class Anchors {
	private readonly named = new Map<string, Held>();
	private left: number;

	constructor(length: number) {
		this.left = ALWAYS_ALLOWED + length / CHARACTERS_A_PART;
	}

	/** Whether some uses were too many to read. */
	get exhausted(): boolean {
		return this.left < 0;
	}

	/** An anchor holds from its value's end to the end of its document, or until another takes its name. */
	set(anchor: string, held: Held): void {
		this.named.set(anchor.slice(1), held);
	}

	endDocument(): void {
		this.named.clear();
	}

	/** `lr: *rate`, `optimizer: *adam`. */
	use(alias: Alias, scope: Scope, place: Place): Held | undefined {
		const held = this.named.get(alias.text.slice(1));
		return held && this.copy(held, scope, place, alias);
	}

	/** `<<: [*base, *more]`: what `scope` does not say itself, nor a base before. */
	merge(bases: readonly Alias[], scope: Scope): void {
		const said = new Set(entries(scope).map(({ name }) => name));
		for (const alias of bases) {
			const base = this.named.get(alias.text.slice(1));
			if (!base || !isScope(base) || this.exhausted) continue;
			const open = entries(base).filter(({ name }) => !said.has(name));
			this.left -= base.assignments.length + base.children.length;
			for (const held of open) {
				said.add(held.name);
				this.copy(held, scope, placeOf(held), alias);
			}
		}
	}

	private copy(held: Held, into: Scope, place: Place, alias: Alias): Held | undefined {
		this.left -= into.path.length + 1;
		if (this.left < 0) return undefined;
		if (!isScope(held)) {
			const value = { span: alias.span, text: alias.text, form: "plain", value: undefined } as const;
			return assign(into, value, { ...place, refersTo: held });
		}
		const { kind, callee } = held;
		const scope = openScope(kind, into, { ...place, callee, span: alias.span });
		for (const inner of entries(held)) this.copy(inner, scope, placeOf(inner), alias);
		return scope;
	}
}

const entries = ({ assignments, children }: Scope): Held[] => [...assignments, ...children];

const placeOf = ({ name, nameSpan, path }: Held): Place => ({
	name,
	nameSpan,
	pathSegment: name || (path.at(-1) ?? ""),
});
