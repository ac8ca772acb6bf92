import * as assert from "assert";
import { read } from "../../src/core/read/index.ts";
import { indexDocument, inTextOrder } from "../../src/core/recognise/index-document.ts";
import { NameKind, Names, nameTest } from "../../src/core/recognise/names.ts";
import { onceOf, remembered } from "../../src/core/recognise/remembered.ts";

suite("names of a document", () => {
	test("by spelling, by group, by a test", () => {
		const names = new Names<string>(
			(thing) => thing.split(" ")[0],
			(spelling) => spelling.toLowerCase(),
			new NameKind(),
		);
		for (const [i, spelling] of ["lr", "LR", "lr", "seed"].entries()) names.add(spelling, `${spelling} ${i}`);
		assert.deepEqual(names.spelled("lr"), ["lr 0", "lr 2"]);
		assert.deepEqual(names.grouped("lr"), ["lr 0", "LR 1", "lr 2"]);
		assert.deepEqual(names.passing(nameTest((spelling) => spelling.length === 2)), ["lr 0", "lr 2", "LR 1"]);
		assert.deepEqual(names.passing(nameTest((spelling) => spelling === "lr")), ["lr 0", "lr 2"]);
		assert.deepEqual([names.spelled("Lr"), names.grouped("LR")], [[], []]);
	});

	test("a spelling is put to a test once, whatever documents it stands in", () => {
		const asked: string[] = [];
		const isShort = nameTest((spelling) => {
			asked.push(spelling);
			return spelling.length === 2;
		});
		const kind = new NameKind();
		const documents = [
			["lr", "a spelling of this test"],
			["lr", "another spelling of this test", "lr"],
		].map((spellings) => {
			const names = new Names<string>(
				(thing) => thing,
				(spelling) => spelling,
				kind,
			);
			for (const spelling of spellings) names.add(spelling, spelling);
			return names;
		});
		assert.deepEqual(
			documents.map((names) => [names.passing(isShort), names.passing(isShort)]),
			[
				[["lr"], ["lr"]],
				[
					["lr", "lr"],
					["lr", "lr"],
				],
			],
		);
		assert.deepEqual(asked, ["lr", "a spelling of this test", "another spelling of this test"]);
	});

	test("what is chosen comes in the order of the text", () => {
		const document = read("a:\n  lr: 1\n  b: {lr: 2}\nbase_lr: 3\n", "yaml");
		const index = indexDocument(document, document.documents[0] ?? assert.fail());
		const numbers = (found: readonly { value: { value: unknown } }[]): unknown[] =>
			found.map(({ value }) => value.value);
		assert.deepEqual(numbers(index.assignments), [3, 1, 2]);
		assert.deepEqual(numbers(index.namedLike(nameTest((name) => name.endsWith("lr")))), [1, 2, 3]);
		assert.deepEqual(numbers(inTextOrder([...index.assignments])), [1, 2, 3]);
	});

	test("one place under two names is in the order of the names; the outer place comes before the inner", () => {
		const document = read("lr = learning_rate = 0.1\nopt = Adam(p, Adam(q))\n", "python");
		const index = indexDocument(document, document.documents[0] ?? assert.fail());
		assert.deepEqual(
			index.namedLike(nameTest(() => true)).map(({ name }) => name),
			["lr", "learning_rate"],
		);
		assert.deepEqual(
			index.calledLike(nameTest((callee) => callee === "Adam")).map(({ name }) => name),
			["opt", ""],
		);
	});

	test("a script imports a module and all that holds it", () => {
		const document = read("import torch.optim\nfrom transformers import Trainer\n", "python");
		const index = indexDocument(document, document.documents[0] ?? assert.fail());
		const asked = ["torch", "torch.optim", "transformers", "transformers.Trainer", "tor", "torch.nn", "Trainer"];
		assert.deepEqual(asked.filter(index.importsFrom), asked.slice(0, 4));
	});
});

suite("remembered answers", () => {
	test("are given once for each name, be it the name of an object's own", () => {
		const asked: string[] = [];
		const length = remembered((name) => {
			asked.push(name);
			return name === "" ? undefined : name.length;
		});
		const names = ["lr", "", "__proto__", "constructor", "lr", "", "__proto__", "constructor"];
		assert.deepEqual(names.map(length), [2, undefined, 9, 11, 2, undefined, 9, 11]);
		assert.deepEqual(asked, names.slice(0, 4));
	});

	test("are forgotten before they are many", () => {
		let asked = 0;
		const same = remembered((name) => {
			asked++;
			return name;
		});
		for (let i = 0; i < 25_000; i++) assert.equal(same(`name_${i}`), `name_${i}`);
		same("name_24999");
		same("name_0");
		assert.equal(asked, 25_001);
	});

	test("of what is longer than a name are not kept", () => {
		let asked = 0;
		const length = remembered((name) => {
			asked++;
			return name.length;
		});
		const lengths = [200, 200, 20_000, 20_000];
		assert.deepEqual(
			lengths.map((one) => length("x".repeat(one))),
			lengths,
		);
		assert.equal(asked, 3);
	});

	test("of a whole are not those of a copy of it", () => {
		const size = onceOf((whole: { readonly list: readonly number[] }) => whole.list.length);
		const whole = { list: [1] };
		size(whole);
		assert.equal(size({ ...whole, list: [] }), 0);
		assert.equal(size(Object.assign({}, whole, { list: [1, 2] })), 2);
	});

	test("of a whole are given once for it", () => {
		let asked = 0;
		const size = onceOf((list: readonly number[]) => {
			asked++;
			return list[0];
		});
		const [one, none] = [[1], []];
		assert.deepEqual([size(one), size(none), size(one), size(none), asked], [1, undefined, 1, undefined, 2]);
	});
});
