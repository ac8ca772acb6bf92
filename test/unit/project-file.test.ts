import * as assert from "assert";
import { globProblem, matchesGlob } from "../../src/core/globs.ts";
import { analyse, DEFAULT_OPTIONS } from "../../src/core/linter.ts";
import { say } from "../../src/core/present/messages.ts";
import { optionsFor, readProjectFile, whyLeftOut, withRule } from "../../src/core/project-file.ts";

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
			["strict", "no-such-rule", "loud", "colour", "extra"],
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

	/** The findings in a YAML document at `path` under a project file: rule, severity, words. */
	const lint = (project: string, document: string, path = "train.yaml"): string[] => {
		const file = readProjectFile(project, ".hplint.yaml");
		assert.deepEqual(file.problems, []);
		const options = { ...DEFAULT_OPTIONS, ...optionsFor(file, path, ".hplint.yaml") };
		return analyse(document, "yaml", options).findings.map(
			({ rule, severity, message }) => `${rule} ${severity} ${say(message)}`,
		);
	};

	test("each fact is used, behind what the document says itself", () => {
		const setup = (document: string) => {
			const facts =
				"facts:\n  features: 100\n  examples: 5000\n  devices: 8\n  framework: trl\n  optimizer: sgd\n  regime: lora\n";
			const options = {
				...DEFAULT_OPTIONS,
				...optionsFor(readProjectFile(facts, ".hplint.yaml"), "a", ".hplint.yaml"),
			};
			const found = analyse(document, "yaml", options).parameters[0]?.setup;
			return [
				found?.features?.value,
				found?.examples?.value,
				found?.devices?.value,
				found?.framework?.value.id,
				found?.optimizer?.value.name,
				found?.regime?.value,
			];
		};
		assert.deepEqual(setup("lr: 0.1\n"), [100, 5000, 8, "trl", "sgd", "lora"]);
		assert.deepEqual(setup("lr: 0.1\nnum_gpus: 2\noptimizer: adamw\n").slice(2, 5), [2, "trl", "adamw"]);
	});

	test("an own name is a parameter's", () => {
		const names = "names:\n  learning_rate: [step_main]\n  per_device_batch_size: [rows]\n";
		assert.match(lint(names, "optimizer: adamw\nstep_main: 5\n")[0] ?? "", /^learning-rate-too-high warning/);
		assert.match(lint(names, "rows: 0\n")[0] ?? "", /^batch-size-not-positive/);
		assert.deepEqual(lint("", "optimizer: adamw\nstep_main: 5\n"), []);
	});

	test("an own band replaces the published one and gives its reason", () => {
		const bands =
			"bands:\n  - {parameter: learning_rate, optimizer: adamw, low: 1, high: 6, reason: scaled units}\n" +
			"  - {parameter: batch_size, low: 512, high: 4096, reason: fills the cards}\n";
		assert.deepEqual(lint(bands, "optimizer: adamw\nlr: 5\nbatch_size: 1024\n"), []);
		const [high] = lint(bands, "optimizer: adamw\nlr: 7\n");
		assert.match(high ?? "", /^learning-rate-too-high warning .*1 to 6.*\.hplint\.yaml: scaled units/);
		assert.match(
			lint(bands, "optimizer: adamw\nlr: 0.001\n")[0] ?? "",
			/^learning-rate-too-low warning .*scaled units/,
		);
		assert.match(lint(bands, "batch_size: 32\n")[0] ?? "", /warning .*512 to 4096.*fills the cards/);
		// Another optimizer: the published band.
		assert.deepEqual(lint(bands, "optimizer: sgd\nlr: 0.1\n"), []);
	});

	test("overrides hold for their files, the later before the earlier", () => {
		const project =
			"rules:\n  learning-rate-too-high: error\noverrides:\n" +
			"  - files: ['a/**']\n    rules:\n      learning-rate-too-high: hint\n" +
			"  - files: ['a/b/*.yaml']\n    rules:\n      learning-rate-too-high: off\n";
		const document = "optimizer: adamw\nlr: 5\n";
		assert.match(lint(project, document, "c.yaml")[0] ?? "", / error /);
		assert.match(lint(project, document, "a/c.yaml")[0] ?? "", / hint /);
		assert.deepEqual(lint(project, document, "a/b/c.yaml"), []);
	});

	test("include and exclude", () => {
		const file = readProjectFile("include: ['configs/**']\nexclude: ['**/old/*.yaml']\n", ".hplint.yaml");
		assert.equal(whyLeftOut(file, "configs/a.yaml"), undefined);
		assert.match(whyLeftOut(file, "configs/old/a.yaml") ?? "", /excluded/);
		assert.match(whyLeftOut(file, "a.yaml") ?? "", /include/);
	});

	test("globs match as in the editor", () => {
		for (const [glob, path, matches] of [
			["**/*.yaml", "a.yaml", true],
			["**/*.yaml", "a/b/c.yaml", true],
			["*.yaml", "a/b.yaml", false],
			["configs/**", "configs/a/b.yaml", true],
			["configs/**", "config/a.yaml", false],
			["a/**/b.{yaml,json}", "a/b.json", true],
			["a/**/b.{yaml,json}", "a/x/y/b.yaml", true],
			["run[0-9].py", "run7.py", true],
			["run[!0-9].py", "run7.py", false],
			["a+b.(py)", "a+b.(py)", true],
			["?.py", "ab.py", false],
			["**", "a/b.py", true],
		] as const) {
			assert.equal(globProblem(glob), undefined, glob);
			assert.equal(matchesGlob(glob, path), matches, `${glob} ${path}`);
		}
		for (const glob of ["", "/a", "a\\b", "[a", "{a,b", "a}"]) assert.ok(globProblem(glob), glob);
	});

	test("each kind of slip is said at its place, and what is right holds", () => {
		for (const [text, place, words] of [
			["facts:\n  feature: 3\n", "feature", /Did you mean "features"/],
			["facts:\n  features: many\n", "many", /whole number/],
			["facts:\n  framework: lightening\n", "lightening", /Did you mean "lightning"/],
			["facts:\n  optimizer: gradient\n", "gradient", /no optimizer/],
			["facts:\n  regime: lorra\n", "lorra", /Did you mean "lora"/],
			["rules:\n  learning-rate-to-high: off\n", "learning-rate-to-high", /Did you mean "learning-rate-too-high"/],
			["exclude: ['[a']\n", "'[a'", /has no \]/],
			["exclude: configs\n", "configs", /list/],
			[
				"bands:\n  - {parameter: learning_rate, low: 1, high: 2}\n",
				"{parameter: learning_rate, low: 1, high: 2}",
				/reason is missing/,
			],
			[
				"bands:\n  - {parameter: batch_size, low: 3, high: 2, reason: x}\n",
				"{parameter: batch_size, low: 3, high: 2, reason: x}",
				/low is above high/,
			],
			["profile: auto\nprofile: article\n", "profile", /twice/],
			["overrides:\n  - rules: {}\n", "rules: {}", /files is missing/],
		] as const) {
			const { problems } = readProjectFile(text, ".hplint.yaml");
			assert.equal(problems.length, 1, `${text}${JSON.stringify(problems)}`);
			const { span, message } = problems[0] as (typeof problems)[number];
			assert.equal(text.slice(span.start, span.end).trim(), place, text);
			assert.match(message, words);
		}
		for (const [text, file] of [
			["rules: [\n", ".hplint.yaml"],
			['{"rules": ', ".hplint.json"],
		] as const)
			assert.ok(
				readProjectFile(text, file).problems.some(({ message }) => /cannot be read whole/.test(message)),
				text,
			);
		for (const text of ["", "# nothing yet\n", "rules:\n", "rules:\n  learning-rate-too-high: 'off' # so\n"])
			assert.deepEqual(readProjectFile(text, ".hplint.yaml").problems, [], text);
		assert.deepEqual(readProjectFile("", ".hplint.json").problems, []);
	});

	test("JSON is said to be broken where it is; comments and a comma behind the last are allowed", () => {
		for (const [text, place] of [
			['{"profile": auto}', "auto"],
			["{'profile': \"auto\"}", "'"],
			['{"profile": "auto"} also', "also"],
			['{"profile": "auto" "rules": {}}', '"'],
			['{"include": ["a", , "b"]}', ","],
			['{"facts": {"features": 010}}', "010"],
			['{"include": ["a\\z"]}', '"'],
			["[".repeat(5000), "["],
		] as const) {
			const [damage] = readProjectFile(text, ".hplint.json").problems.filter(({ message }) =>
				/be read whole/.test(message),
			);
			assert.equal(text.slice(damage?.span.start, damage?.span.end), place, text);
		}
		const whole = '// ours\n{"include": ["a\\n\\u0041", "b",], /* so */ "facts": {"features": 1e1,},}\n';
		assert.deepEqual(readProjectFile(whole, ".hplint.json").problems, []);
	});
});
