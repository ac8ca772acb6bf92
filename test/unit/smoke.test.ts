import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";

suite("the door into the core", () => {
	test("a text without a training setup has no findings", () => {
		assert.deepEqual(analyse("name: a\n", "yaml").findings, []);
	});

	test("an `lr` among the thousands of a vocabulary is a token", () => {
		const tokens = Array.from({ length: 6000 }, (_, i) => `"t${i}": ${i}`);
		assert.deepEqual(analyse(`{${tokens.join(",")},"lr":14050}`, "json").parameters, []);
		assert.equal(analyse('{"t1": 1, "lr": 14050}', "json").parameters.length, 1);
	});
});
