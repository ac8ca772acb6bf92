import * as assert from "assert";
import fixtures from "fixtures";
import { languageOf } from "../../src/core/linter.ts";
import { read } from "../../src/core/read/index.ts";
import type { Format } from "../../src/core/read/model.ts";
import { mayMatter } from "../../src/core/recognise/may-matter.ts";
import { parametersOf, recognise } from "../../src/core/recognise/setup.ts";
import { MAY_MATTER } from "../../src/core/recognise/vocabulary.ts";

const found = (text: string, format: Format): string[] =>
	parametersOf(recognise(read(text, format), {})).map(({ parameter, name }) => `${parameter} ${name}`);

/** Names of ours in every disguise that a reader sees through. */
const DISGUISED: readonly (readonly [Format, string])[] = [
	["json", '{"l\\u0072": 5, "batch": [1]}'],
	["json", '{"learning rate": 5}'],
	["json", '{"learning-rate": 5}'],
	["yaml", "batch size: 5\n"],
	["python", 'd = {"l" "r": 5}  # lr_scheduler\n'],
	["python", 'd = {"l"\n     f"r": 5}  # lr_scheduler\n'],
	["python", 'd = {"l"  # batches\n     "r": 5}\n'],
	["python", "d = {'\\x6cr': 5}  # lr_scheduler\n"],
	["shell", 'python train.py --l"r" 5 # lr_scheduler\n'],
	["shell", "python train.py --l\\r 5 # lr_scheduler\n"],
	["shell", "python train.py --learning_\\\nrate 5 # lr_scheduler\n"],
	["shell", "python train.py --gradient-accumulation-steps 5 # lr_scheduler\n"],
	["shell", "python train.py --warmup-steps 5 # lr_scheduler\n"],
	["yaml", 'run: "python train.py\\nlr=5"\n'],
	["python", "loader = DataLoader(data, 5)\n"],
	["python", "import torch.optim\noptimizer = torch.optim.SGD \\\n  (params, 5)\n"],
	["python", "import keras\nmodel.fit(x, y, 5)\n"],
	["python", "StepLR(optimizer, 5)\n"],
	["python", "x = AdamW(p, 5e-5)\n"],
	["python", "x = tf.train.exponential_decay(5, 1, 2)\n"],
	["python", "x = PolynomialDecay(5, 1)\n"],
	["python", "model.fit(x, y, 5)\n"],
	["yaml", "SOLVER:\n  STEPS: [5]\n  X: lr_scheduler\n"],
	["python", "def configure_optimizers(self):\n\treturn {'optimizer': o, 'lr_scheduler': s, 'interval': 'step'}\n"],
];

suite("what cannot matter is not read", () => {
	test("a no is never said wrongly: every fixture, the whole way", () => {
		for (const [path, text] of Object.entries(fixtures)) {
			const format = languageOf(path);
			if (format && MAY_MATTER.test(text) && !mayMatter(text)) assert.deepEqual(found(text, format), [], path);
		}
	});

	for (const [format, text] of DISGUISED)
		test(`${format}: ${JSON.stringify(text)}`, () => {
			if (found(text, format).length > 0) assert.ok(mayMatter(text));
			else assert.fail("recognition finds nothing here, and the line tests nothing");
		});

	test("words that name no value of ours do not matter", () => {
		for (const text of [
			"batch_norm: true\nlr_scheduler: x\n",
			"from torch.utils.data import DataLoader\n",
			"def alright(x):\n\treturn x.flr\n",
			'{"max_num_batched_tokens": 5}',
			"optimizer = torch.optim.SGD\n",
		])
			assert.ok(MAY_MATTER.test(text) && !mayMatter(text), text);
	});
});
