import * as assert from "assert";
import type { Assignment, ReadDocument, Scope } from "../../src/core/read/model.ts";
import { readPython } from "./readers.ts";

function scopes(document: ReadDocument): Scope[] {
	const found = [...document.documents];
	for (const scope of found) found.push(...scope.children);
	return found;
}

function all(document: ReadDocument): Assignment[] {
	return scopes(document)
		.flatMap(({ assignments }) => assignments)
		.sort((a, b) => a.value.span.start - b.value.span.start);
}

/** `path = text` of every assignment in the document's order, `?=` for declared ones; checks all spans. */
function shown(text: string): string[] {
	const document = readPython(text);
	return all(document).map(({ name, nameSpan, path, value, declared }) => {
		assert.strictEqual(text.slice(value.span.start, value.span.end), value.text);
		if (nameSpan) assert.strictEqual(text.slice(nameSpan.start, nameSpan.end).replace(/^-+/, ""), name);
		else assert.strictEqual(name, "");
		return `${path.join(".")} ${declared ? "?=" : "="} ${value.text}`;
	});
}

/** `kind name(callee) path` of every scope below the document. */
function outline(text: string): string[] {
	return scopes(readPython(text))
		.slice(1)
		.map(({ kind, name, callee, path }) => `${kind} ${name}(${callee ?? ""}) ${path.join(".")}`);
}

type Case = readonly [text: string, wanted: readonly string[]];

function table(cases: readonly Case[], read: (text: string) => string[]): void {
	for (const [text, wanted] of cases) test(text, () => assert.deepStrictEqual(read(text), wanted));
}

suite("reading Python: assignments", () => {
	table(
		[
			["lr = 3e-4", ["lr = 3e-4"]],
			["lr: float = 3e-4", ["lr = 3e-4"]],
			["lr: float", []],
			["lr += 1", []],
			["lr, bs = 1e-3, 32", ["lr = 1e-3", "bs = 32"]],
			["(lr, bs) = (1e-3, 32)", ["lr = 1e-3", "bs = 32"]],
			["[lr, bs] = [1e-3, 32]", ["lr = 1e-3", "bs = 32"]],
			["a, (b, c), d = 1, x, 2", ["a = 1", "d = 2"]],
			["a = b = 3", ["a = 3", "b = 3"]],
			["x = 1, 2", ["x.0 = 1", "x.1 = 2"]],
			["x = 1,", ["x.0 = 1"]],
			["(x) = (3)", ["x = 3"]],
			["if (n := 3): pass", ["n = 3"]],
			["z = (y := (x := 3))", ["x = 3", "y = 3", "z = 3"]],
			["x = {'': 3}", ["x = 3"]],
			["f(n := 3)", ["n = 3", "f.0 = 3"]],
			["cfg.SOLVER.BASE_LR = 0.02", ["cfg.SOLVER.BASE_LR = 0.02"]],
			['config["lr"] = 1', ["config.lr = 1"]],
			['o.param_groups[0]["lr"] = 1', ["o.param_groups.0.lr = 1"]],
			["a[0] = 1", ["a.0 = 1"]],
			["lr = 1 if big else 2 if x else 3", ["lr = 1", "lr = 2", "lr = 3"]],
			["x = (1 if a else 2)", ["x = 1", "x = 2"]],
			["a = 1; b = 2", ["a = 1", "b = 2"]],
			["\ufefflr = 1\r\nif x:\r\n\tbs = 2\r\n", ["lr = 1", "bs = 2"]],
			["x = '𝒳'; é = 1", ["x = '𝒳'", "é = 1"]],
		],
		shown,
	);

	test("attributes of one owner share its scope", () => {
		assert.deepStrictEqual(outline("cfg.S.A = 1\ncfg.S.B = 2\ncfg['T'] = 3\ndef f():\n  cfg.S.A = 4"), [
			"mapping cfg() cfg",
			"function f(f) f",
			"mapping S() cfg.S",
			"mapping cfg() f.cfg",
			"mapping S() f.cfg.S",
		]);
	});
	test("what is added to a dictionary stands beside what it holds", () => {
		assert.deepStrictEqual(outline('c = dict(o=dict(lr=1))\nc["o"]["bs"] = 2\nc.x = 3'), [
			"mapping c(dict) c",
			"mapping o(dict) c.o",
		]);
	});
});

suite("reading Python: calls", () => {
	table(
		[
			["opt = torch.optim.Adam(p, lr=1)", ["opt.0 = p", "opt.lr = 1"]],
			["torch.optim.Adam(p, lr=1)", ["Adam.0 = p", "Adam.lr = 1"]],
			["self.opt = Adam(lr=1)", ["self.opt.lr = 1"]],
			["f(g(lr=1), h=k(bs=2))", ["f.g.lr = 1", "f.h.bs = 2"]],
			["f(*a, **{'lr': 1}, b=2)", ["f.lr = 1", "f.b = 2"]],
			["f(lr=1 for i in x)", ["f.lr = 1"]],
			["f(i for i in x)", []],
			["f(lr=x, bs=y.z)", ["f.lr = x", "f.bs = y.z"]],
			["c.update(lr=1)\nc.update({'lr': 2})", ["update.lr = 1", "update.0.lr = 2"]],
			["c = (A().b('x').c(lr=1))", ["c.0 = 'x'", "c.lr = 1"]],
			["x = [Adam(lr=1), 2]", ["x.0.lr = 1", "x.1 = 2"]],
			["x = f(lr=1 if a else 2)", ["x.lr = 1", "x.lr = 2"]],
			["return f(lr=1)", ["f.lr = 1"]],
			["x = await f(lr=1)", ["x.lr = 1"]],
			["x = [f(lr=1) for i in y]", ["x = [f(lr=1) for i in y]", "f.lr = 1"]],
			["for i in f(lr=1): pass\nwith g(bs=2) as h: x = 3", ["f.lr = 1", "g.bs = 2", "x = 3"]],
			["f(\n  lr=1,  # why\n  # not\n  bs=2,\n)", ["f.lr = 1", "f.bs = 2"]],
		],
		shown,
	);
	table(
		[
			["o = torch.optim.Adam(lr=1)", ["call o(torch.optim.Adam) o"]],
			["c = A().b().c(lr=1)", ["call c(A) c", "call c(A().b) c", "call c(A().c) c"]],
			["x = dict(a=1)", ["mapping x(dict) x"]],
			["x = {'a': {'b': [1]}}", ["mapping x() x", "mapping a() x.a", "sequence b() x.a.b"]],
			["x = a[0](1)", ["call x(a[]) x"]],
		],
		outline,
	);
});

suite("reading Python: dictionaries and lists", () => {
	table(
		[
			['{"lr": 1, **k, "bs": 2}', ["lr = 1", "bs = 2"]],
			["x = {1: 2, 'a' 'b': 3, y: 4}", ["x.1 = 2", "x.ab = 3", "x.y = 4"]],
			["x = (1, [2, {3}])", ["x.0 = 1", "x.1.0 = 2", "x.1.1.0 = 3"]],
			["x = [*a, 1]", ["x.1 = 1"]],
		],
		(text) => {
			// A key of several strings, and none, has no name to compare with.
			return all(readPython(text)).map(({ path, value }) => `${path.join(".")} = ${value.text}`);
		},
	);
});

suite("reading Python: definitions and declarations", () => {
	table(
		[
			["def f(a, lr=1, *, bs: int = 2, **k):\n  wd = 3", ["f.lr ?= 1", "f.bs ?= 2", "f.wd = 3"]],
			["x = lambda lr=1: g(lr=lr)", ["x.lr ?= 1", "x.g.lr = lr"]],
			["class A(B):\n  lr: float = 1\n  def f(self, x=2): y = 3", ["A.0 = B", "A.lr = 1", "A.f.x ?= 2", "A.f.y = 3"]],
			["def f():\n  if a:\n    for b in c:\n      try: lr = 1\n      except E: lr = 2", ["f.lr = 1", "f.lr = 2"]],
			["async def f():\n  async with a: lr = 1", ["f.lr = 1"]],
			["match x:\n  case {'a': 1}: lr = 2", ["lr = 2"]],
			["class A:\n  lr: float = field(default=1, metadata=m)", ["A.lr ?= 1", "A.lr.metadata = m"]],
			["class A:\n  lr: float = Field(1, ge=0)", ["A.lr ?= 1", "A.lr.ge = 0"]],
			["class A:\n  lr = attr.ib(default=1)", ["A.lr ?= 1"]],
			["def f(lr: float = typer.Option(1)): pass", ["f.lr ?= 1"]],
			['flags.DEFINE_float("lr", 1, "h")', ['DEFINE_float.0 = "lr"', "lr ?= 1", 'DEFINE_float.2 = "h"']],
			['flags.DEFINE_float(name="lr", default=1)', ['DEFINE_float.name = "lr"', "lr ?= 1"]],
			['p.add_argument("-b", "--b-s", default=1)', ['add_argument.0 = "-b"', 'add_argument.1 = "--b-s"', "b-s ?= 1"]],
			['p.add_argument("--lr", "-l", default=1)', ['add_argument.0 = "--lr"', 'add_argument.1 = "-l"', "lr ?= 1"]],
			["p.add_argument(x, default=1)", ["add_argument.0 = x", "add_argument.default = 1"]],
			['@click.option("--lr", default=1)\ndef f(): pass', ['option.0 = "--lr"', "lr ?= 1"]],
			['x = c.get("lr", 1)', ['x.0 = "lr"', "lr ?= 1"]],
			['x = float(os.environ.get("LR", "1"))', ['x.0 = "LR"', 'LR ?= "1"']],
			['x = getattr(c, "lr", 1)', ["x.0 = c", 'x.1 = "lr"', "lr ?= 1"]],
			['f(lr=k.pop("lr", 1))', ['f.lr.0 = "lr"', "f.lr ?= 1"]],
			["x = get('lr', 1)", ["x.0 = 'lr'", "x.1 = 1"]],
		],
		shown,
	);
});

suite("reading Python: values", () => {
	const cases: readonly [text: string, form: string, value: unknown][] = [
		["1e-3", "number", 1e-3],
		["1_000", "number", 1000],
		["0x10", "number", 16],
		["0b11", "number", 3],
		["0o17", "number", 15],
		["0777", "number", 511],
		["1.", "number", 1],
		["1.e-5", "number", 1e-5],
		[".5", "number", 0.5],
		["-1", "number", -1],
		["+ 2", "number", 2],
		["--1", "expression", 1],
		["1j", "expression", undefined],
		["2 ** 5", "expression", 32],
		["2 ** 3 ** 2", "expression", 512],
		["-2 ** 2", "expression", -4],
		["5e-5 * 8", "expression", 5e-5 * 8],
		["1./256", "expression", 1 / 256],
		["0.1 * 256 // 8", "expression", 3],
		["-7 // 2", "expression", -4],
		["-7 % 3", "expression", 2],
		["1 << 10", "expression", 1024],
		["(1 + 2) * 3", "expression", 9],
		["10 ** 10 ** 10", "expression", undefined],
		["1 / 0", "expression", undefined],
		["2 * x", "expression", undefined],
		[`1${" + 1".repeat(500)}`, "expression", undefined],
		['"a"', "quoted", "a"],
		["'a\\n\\'\\x41\\u00e9'", "quoted", "a\n'Aé"],
		["r'a\\n'", "quoted", "a\\n"],
		["Rb'x'", "quoted", "x"],
		['"""a"b"""', "quoted", 'a"b'],
		["''", "quoted", ""],
		["'a' \"b\"", "expression", "ab"],
		["f'a{b}'", "expression", undefined],
		["f'a{{'", "expression", "a{"],
		["True", "constant", true],
		["False", "constant", false],
		["None", "constant", null],
		["torch.optim.AdamW", "name", "torch.optim.AdamW"],
		["lr", "name", "lr"],
		['float("1e-3")', "expression", 1e-3],
		["float(1e-3)", "expression", 1e-3],
		["int(32)", "expression", 32],
		["int(1e3 / 3)", "expression", 333],
		['int("32")', "expression", 32],
		['float("inf")', "expression", Infinity],
		['float("nan")', "expression", Number.NaN],
		["-math.inf", "expression", -Infinity],
		["np.nan", "expression", Number.NaN],
		["a[0]", "expression", undefined],
		["a < 3", "expression", undefined],
	];
	for (const [written, form, value] of cases) {
		test(written.slice(0, 40), () => {
			const [found, ...rest] = all(readPython(`x = ${written}\n`));
			assert.deepStrictEqual(rest, []);
			assert.deepStrictEqual([found?.value.text, found?.value.form, found?.value.value], [written, form, value]);
		});
	}
});

suite("reading Python: comments and imports", () => {
	test("comments", () => {
		const text = "# a\nf(1, # b \n)\n'# no'\nx = {  #c\n}";
		assert.deepStrictEqual(
			readPython(text).comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)]),
			[
				["a", "# a"],
				["b", "# b "],
				["c", "#c"],
			],
		);
	});
	const cases: readonly [text: string, wanted: string[]][] = [
		["import torch.optim as optim, os", ["torch.optim", "os"]],
		[
			"from transformers import Trainer, TrainingArguments as TA",
			["transformers.Trainer", "transformers.TrainingArguments"],
		],
		["from ..a.b import (\n  C,  # why\n  D as E,\n)", ["..a.b.C", "..a.b.D"]],
		["from . import x", [".x"]],
		["from ... import x", ["...x"]],
		["from a import *", ["a.*"]],
	];
	for (const [text, wanted] of cases) test(text, () => assert.deepStrictEqual(readPython(text).imports, wanted));
});

suite("reading Python: half-typed and odd", () => {
	const cases: readonly Case[] = [
		["Adam(lr=1e-3, betas=(", ["Adam.lr = 1e-3"]],
		["lr =\nbs = 3", ["bs = 3"]],
		["f(lr=, bs=3)", ["f.bs = 3"]],
		['x = "abc\ny = 2', ['x = "abc', "y = 2"]],
		['x = """abc\ny = 2', ['x = """abc\ny = 2']],
		['x = {"lr": , "bs": 3}', ["x.bs = 3"]],
		['x = {"lr": \n}\ny = 3', ["y = 3"]],
		["x = f(\ny = 2\nz = 3", ["x.y = 2", "z = 3"]],
		["def f(lr=1, b\n  x = 1", ["f.lr ?= 1", "x = 1"]],
		['print "a", x\nlr = 3', ["lr = 3"]],
		['for x in y: print "a" % 3, 4\nlr = 3', ["lr = 3"]],
		["class :\n  lr = 3", ["lr = 3"]],
		["", []],
		["\ufeff", []],
	];
	table(cases, shown);

	for (const [name, open, close] of [
		["brackets", "(", ")"],
		["calls", "f(", ")"],
		["dictionaries", '{"a":', "}"],
		["lists", "[", "]"],
		["signs", "-", ""],
		["conditions", "1 if a else ", ""],
		["lambdas", "lambda: ", ""],
		["names", "a = ", ""],
	] as const) {
		test(`thousands of ${name}`, () => {
			const document = readPython(`lr = 1\nx = ${open.repeat(3000)}1${close.repeat(3000)}\nbs = 2\n`);
			if (document.skipped.length > 0) return;
			assert.ok(all(document).some(({ path }) => path.join(".") === "bs"));
		});
	}
	test("a word that is half typed in a class leaves the functions behind it whole", () => {
		const half =
			'class A(B):\n    def1 f(self, a: int):\n        """Doc."""\n        x = g(a)\n\n    def h(self):\n        y = 2\n';
		assert.deepStrictEqual(shown(`${half}\n\ndef train(lr=0.1):\n    batch_size = 3\n    return 4\n`).slice(-3), [
			"h.y = 2",
			"train.lr ?= 0.1",
			"train.batch_size = 3",
		]);
	});

	test("a chain of calls too long to follow loses only itself", () => {
		const document = readPython(`x = f()${".g(a=1)".repeat(3000)}\nbs = 2\n`);
		assert.ok(all(document).some(({ path }) => path.join(".") === "bs"));
		assert.strictEqual(document.skipped.length, 1);
	});
});

suite("reading Python: loops and conditions", () => {
	const told = (text: string): string[] =>
		(readPython(text).blocks ?? []).map(
			({ kind, over, span }) => `${kind} ${over ?? ""} ${text.slice(span.start, span.end).split("\n").length}`,
		);
	const cases: readonly (readonly [string, readonly string[]])[] = [
		[
			"for e in range(N):\n  for x, y in loader:\n    s.step()\n  if a:\n    b()",
			["for range(N) 5", "for loader 3", "if  2"],
		],
		["while i < 3:\n  i = f(i)", ["while  2"]],
		["for x in enumerate(tqdm(loader)):\n  lr = 1", ["for enumerate(tqdm(loader)) 2"]],
		["a = [f(i) for i in x]", []],
	];
	for (const [text, wanted] of cases) test(text, () => assert.deepEqual(told(text), wanted));

	test("what stands in them is read", () => {
		const { documents } = readPython("for e in f(lr=1):\n  # why\n  bs = 2\nelse:\n  lr = 3");
		assert.deepEqual(
			documents[0]?.assignments.map(({ name, value }) => [name, value.value]),
			[
				["bs", 2],
				["lr", 3],
			],
		);
	});
});

suite("reading Python: long scripts", () => {
	test("a thousand statements with blank lines between them are no deep tree", () => {
		const lines = Array.from({ length: 1000 }, (_, i) => `learning_rate_${i} = 0.1\n\n`);
		assert.strictEqual(all(readPython(lines.join(""))).length, lines.length);
	});
});
