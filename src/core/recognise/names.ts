/** Things found by their names. A document spells few names, and each many times: what is asked of a name is asked once for each spelling. */

import { remembered } from "./remembered.ts";

declare const isNameTest: unique symbol;

/** A question about names that many documents are asked. Made once, where a module begins, as its answers are kept. */
export type NameTest = ((name: string) => boolean) & { readonly [isNameTest]: true };

export const nameTest = (test: (name: string) => boolean): NameTest => test as NameTest;

const NONE: readonly never[] = [];

/** Names of one kind, in whatever document: each spelling is put to a test once. */
export class NameKind {
	/** All that were ever asked of names of this kind. */
	private readonly tests: NameTest[] = [];
	private passed = remembered((spelling) => this.put(spelling));

	/** Which spellings pass this test, and which each of those that were asked before. */
	passing(test: NameTest, spellings: Iterable<string>): Map<NameTest, string[]> {
		if (!this.tests.includes(test)) {
			this.tests.push(test);
			this.passed = remembered((spelling) => this.put(spelling));
		}
		const passing = new Map<NameTest, string[]>(this.tests.map((one) => [one, []]));
		for (const spelling of spellings) for (const one of this.passed(spelling)) passing.get(one)?.push(spelling);
		return passing;
	}

	private put(spelling: string): readonly NameTest[] {
		const passed = this.tests.filter((test) => test(spelling));
		return passed.length > 0 ? passed : NONE;
	}
}

/** The things of one document by their names. */
export class Names<T> {
	/** Each spelling with all things of its group. */
	private readonly spellings = new Map<string, T[]>();
	private readonly groups = new Map<string, T[]>();
	private readonly own = new Map<string, readonly T[]>();
	/** The spellings that pass a test. */
	private passed: ReadonlyMap<NameTest, readonly string[]> | undefined;

	/** `kind`: that of the names; `groupOf` gives what spellings of one name have in common. */
	constructor(
		private readonly spellingOf: (thing: T) => string | undefined,
		private readonly groupOf: (spelling: string) => string,
		private readonly kind: NameKind,
	) {}

	add(spelling: string, thing: T): void {
		const known = this.spellings.get(spelling);
		if (known) known.push(thing);
		else this.spellings.set(spelling, this.grow(this.groupOf(spelling), thing));
	}

	/** Under exactly this spelling, in the order in which they were added. */
	spelled(spelling: string): readonly T[] {
		let own = this.own.get(spelling);
		if (!own) {
			own = (this.spellings.get(spelling) ?? []).filter((thing) => this.spellingOf(thing) === spelling);
			this.own.set(spelling, own);
		}
		return own;
	}

	/** Under any spelling of a group, in the order in which they were added. */
	grouped(group: string): readonly T[] {
		return this.groups.get(group) ?? NONE;
	}

	/** Under the spellings that pass a test, spelling by spelling. */
	passing(test: NameTest): T[] {
		if (!this.passed?.has(test)) this.passed = this.kind.passing(test, this.spellings.keys());
		const found: T[] = [];
		for (const spelling of this.passed.get(test) ?? []) for (const thing of this.spelled(spelling)) found.push(thing);
		return found;
	}

	private grow(group: string, thing: T): T[] {
		const known = this.groups.get(group);
		if (known) {
			known.push(thing);
			return known;
		}
		const list = [thing];
		this.groups.set(group, list);
		return list;
	}
}
