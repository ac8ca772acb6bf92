/** Things found by their names. A document spells few names, and each many times: what is asked of a name is asked once for each spelling. */

export class Names<T> {
	private readonly spellings = new Map<string, { readonly own: T[]; readonly all: T[] }>();
	private readonly groups = new Map<string, T[]>();

	/** `groupOf` gives what spellings of one name have in common. */
	constructor(private readonly groupOf: (spelling: string) => string) {}

	add(spelling: string, thing: T): void {
		let lists = this.spellings.get(spelling);
		if (!lists) {
			lists = { own: [], all: this.groupFor(this.groupOf(spelling)) };
			this.spellings.set(spelling, lists);
		}
		lists.own.push(thing);
		lists.all.push(thing);
	}

	/** Under exactly this spelling, in the order in which they were added. */
	spelled(spelling: string): readonly T[] {
		return this.spellings.get(spelling)?.own ?? [];
	}

	/** Under any spelling of a group, in the order in which they were added. */
	grouped(group: string): readonly T[] {
		return this.groups.get(group) ?? [];
	}

	/** Under the spellings that pass a test, spelling by spelling. */
	passing(test: (spelling: string) => boolean): T[] {
		const found: T[][] = [];
		for (const [spelling, { own }] of this.spellings) if (test(spelling)) found.push(own);
		return found.flat();
	}

	private groupFor(group: string): T[] {
		let list = this.groups.get(group);
		if (!list) {
			list = [];
			this.groups.set(group, list);
		}
		return list;
	}
}
