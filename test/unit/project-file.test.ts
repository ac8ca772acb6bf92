import * as assert from "assert";
import { readProjectFile, withRule } from "../../src/core/project-file.ts";

const RULE = "learning-rate-too-high";

suite("the project file", () => {
	test("YAML and JSON say the same", () => {
		const yaml = readProjectFile(
			`profile: article\nrules:\n  ${RULE}: off\nfacts:\n  features: 100\n  optimizer: sgd\n`,
			".hplint.yaml",
		);
		const json = readProjectFile(
			`{"profile": "article", "rules": {"${RULE}": "off"}, "facts": {"features": 100, "optimizer": "sgd"}}`,
			".hplint.json",
		);
		assert.deepEqual(yaml, {
			profile: "article",
			rules: { [RULE]: "off" },
			facts: { features: 100, optimizer: "sgd" },
			problems: [],
		});
		assert.deepEqual(json, yaml);
	});

	test("what is wrong is said, at its place", () => {
		const text = `profile: strict\nrules:\n  no-such-rule: off\n  ${RULE}: loud\nfacts:\n  colour: red\nextra: 1\n`;
		const { problems } = readProjectFile(text, ".hplint.yaml");
		assert.deepEqual(
			problems.map(({ span }) => text.slice(span.start, span.end)),
			["strict", "extra", "no-such-rule", "loud", "colour"],
		);
	});

	test("turning a rule off keeps everything else as it was", () => {
		const cases: readonly [before: string, file: string, after: string][] = [
			["", ".hplint.yaml", `rules:\n  ${RULE}: off\n`],
			["", ".hplint.json", `{\n  "rules": {\n    "${RULE}": "off"\n  }\n}\n`],
			["profile: auto # ours\n", ".hplint.yaml", `profile: auto # ours\nrules:\n  ${RULE}: off\n`],
			[
				"rules:\n    a: off\nfacts:\n    features: 3\n",
				".hplint.yaml",
				`rules:\n    a: off\n    ${RULE}: off\nfacts:\n    features: 3\n`,
			],
			[`rules:\n  ${RULE}: warning # why\n`, ".hplint.yaml", `rules:\n  ${RULE}: off # why\n`],
			["rules:\nprofile: auto\n", ".hplint.yaml", `rules:\n  ${RULE}: off\nprofile: auto\n`],
			['{\n  "profile": "auto"\n}\n', ".hplint.json", `{\n  "rules": { "${RULE}": "off" },\n  "profile": "auto"\n}\n`],
			[
				'{\n  "rules": {\n    "a": "off"\n  }\n}\n',
				".hplint.json",
				`{\n  "rules": {\n    "${RULE}": "off",\n    "a": "off"\n  }\n}\n`,
			],
		];
		for (const [before, file, after] of cases) {
			assert.equal(withRule(before, file, RULE, "off"), after, before);
			assert.equal(readProjectFile(after, file).rules[RULE], "off");
		}
	});

	test("a form that leaves no certain place is left alone", () => {
		for (const [before, file] of [
			["rules: {a: off}\n", ".hplint.yaml"],
			["rules: null\n", ".hplint.yaml"],
			["- a\n", ".hplint.yaml"],
			["{profile: auto}\n", ".hplint.yaml"],
			['{"rules": null}\n', ".hplint.json"],
		] as const) {
			const after = withRule(before, file, RULE, "off");
			if (after !== undefined) assert.equal(readProjectFile(after, file).rules[RULE], "off", before);
		}
	});
});
