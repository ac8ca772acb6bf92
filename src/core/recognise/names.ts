import { remembered } from "./remembered.ts";

declare const isNameTest: unique symbol;

/** A question about names that many documents are asked. Each spelling is asked once, and not again in each of them. */
export type NameTest = ((name: string) => boolean) & { readonly [isNameTest]: true };

const TESTS: NameTest[] = [];

/** To be made once, where a module begins. */
export function nameTest(test: (name: string) => boolean): NameTest {
	TESTS.push(test as NameTest);
	passedBy = remembered(testsPassedBy);
	return test as NameTest;
}

const NONE: readonly NameTest[] = [];

function testsPassedBy(spelling: string): readonly NameTest[] {
	const passed = TESTS.filter((test) => test(spelling));
	return passed.length > 0 ? passed : NONE;
}

let passedBy = remembered(testsPassedBy);

/** Things found by their names. A document spells few names, and each many times: what is asked of a name is asked once for each spelling. */

export class Names<T> {
	/** Each spelling with all things of its group. */
	private readonly spellings = new Map<string, T[]>();
	private readonly groups = new Map<string, T[]>();
	private readonly own = new Map<string, readonly T[]>();
	/** The spellings that pass a test, of those that pass any. */
	private passed: ReadonlyMap<NameTest, readonly string[]> | undefined;

	/** `groupOf` gives what spellings of one name have in common. */
	constructor(
		private readonly spellingOf: (thing: T) => string | undefined,
		private readonly groupOf: (spelling: string) => string,
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
		return this.groups.get(group) ?? [];
	}

	/** Under the spellings that pass a test, spelling by spelling. */
	passing(test: NameTest): T[] {
		if (!this.passed?.has(test)) this.passed = this.tested();
		const found: T[] = [];
		for (const spelling of this.passed.get(test) ?? []) for (const thing of this.spelled(spelling)) found.push(thing);
		return found;
	}

	private tested(): Map<NameTest, string[]> {
		const passed = new Map<NameTest, string[]>(TESTS.map((test) => [test, []]));
		for (const spelling of this.spellings.keys())
			for (const test of passedBy(spelling)) passed.get(test)?.push(spelling);
		return passed;
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
