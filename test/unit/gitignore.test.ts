/** Which paths `.gitignore` files leave out. `test/suite/workspace.test.ts` has the files of a workspace. */

import * as assert from "assert";
import { GitIgnore } from "../../src/core/gitignore.ts";

type Files = Readonly<Record<string, string>>;

/** Of the paths those that are left out by the files, which are given from the top downwards. */
function leftOut(files: Files, paths: readonly string[]): string[] {
	const rules = Object.entries(files).reduce((all, [folder, text]) => all.and(folder, text), GitIgnore.nothing);
	return paths.filter((path) => rules.ignores(path));
}

suite("gitignore", () => {
	test("without a file nothing is left out", () => {
		assert.deepEqual(leftOut({}, ["a.yaml", "wandb/"]), []);
	});

	test("names, folders, ties to the top, wildcards, comments", () => {
		const paths = ["wandb/", "a/wandb/", "wandb", "x.tmp.yaml", "out.yaml", "a/out.yaml", "a/b/c.yaml", "# a.yaml"];
		assert.deepEqual(leftOut({ "": "# a.yaml\n\nwandb/\n*.tmp.yaml\n/out.yaml\na/**/c.yaml\n" }, paths), [
			"wandb/",
			"a/wandb/",
			"x.tmp.yaml",
			"out.yaml",
			"a/b/c.yaml",
		]);
	});

	test("a negation brings a file back, but none of a folder that is left out", () => {
		const files = { "": "*.yaml\n!keep.yaml\nout/\n!out/keep.yaml\n" };
		assert.deepEqual(leftOut(files, ["a.yaml", "keep.yaml", "b/keep.yaml", "out/keep.yaml"]), [
			"a.yaml",
			"out/keep.yaml",
		]);
	});

	test("a file of a folder holds below it, by the same rules", () => {
		const files = { a: "x.yaml\n/y.yaml\nsub/z.yaml\nlogs/\n\\#w.yaml\n" };
		const below = ["a/x.yaml", "a/b/x.yaml", "a/y.yaml", "a/sub/z.yaml", "a/b/logs/", "a/#w.yaml"];
		const others = ["x.yaml", "b/x.yaml", "a/b/y.yaml", "a/b/sub/z.yaml", "b/logs/"];
		assert.deepEqual(leftOut(files, [...below, ...others]), below);
	});

	test("the nearer file stands before the one above it, folders included", () => {
		const files = { "": "*.json\nlocal/\n", a: "!*.json\n!local/\n", "a/b": "*.json\n" };
		assert.deepEqual(leftOut(files, ["x.json", "a/x.json", "a/b/x.json", "local/", "a/local/", "a/local/x.yaml"]), [
			"x.json",
			"a/b/x.json",
			"local/",
		]);
	});

	test("a folder's name is no pattern", () => {
		assert.deepEqual(leftOut({ "[x]*": "a.yaml\n" }, ["[x]*/a.yaml", "xy/a.yaml"]), ["[x]*/a.yaml"]);
	});

	test("capitals count, as for Git and ripgrep where files are told apart by them", () => {
		assert.deepEqual(leftOut({ "": "Data/\n" }, ["Data/", "data/"]), ["Data/"]);
	});
});
