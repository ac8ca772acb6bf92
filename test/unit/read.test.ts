import * as assert from "assert";
import { LineIndex } from "../../src/core/lines.ts";
import type { Assignment, ReadDocument, Scope } from "../../src/core/read/model.ts";
import { plainValue, pyYamlValue } from "../../src/core/read/numbers.ts";
import { readGin, readJson, readYaml } from "./readers.ts";

function all(document: ReadDocument): Assignment[] {
	const found: Assignment[] = [];
	const visit = (scope: Scope): void => {
		found.push(...scope.assignments);
		scope.children.forEach(visit);
	};
	document.documents.forEach(visit);
	return found;
}

/** `path = text @line:column`, 1-based, of every assignment. */
function shown(document: ReadDocument): string[] {
	const lines = new LineIndex(document.text);
	return all(document)
		.sort((a, b) => a.value.span.start - b.value.span.start)
		.map(({ path, value }) => {
			const { line, column } = lines.at(value.span.start);
			assert.equal(document.text.slice(value.span.start, value.span.end), value.text);
			return `${path.join(".")} = ${value.text} @${line + 1}:${column + 1}`;
		});
}

suite("reading YAML", () => {
	const cases: readonly [name: string, text: string, wanted: string[]][] = [
		["nested mappings", "a:\n  b: 1\nc: x\n", ["a.b = 1 @2:6", "c = x @3:4"]],
		[
			"lists",
			"lr: [0.1, 2]\nl:\n- a: 1\n- 2\n",
			["lr.0 = 0.1 @1:6", "lr.1 = 2 @1:11", "l.0.a = 1 @3:6", "l.1 = 2 @4:3"],
		],
		["several documents", "a: 1\n---\nb: 2\n...\n---\nc: 3\n", ["a = 1 @1:4", "b = 2 @3:4", "c = 3 @6:4"]],
		["comments", "a: 1 # no\n# b: 2\n", ["a = 1 @1:4"]],
		[
			"anchors and tags",
			"a: &x 1\nb: !!float 1e-3\nc: &y\n  d: 2\ne: *x\n",
			["a = 1 @1:7", "b = 1e-3 @2:12", "c.d = 2 @4:6"],
		],
		["quoted", 'a: "1"\nb: \'2\'\n"c": 3\n', ['a = "1" @1:4', "b = '2' @2:4", "c = 3 @3:6"]],
		["CRLF", "a: 1\r\nb:\r\n  c: 2\r\n", ["a = 1 @1:4", "b.c = 2 @3:6"]],
		[
			"flags as keys",
			"ARGS:\n  --lr: 0.1\n  --batch-size: 8\n",
			["ARGS.--lr = 0.1 @2:9", "ARGS.--batch-size = 8 @3:17"],
		],
		["UTF-16 columns", "é𝒳: 1\nk: {𝒳: 2}\n", ["é𝒳 = 1 @1:6", "k.𝒳 = 2 @2:9"]],
		["half typed", "a: 1\nb:\n  c: [1, \nd: 2\n", ["a = 1 @1:4", "b.c.0 = 1 @3:7"]],
		["templates", "a: {{ lr }}\nb: 2\n", ["b = 2 @2:4"]],
	];
	for (const [name, text, wanted] of cases) {
		test(name, () => {
			const seen = shown(readYaml(text));
			for (const line of wanted) assert.ok(seen.includes(line), `${line} in\n${seen.join("\n")}`);
		});
	}

	test("a block scalar is one value", () => {
		const [value] = all(readYaml("a: |\n  lr: 1\n  x\nb: 2\n"));
		assert.equal(value?.value.form, "block");
	});
});

suite("reading JSON", () => {
	test("an entry where none can be ends what is open, and nothing goes round in circles", () => {
		assert.deepEqual(shown(readJson('{\n"a": ( 4,\n"b": { "lr": 1 }\n}')), ["a.0 = 4 @2:8", "b.lr = 1 @3:14"]);
		assert.deepEqual(shown(readJson('["a": 1, 2]')), ["2 = 2 @1:10"]);
		assert.deepEqual(shown(readJson("(a: 1")), []);
	});

	const cases: readonly [name: string, text: string, wanted: string[]][] = [
		["objects and lists", '{"a": {"b": 1}, "c": [2, {"d": 3}]}', ["a.b = 1 @1:13", "c.0 = 2 @1:23", "c.1.d = 3 @1:32"]],
		["comments", '{\n// x\n"a": 1, /* y */ "b": 2,\n}', ["a = 1 @3:6", "b = 2 @3:22"]],
		["Python's numbers", '{"a": NaN, "b": 2}', ["a = NaN @1:7", "b = 2 @1:17"]],
		["JSON lines", '{"a": 1}\n{"a": 2}\n', ["a = 1 @1:7", "a = 2 @2:7"]],
		["half typed", '{"a": 1, "b": , "c": {"d": 2', ["a = 1 @1:7", "c.d = 2 @1:28"]],
		[
			"JSON5",
			"// x\n{a: .5, 'b': +5., $c: 0x1F, \"d\": 'it\\'s', e: [Infinity, -NaN,],}",
			[
				"a = .5 @2:5",
				"b = +5. @2:14",
				"$c = 0x1F @2:23",
				"d = 'it\\'s' @2:34",
				"e.0 = Infinity @2:47",
				"e.1 = -NaN @2:57",
			],
		],
		[
			"Jsonnet",
			"local lr = 1e-3, n = 2;\nlocal f(x) = x * 2;\n# x\n{ a:: lr, b+: { c: 1 }, d: n * 2, e: f({ g: 3 }), assert true, [if n > 1 then 'h']: 4, i: 5 }",
			["lr = 1e-3 @1:12", "a = lr @4:7", "b.c = 1 @4:20", "e.0.g = 3 @4:45", "i = 5 @4:91"],
		],
		["a missing comma", '{"a": 1 "b": 2}', ["a = 1 @1:7", "b = 2 @1:14"]],
		[
			"a missing bracket",
			'{"a": [1, "b": {"c": [{"d": 2], "e": 3}, "f": 4}',
			["a.0 = 1 @1:8", "b.c.0.d = 2 @1:29", "b.e = 3 @1:38", "f = 4 @1:47"],
		],
		["lone surrogates", '{"\ud800": 1, "b": "\udfff"}', ['b = "\udfff" @1:15']],
	];
	for (const [name, text, wanted] of cases) {
		test(name, () => {
			const seen = shown(readJson(text));
			for (const line of wanted) assert.ok(seen.includes(line), `${line} in\n${seen.join("\n")}`);
		});
	}

	test("nesting of 100,000 ends with what came before, and says so", () => {
		const { skipped, documents } = readJson(`{"lr": 1, "x": ${"[".repeat(100_000)}`);
		assert.equal(documents[0]?.assignments[0]?.value.value, 1);
		assert.equal(skipped.length, 1);
	});
});

suite("reading hostile YAML", () => {
	test("an alias bomb hides nothing of what stands beside it", () => {
		const bomb = `a: &a [x, x]\n${[..."bcdefghij"].map((name, i) => `${name}: &${name} [${"*abcdefghij".charAt(0)}${"abcdefghij".charAt(i)}]`).join("\n")}\nlr: 1\n`;
		assert.ok(shown(readYaml(bomb)).some((line) => line.startsWith("lr = 1")));
	});

	test("one line of tens of thousands of marks is left unread, and the rest before it is not", () => {
		for (const line of [`log: ${"step: 1, ".repeat(20_000)}`, "- ".repeat(50_000), `${" ".repeat(80_000)}--x`]) {
			const document = readYaml(`lr: 1\n${line}\n`);
			assert.equal(document.documents[0]?.assignments[0]?.value.value, 1);
			assert.equal(document.skipped.length, 1);
		}
	});

	test("nesting of 100,000 does not exhaust the stack", () => {
		assert.doesNotThrow(() => readYaml(`lr: ${"[".repeat(100_000)}`));
		assert.doesNotThrow(() => readYaml(`lr: ${"{a: ".repeat(100_000)}`));
	});
});

suite("what loaders make of a plain scalar (E7.5)", () => {
	for (const [text, lenient, pyYaml] of [
		["1e-3", 1e-3, "1e-3"],
		["2E-5", 2e-5, "2E-5"],
		["1e3", 1000, "1e3"],
		["1.0e3", 1000, "1.0e3"],
		["1.0e-3", 1e-3, 1e-3],
		["1.e-3", 1e-3, 1e-3],
		[".1e-2", 1e-3, 1e-3],
		["1.0e+3", 1000, 1000],
		["1_000", 1000, 1000],
		["010", 10, 8],
		["1:30", "1:30", 90],
		["yes", "yes", true],
		["off", "off", false],
		["nan", "nan", "nan"],
		[".inf", Infinity, Infinity],
		["1/256", "1/256", "1/256"],
		["10%", "10%", "10%"],
		["1,000", "1,000", "1,000"],
		["~", null, null],
		["True", true, true],
	] as const) {
		test(text, () => {
			assert.equal(plainValue(text), lenient);
			assert.equal(pyYamlValue(text), pyYaml);
		});
	}
});

suite("reading gin", () => {
	test("bindings, scopes, macros", () => {
		const text =
			"include 'base.gin'\nimport t5x.trainer\nLR = 0.1\ntrain/Adam.learning_rate = %LR\nrun.batch_size = 8  # %x\nfit.names = ['%a',\n  @b()]\nfit.lr = \\\n  1e-3\n";
		const values = all(readGin(text)).map(({ path, value, refersTo }) => {
			assert.equal(text.slice(value.span.start, value.span.end), value.text);
			return `${path.join(".")} = ${value.text}${refersTo ? ` (${value.value})` : ""}`;
		});
		assert.deepEqual(values.sort(), [
			"LR = 0.1",
			"fit.lr = 1e-3",
			"fit.names.0 = '%a'",
			"run.batch_size = 8",
			"train.Adam.learning_rate = LR (0.1)",
		]);
	});
});
