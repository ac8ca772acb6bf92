import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";

suite("the door into the core", () => {
	test("a text without a training setup has no findings", () => {
		assert.deepEqual(analyse("name: a\n", "yaml").findings, []);
	});
});
