import * as assert from "assert";
import { LineIndex } from "../../src/core/lines.ts";
import { analyse } from "../../src/core/linter.ts";
import type { Assignment, ReadDocument, Scope } from "../../src/core/read/model.ts";
import { readToml } from "./readers.ts";

function all({ documents }: ReadDocument): Assignment[] {
	const within = ({ assignments, children }: Scope): Assignment[] => [...assignments, ...children.flatMap(within)];
	return documents.flatMap(within).sort((a, b) => a.value.span.start - b.value.span.start);
}

/** `path = text @line:column`, 1-based, of every assignment. */
function shown(text: string): string[] {
	const lines = new LineIndex(text);
	return all(readToml(text)).map(({ path, value }) => {
		const { line, column } = lines.at(value.span.start);
		assert.equal(text.slice(value.span.start, value.span.end), value.text);
		return `${path.join(".")} = ${value.text} @${line + 1}:${column + 1}`;
	});
}

const values = (text: string): unknown[] =>
	// Not every `deepEqual` takes NaN for itself.
	all(readToml(text)).map(({ value: { value } }) => (Number.isNaN(value) ? "NaN" : value));

suite("reading TOML", () => {
	const cases: readonly [name: string, text: string, wanted: string[]][] = [
		[
			"keys",
			"a = 1\n\"b c\" = 2\n'd.e' = 3\nf-g_1 = 4",
			["a = 1 @1:5", "b c = 2 @2:9", "d.e = 3 @3:9", "f-g_1 = 4 @4:9"],
		],
		["dotted keys", "a.b = 1\na . c = 2\n", ["a.b = 1 @1:7", "a.c = 2 @2:9"]],
		[
			"tables",
			"x = 0\n[a]\nb = 1\n[a.c]\nd = 2\n[e]\nf = 3\n",
			["x = 0 @1:5", "a.b = 1 @3:5", "a.c.d = 2 @5:5", "e.f = 3 @7:5"],
		],
		[
			"lists of tables",
			"[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n",
			["a.0.b = 1 @2:5", "a.1.b = 2 @4:5", "a.1.c.d = 3 @6:5"],
		],
		["inline tables", "a = { b = 1, c.d = 2 }\n", ["a.b = 1 @1:11", "a.c.d = 2 @1:20"]],
		[
			"inline tables over several lines",
			"a = {\n  b = 1, # x\n  c = 2,\n}\nd = 3",
			["a.b = 1 @2:7", "a.c = 2 @3:7", "d = 3 @5:5"],
		],
		[
			"lists",
			"a = [1, [2, 3],\n  # x\n  4,\n]\nb = 5\n",
			["a.0 = 1 @1:6", "a.1.0 = 2 @1:10", "a.1.1 = 3 @1:13", "a.2 = 4 @3:3", "b = 5 @5:5"],
		],
		["tables in lists", "a = [{ b = 1 }, { b = 2 }]\n", ["a.0.b = 1 @1:12", "a.1.b = 2 @1:23"]],
		["comments", "a = 1 # b = 2\n# c = 3\nd = '#' # x\n", ["a = 1 @1:5", "d = '#' @3:5"]],
		["CRLF", "a = 1\r\nb = x\r\n[c]\r\nd = 2\r\n", ["a = 1 @1:5", "b = x @2:5", "c.d = 2 @4:5"]],
		["UTF-16 columns", 'é𝒳 = "𝒳"\n', ['é𝒳 = "𝒳" @1:7']],
		// What is half typed costs only its line.
		["a key alone", "a = 1\nb\nc =\nd = 2", ["a = 1 @1:5", "d = 2 @4:5"]],
		["an open list", "a = [0.9,\nb = 2\n", ["a.0 = 0.9 @1:6", "b = 2 @2:5"]],
		["an open list before a table", "a = [0.9\n[t]\nb = 2\n", ["a.0 = 0.9 @1:6", "t.b = 2 @3:5"]],
		["an open inline table", "a = { b = 1,\nc = 2\n", ["a.b = 1 @1:11", "c = 2 @2:5"]],
		["an open string", 'a = "x\nb = 2\n', ['a = "x @1:5', "b = 2 @2:5"]],
		["an open string of several lines", 'a = """x\nb = 2\n', ['a = "" @1:5', "b = 2 @2:5"]],
		["an open header", "[a\nb = 1\n[c]\nd = 2\n", ["a.b = 1 @2:5", "c.d = 2 @4:5"]],
		["noise", "= 1\n] }\na = 2 , 3\nb = 4\n", ["a = 2 @3:5", "b = 4 @4:5"]],
	];
	for (const [name, text, wanted] of cases) test(name, () => assert.deepEqual(shown(text), wanted));

	test("numbers are typed", () => {
		const text =
			"a = 1e-4\nb = 1_000\nc = 0x1F\nd = 0o17\ne = 0b11\nf = +1.5E+3\ng = -inf\nh = nan\ni = '1e-4'\nj = 1979-05-27 07:32:00\nk = true\nl = .5\nm = 1 e-4";
		assert.deepEqual(values(text), [
			1e-4,
			1000,
			31,
			15,
			3,
			1500,
			-Infinity,
			"NaN",
			"1e-4",
			"1979-05-27 07:32:00",
			true,
			0.5,
			"1 e-4",
		]);
		assert.deepEqual(
			all(readToml(text)).map(({ value }) => value.form),
			[...Array(8).fill("number"), "quoted", "plain", "constant", "plain", "plain"],
		);
	});

	test("strings of four kinds", () => {
		const text = 'a = "x\\t\\"\\u0041"\nb = \'x\\t\'\nc = """\nx\ny\\""""\nd = \'\'\'\nx\\\'\'\'\n';
		assert.deepEqual(values(text), ['x\t"A', "x\\t", 'x\ny"', "x\\"]);
	});

	test("comments silence", () => {
		const text = "optimizer = 'adamw'\nlearning_rate = 5.0 # hplint-disable-line\n[other]\nlearning_rate = 5.0\n";
		const { findings, lines } = analyse(text, "toml");
		assert.deepEqual(
			findings.map(({ parameter }) => lines.at(parameter.span.start).line),
			[3],
		);
	});

	test("a hostile text takes no more than its length", () => {
		const size = 200_000;
		for (const part of ["[", "a.", "{", "a=[", "'''\n", '"', "[1,", "a=[\n", "a={b=", "#", "[[a]]\n", "\\", "a=["])
			readToml(part.repeat(size / part.length));
	});
});
