import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";

/** `path of the use, role: literal on its line`, with `at its name` where the literal itself is meant. */
function parameters(text: string): string[] {
	const { parameters: found, lines } = analyse(text, "python");
	return found.map(({ keyPath, role, span, text: literal, assignment: { refersTo } }) => {
		assert.strictEqual(text.slice(span.start, span.end), literal);
		return `${keyPath.join(".")} ${role}: ${literal} on ${lines.at(span.start).line + 1}${refersTo ? ", used" : ""}`;
	});
}

suite("constants of a script, followed to their one assignment", () => {
	const followed: Readonly<Record<string, readonly [text: string, ...wanted: string[]]>> = {
		"of the module": ["LR = 3e-4\nAdam(p, lr=LR)", "Adam.lr base: 3e-4 on 1, used"],
		"under a name that says nothing": ["x = 3e-4\nAdam(p, lr=x)", "Adam.lr base: 3e-4 on 1, used"],
		"seen from a function": ["x = 3e-4\ndef f():\n  Adam(lr=x)", "f.Adam.lr base: 3e-4 on 1, used"],
		"set below its use": ["def f():\n  Adam(lr=x)\nx = 3e-4", "f.Adam.lr base: 3e-4 on 3, used"],
		"of a function": ["x = 1\ndef f():\n  x = 3e-4\n  Adam(lr=x)", "f.Adam.lr base: 3e-4 on 3, used"],
		"of a class": ["class C:\n  x = 3e-4\n  o = dict(lr=x)", "C.o.lr base: 3e-4 on 2, used"],
		"past a class": [
			"x = 3e-4\nclass C:\n  x = 1\n  def f(self):\n    Adam(lr=x)",
			"C.f.Adam.lr base: 3e-4 on 1, used",
		],
		"over several names": [
			"a = 3e-4\nb = a\nc = b\nAdam(p, lr=c)\nAdam(p, lr=b)",
			"Adam.lr base: 3e-4 on 1, used",
			"Adam.lr base: 3e-4 on 1, used",
		],
		"as the default of a function": ["x = 3e-4\ndef f(lr=x): pass", "f.lr base: 3e-4 on 1, used"],
		"as the default of a flag": ["x = 3e-4\np.add_argument('--lr', default=x)", "lr base: 3e-4 on 1, used"],
		"without a name": ["x = 3e-4\noptim.Adam(p, x)  # lr", "Adam.1 base: 3e-4 on 1, used"],
		"once with another": [
			"a, b = 3e-4, 32\nAdam(lr=a)\nf(batch_size=b)",
			"Adam.lr base: 3e-4 on 1, used",
			"f.batch_size base: 32 on 1, used",
		],
		"by each of its uses": [
			"B = 32\ntrain = DataLoader(d, batch_size=B)\ntest = DataLoader(d, batch_size=B)",
			"train.batch_size base: 32 on 1, used",
			"test.batch_size eval: 32 on 1, used",
		],
		"by its use, not by what is logged": [
			"lr = 3e-4\nAdam(p, lr=lr)\nlog = {'lr': lr}",
			"Adam.lr base: 3e-4 on 1, used",
		],
		"under its own name where it is only logged": ["lr = 3e-4\nmetrics = {'lr': lr}", "lr base: 3e-4 on 1"],
	};
	for (const [name, [text, ...wanted]] of Object.entries(followed))
		test(name, () => assert.deepStrictEqual(parameters(text), wanted));
});

suite("names that stand for no one constant", () => {
	const unfollowed: Readonly<Record<string, string>> = {
		"assigned twice": "x = 1\nx = 2\n",
		"assigned in two ways": "if a:\n  x = 1\nelse:\n  x = 2\n",
		"one of two values": "x = 1 if a else f()\n",
		augmented: "x = 1\nx *= 2\n",
		"of a loop": "x = 1\nfor x in y: pass\n",
		"of a loop over pairs": "x = 1\nfor i, (x, y) in z: pass\n",
		"of a comprehension": "x = 1\n[f(lr=x) for x in y]\n",
		"of a generator": "x = 1\nf(g(lr=x) for x in y)\n",
		"of another function": "def g():\n  x = 1\n",
		"of a class, seen from its methods": "class C:\n  x = 1\n  def g(self): Adam(lr=x)\n",
		"declared global": "x = 1\ndef g():\n  global x\n  x = 2\n",
		imported: "x = 1\nfrom a import x\n",
		"imported, and the key of an entry by itself": "'x': 1\nfrom a import x\n",
		"imported under it": "x = 1\nimport a as x\n",
		"of a with": "x = 1\nwith f() as x: pass\n",
		"of an exception": "x = 1\ntry: pass\nexcept E as x: pass\n",
		"of a pattern": "x = 1\nmatch a:\n  case [x, *_]: pass\n",
		"of a pattern with as": "x = 1\nmatch a:\n  case int() as x: pass\n",
		deleted: "x = 1\ndel x\n",
		"a function too": "x = 1\ndef x(): pass\n",
		"taken apart": "x = 1\n(a, (b, x)) = f()\n",
		"in a circle": "x = y\ny = x\n",
		"of no constant": "x = f()\n",
	};
	for (const [name, text] of Object.entries(unfollowed))
		test(name, () => {
			const used = (source: string): boolean =>
				analyse(source, "python").parameters.some(({ assignment }) => assignment.refersTo !== undefined);
			assert.equal(used(`${text}Adam(lr=x)`), false);
			assert.equal(used(`${text}z = 1\nAdam(lr=z)`), true);
		});

	test("a parameter hides a constant", () => {
		for (const text of [
			"x = 1\ndef f(x):\n  Adam(lr=x)",
			"x = 1\ndef f(*x):\n  Adam(lr=x)",
			"x = 1\ndef f(x=2):\n  Adam(lr=x)",
			"x = 1\nlambda x: Adam(lr=x)",
		])
			assert.deepStrictEqual(parameters(text), [], text);
	});

	test("a chain of thousands of names", () => {
		const names = Array.from({ length: 20_000 }, (_, i) => `x${i + 1} = x${i}`).join("\n");
		assert.deepStrictEqual(parameters(`${names}\nx0 = 3e-4\nAdam(p, lr=x20000)`), [
			"Adam.lr base: 3e-4 on 20001, used",
		]);
	});
});

suite("findings at a constant", () => {
	test("stand at the literal, with the use as related information and the fix at the literal", () => {
		const text = "import torch\nRATE = -3\n\noptimizer = torch.optim.Adam(params, lr=RATE)\n";
		const { findings } = analyse(text, "python");
		assert.deepStrictEqual(
			findings.map(({ rule, parameter, related }) => [
				rule,
				parameter.text,
				related.map(({ span, message }) => [text.slice(span.start - 3, span.end), message.id]),
			]),
			[["learning-rate-not-positive", "-3", [["lr=RATE", "related-use"]]]],
		);
	});

	test("of several uses, the one that is a mistake is told", () => {
		const sgd = "x = 5\ndef f(m):\n  return SGD(m, lr=x)\n";
		const found = (text: string): unknown[] =>
			analyse(text, "python").findings.map(({ severity, parameter }) => [severity, ...parameter.keyPath]);
		assert.deepStrictEqual(found(sgd), [["information", "f", "SGD", "lr"]]);
		assert.deepStrictEqual(found(`${sgd}def g(m):\n  return AdamW(m, lr=x)\n`), [["warning", "g", "AdamW", "lr"]]);
	});
});
