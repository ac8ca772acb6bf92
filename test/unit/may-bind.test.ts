import * as assert from "assert";
import fixtures from "fixtures";
import { languageOf } from "../../src/core/linter.ts";
import { read } from "../../src/core/read/index.ts";
import { mayBind } from "../../src/core/recognise/may-bind.ts";
import { parametersOf, recognise } from "../../src/core/recognise/setup.ts";
import { assertInStep } from "./in-step.ts";

/** What recognition finds the slow way. */
const found = (text: string): string[] =>
	parametersOf(recognise(read(text, "python"), {})).map(({ parameter, name }) => `${parameter} ${name}`);

/** Every way in which a name of ours is given a value in Python; `@` is a name, `#` a number. */
const GIVEN = [
	"@ = #",
	"@ = b = #",
	"a = @ = #",
	"@, b = #, 3",
	"a, @ = x.size(0), #",
	"(a, @) = (3, #)",
	"[a, @] = 3, #",
	"@: float = #",
	"@: Optional[Dict[str, int]] = #",
	"self.@ = #",
	"self.x['a'].@ = #",
	"cfg['x']['@'] = #",
	"cfg[  '@'  ] = #",
	"@['value'] = #",
	"@.value = #",
	"@['choices'] = [#, 3]",
	"@ = [#, 3]",
	"@ = {'value': #}",
	"@ = dict(value=#)",
	"@ = dict(\n\tvalue=#,\n)",
	"@ = x if y else #",
	"@ = args.lr or #",
	"@ = int(#)",
	"@ = float(N)\nN = #",
	"N = #\n@ = N",
	"N = #\n@ = N * 2",
	"N = #\ntrain(@=N)",
	"@ = tune.choice([#, 3])",
	"@ = trial.suggest_float('x', #, 3)",
	"@ = torch.tensor(#)",
	"@ = \\\n\t#",
	"@ \\\n\t= #",
	"train(@=#)",
	"train(@ = #)",
	"train(\n\t@\n\t=\n\t#\n)",
	"train(a, **{'@': #})",
	"train(x[0], {\n\t# why\n\t'@' : #,\n})",
	"train(dict(@=#))",
	"if (@ := #): pass",
	"train(@ := #)",
	"def train(@=#): pass",
	"def train(x, @: int = #): pass",
	"def train(x, @: 'int' = #): pass",
	"f = lambda @=#: 3",
	"def @(value=#): pass",
	"class @:\n\tvalue = #",
	"class C:\n\t@: float = field(default=#)",
	"@ = field(\n\tdefault=#\n)",
	"for @ in [#, 3]: pass",
	"for @ in (#, 3): pass",
	"for @ in (\n\t#,\n\t3): pass",
	"parser.add_argument('--@', default=#)",
	"parser.add_argument('-b', '--@', type=int, default=#)",
	"parser.add_argument('-b', dest='@', default=#)",
	"parser.add_argument('--' '@', default=#)",
	"parser.add_argument('--'  # why\n\t'@', default=#)",
	"flags.DEFINE_float('@', #, 'help')",
	"flags.DEFINE_float(name='@', default=#)",
	"x = getattr(args, '@', #)",
	"setattr(args, '@', #)",
	"x = kwargs.get('@', #)",
	"kwargs.pop('@', #)",
	"kwargs.setdefault('@', #)",
	"trial.suggest_float('@', #, 3)",
	"hp.Float('@', #, 3)",
	"os.system('python train.py --@ #')",
	"os.system(f'python train.py --x {a} --@=#')",
	'os.system("""\npython train.py \\\\\n\t--@ #\n""")',
	"subprocess.run(['python', 'train.py', '--@', '#'])",
	"subprocess.run(['python', 'train.py', '--@=#'])",
	"!python train.py --@ #",
	"out = !python train.py --@=#",
	"%run train.py --@ #",
	"%%bash\npython train.py --@ #",
	"%%time\n@ = #",
	'"""Doc."""; @ = #',
	"'''\nDoc\n''' # why\n@ = #",
	'x = """a\n@ b""" ; @ = #',
	"x = 'it\\'s'; @ = #",
	'x = "a" "b" \'c\'\n@ = #',
	"x = f'{a[\"b\"]}'; @ = #",
	"x = (1,\n\t2)\n@, b = #, 3",
	"if @ == 3: @ = #",
	"d = {'a': 1 '@': #}",
	"d = {'a': 1, '@': #",
	"train(a=(1, @=#)\n@ = #",
	"x = )\n@ = #",
	"x = '''\n@ = #",
	"@ = #  # hplint-ignore",
	"'@': #",
	"config = {\n\t'@'\n\t:\n\t#}",
	"optimizer.@.assign(#)",
	"K.set_value(optimizer.@, #)",
	"SGD(p, #)",
	"SGD \\\n\t(p, #)",
	"loader = DataLoader(d, #)",
	"data.batch(#)",
	"fit(x, y, #)",
	"OneCycleLR(o, #)",
	"StepLR(o, #)",
	"optax.linear_schedule(#, 3)",
	"@ = optax.piecewise_constant_schedule(init_value=#)",
	"@=N\nN = #",
	"self.@=N\nN = #",
	"@=float(#)",
	"@, b = c = #, 2",
	"@, \\\nb = #, 2",
	"@, d[b>=c] = #, 2",
	"a['@'], b = #, 2",
	"a['@'], a['b'] = #, x.y",
	"(@), b = #, 2",
	"(a['@']) = #",
	"a, (b, @), c = 1, (2, #), 3",
	"if x: @, b = #, 2",
	"for x in y: z = 3; self.@, b = #, 2",
	"print(x); @, b = #, 2",
	"else: (a, @) = 1, #",
	"for @ in \\\n[#, 3]: pass",
	"@: \\\n\tfloat = #",
	"def f(@: Literal['a)', '['] = #): pass",
	"train(\n\t@=x.y\n\tif x.y\n\telse #,\n)",
	"train(@=None\n\tor #)",
	"x = {'the @ of it all': #}",
	"x['the @ of it all'] = #",
	"x = kwargs.get('the @ of it all', #)",
];
const NAMES = ["lr", "learning_rate", "batch_size", "batch", "BATCH_SIZE", "warmup_steps", "eta", "optim"];
const NUMBERS = ["5", "1e-4"];

/** What only uses a name of ours, or speaks of it. */
const USED = [
	"x = f(@)",
	"x = f(a, @, b=3)",
	"x = y[@]",
	"x = y[:, @:]",
	"x = @ * 2 + @",
	"x = @.mean(0)",
	"x = @['a']['b']",
	"if @ > 3 and not @: pass",
	"for x in @: pass",
	"for @ in loader: pass",
	"for i, @ in enumerate(loader): pass",
	"[f(@) for @ in loader]",
	"return @, x",
	"@ = x.shape[0]",
	"@, n = x.shape",
	"@, n, _ = x.size()",
	"@, n = x.shape[0], x.shape[1]",
	"@ = x.size(0)",
	"@ = len(x)",
	"@ = args.@",
	"@ = config['@']",
	"train(@=@)",
	"train(@=args.@)",
	"train(\n\t@=self.args.@,\n\tx=3)",
	"def f(self, @, n): pass",
	"def f(self, @: int, n: Tensor) -> int: pass",
	"def f(@=None): pass",
	"@ = None",
	"@: Optional[int] = None",
	"# @ = 3",
	'def f():\n\t"""Trains with @ = 3."""\n\tpass',
	"raise ValueError('the @ should not be so large')",
	"raise ValueError(f'expected a @ of size {@} but {x}')",
	"print(x, @)",
	"del @",
	"assert @ == 3, x",
	"x = y \\\n\t+ @",
];

suite("a script that gives no name of ours a value is not read", () => {
	test("a no is never said wrongly: every fixture, the whole way", () => {
		for (const [path, text] of Object.entries(fixtures))
			if (languageOf(path) === "python" && !mayBind(text)) assert.deepEqual(found(text), [], path);
	});

	test("nor of any way to give a value", () => {
		const lost: string[] = [];
		let silent = 0;
		for (const form of GIVEN) {
			let seen = 0;
			for (const name of NAMES)
				for (const number of NUMBERS)
					for (const around of ["", "def g():\n\t"]) {
						const text = `${around}${form.replaceAll("@", name).replaceAll(/(?<!')#(?! why| {2})/g, number)}\n`;
						if (found(text).length === 0) continue;
						seen++;
						if (!mayBind(text)) lost.push(text);
					}
			if (seen === 0) silent++;
		}
		assert.deepEqual(lost, []);
		assert.ok(silent < GIVEN.length / 10, `${silent} forms give nothing, and test nothing`);
	});

	test("nor where lines end in a carriage return alone, or bytes are not decoded", () => {
		for (const text of ["# Why\rlr = 5\r", "x = 1\u2028lr = 5\n"]) {
			assert.notDeepEqual(found(text), []);
			assert.ok(mayBind(text) && mayBind(String.fromCharCode(...new TextEncoder().encode(text))), JSON.stringify(text));
		}
	});

	for (const form of USED)
		test(JSON.stringify(form), () => {
			for (const name of ["lr", "learning_rate", "batch_size", "batch"]) {
				const text = `${form.replaceAll("@", name)}\n`;
				assert.deepEqual(found(text), []);
				assert.ok(!mayBind(text), text);
			}
		});

	test("time grows in step with the size, whatever a line is made of", () => {
		for (const [made, unit] of [
			["calls", "f(1) + "],
			["targets", "lr, "],
			["targets that go on", "lr, \\\n"],
			["strings side by side", "'lr of a' "],
			["short statements", "f(lr); "],
			["open brackets", "lr["],
			["brackets that close", "(lr), "],
			["quotes that do not end", "\\'''lr"],
			["blanks", "  "],
		] as const)
			assertInStep(made, unit, (text) => mayBind(`x = ${text}lr`));
	});
});
