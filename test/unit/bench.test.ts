import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type TreeFile, treeFiles } from "../../bench/tree.ts";
import { analyse, languageOf } from "../../src/core/linter.ts";
import { MAY_MATTER } from "../../src/core/recognise/vocabulary.ts";

suite("the tree of the benchmark", () => {
	const files = [...treeFiles(100)];

	test("is the same for the same seed, and another for another", () => {
		const hash = (seed?: number): string =>
			createHash("sha256")
				.update(JSON.stringify([...treeFiles(40, seed)]))
				.digest("hex");
		assert.equal(hash(), hash());
		assert.notEqual(hash(), hash(6));
	});

	test("is mostly Python, and every file has a name of its own", () => {
		assert.equal(new Set(files.map(({ path }) => path)).size, files.length);
		assert.ok(files.filter(({ path }) => path.endsWith(".py")).length > files.length / 2);
	});

	test("has our names in about half of its files, and a value of ours in about a quarter", () => {
		const share = (has: (file: TreeFile) => boolean): number => files.filter(has).length / files.length;
		const named = share(({ text }) => MAY_MATTER.test(text));
		assert.ok(named > 0.4 && named < 0.6, `${named}`);
		const held = share(({ path, text }) => {
			const format = languageOf(path);
			return format !== undefined && analyse(text, format).parameters.length > 0;
		});
		assert.ok(held > 0.18 && held < 0.32, `${held}`);
	});
});
