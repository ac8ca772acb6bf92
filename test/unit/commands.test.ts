import * as assert from "assert";
import { applyEdits } from "../../src/core/edits.ts";
import { analyse } from "../../src/core/linter.ts";
import type { Language } from "../../src/core/read/model.ts";
import { shown } from "./shown.ts";

const cases: readonly [name: string, language: Language, text: string, wanted: readonly string[]][] = [
	[
		"a step of a workflow",
		"yaml",
		"jobs:\n  a:\n    steps:\n    - run: python t.py --lr 1e-3\n",
		["lr base = 1e-3 @4:29"],
	],
	[
		"a block",
		"yaml",
		"run: |\n  LR=1e-3\n  python t.py \\\n    --lr $LR --bs 8 # no\n",
		["lr base = 1e-3 @2:6", "bs base = 8 @4:19"],
	],
	[
		"a folded block",
		"yaml",
		"cmd: >-\n  python t.py\n  --lr 1e-3\n\n  --bs 8\n",
		["lr base = 1e-3 @3:8", "bs base = 8 @5:8"],
	],
	["a text over several lines", "yaml", "cmd: python t.py\n  --lr 1e-3\n", ["lr base = 1e-3 @2:8"]],
	[
		"escapes of YAML",
		"yaml",
		'command: "python t.py --lr \\"1e-3\\" --bs 8"\n',
		['lr base = \\"1e-3\\" @1:28', "bs base = 8 @1:42"],
	],
	["quotes of YAML", "yaml", "command: 'python t.py --note ''x'' --bs 8'\n", ["bs base = 8 @1:41"]],
	[
		"words of a list",
		"yaml",
		'args:\n- "--lr"\n- "1e-3"\n- --bs=8\n- --eval-batch-size\n- 4\n',
		['lr base = "1e-3" @3:3', "bs base = --bs=8 @4:3", "eval-batch-size eval = 4 @6:3"],
	],
	["a command and a text in a list", "yaml", 'command: [sh, -c, "python t.py --lr 1e-3"]\n', ["lr base = 1e-3 @1:37"]],
	[
		"what launches a program in the editor",
		"json",
		'{"configurations": [{"args": ["--lr", "1e-3", "optim.lr=2"]}]}',
		['lr base = "1e-3" @1:39', 'lr base = "optim.lr=2" @1:47'],
	],
	["escapes of JSON", "json", '{"cmd": "python t.py \\u002d-lr \\"1e-3\\"\\n"}', ['lr base = \\"1e-3\\" @1:32']],
	[
		"arguments in Python",
		"python",
		'main(["--lr", "1e-3", "--bs=8"])\n',
		['lr base = "1e-3" @1:15', 'bs base = "--bs=8" @1:23'],
	],
	["words that are not known", "python", 'sys.argv = ["t", "--lr", str(x), "--bs", "8"]\n', ['bs base = "8" @1:42']],
	[
		"a command in Python",
		"python",
		"os.system('python t.py --lr 1e-3 '\n          f'--bs 8 --wd {wd} --lr {lr}')\n",
		["lr base = 1e-3 @1:29", "bs base = 8 @2:18"],
	],
	["a bound command in Python", "python", 'cmd = r"""\npython t.py --lr 1e-3\n"""\n', ["lr base = 1e-3 @2:18"]],
	["prose is no command", "yaml", "description: use --lr 1e-3\nnote: |\n  python t.py --lr 1\n", []],
	["names alone are no options", "yaml", "args: [--lr, --bs]\ntags: [lr, batch_size]\n", []],
];

suite("commands inside of other languages", () => {
	for (const [name, language, text, wanted] of cases)
		test(name, () => assert.deepEqual(shown(text, language).sort(), [...wanted].sort()));

	test("a fix changes the value alone", () => {
		for (const [language, before, after] of [
			["yaml", 'args: ["--optim=adamw", "--lr=5"]', /"--lr=[\d.e-]+"\]/],
			["yaml", "run: python t.py --optim adamw --lr 5 --x\n", /--lr [\d.e-]+ --x\n/],
			["json", '{"cmd": "t --optim adamw --lr=5 --x"}', /--lr=[\d.e-]+ --x"/],
			["shell", "t --optim adamw '--lr=5'\n", /'--lr=[\d.e-]+'\n/],
		] as const) {
			const [finding] = analyse(before, language).findings;
			const [fix] = finding?.fixes ?? [];
			assert.ok(fix, before);
			const text = applyEdits(before, fix.edits);
			assert.match(text, after);
			assert.deepEqual(analyse(text, language).findings, []);
		}
	});

	test("an argument in a test of code is not judged", () => {
		assert.deepEqual(analyse('def test_it():\n    main(["--optim", "adamw", "--lr", "5"])\n', "python").findings, []);
		assert.equal(analyse('main(["--optim", "adamw", "--lr", "5"])\n', "python").findings.length, 1);
	});
});
