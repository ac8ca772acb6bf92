import * as assert from "assert";
import fixtures from "fixtures";
import { applyEdits } from "../../src/core/edits.ts";
import { languageOf } from "../../src/core/linter.ts";
import { withNumber } from "../../src/core/read/another-number.ts";
import { read } from "../../src/core/read/index.ts";
import { type Format, type ReadDocument, type Scope, type Span, scopesIn } from "../../src/core/read/model.ts";
import { said } from "./said.ts";

const NUMBERS = ["0.1", "3e-7", "1e-05", "12345678", "0", "1e+21"];

const numbersIn = ({ documents }: ReadDocument): Span[] =>
	documents
		.flatMap((root): Scope[] => [...scopesIn(root)])
		.flatMap(({ assignments }) => assignments)
		.filter(({ value }) => typeof value.value === "number")
		.map(({ value }) => value.span);

/** Whether what is read is not read again for another number in place of one. */
const isKept = (text: string, one: string, format: Format): boolean => {
	const start = text.indexOf(one);
	return withNumber(read(text, format), { start, end: start + one.length }, "0.001") !== undefined;
};

suite("a document with another number in one place is what would be read", () => {
	test("in all documents, where it is known without reading", () => {
		let [all, kept, next] = [0, 0, 0];
		for (const [path, text] of Object.entries(fixtures)) {
			const format = languageOf(path);
			if (!format || format === "notebook") continue;
			const document = read(text, format);
			const numbers = numbersIn(document);
			for (let i = 0; i < numbers.length; i += Math.ceil(numbers.length / 4)) {
				const span = numbers[i] as Span;
				const number = NUMBERS[next++ % NUMBERS.length] ?? "1";
				const quick = withNumber(document, span, number);
				all++;
				if (!quick) continue;
				kept++;
				assert.equal(said(quick), said(read(applyEdits(text, [{ span, text: number }]), format)), path);
			}
		}
		assert.ok(all > 2000 && kept > 0.8 * all, `${kept} of ${all}`);
	});

	test("what follows from a number is not known without reading", () => {
		assert.ok(isKept("lr: 0.1\nother: 0.2\n", "0.1", "yaml"));
		assert.ok(isKept("Adam(lr=0.1)\n", "0.1", "python"));
		assert.ok(!isKept("lr: &rate 0.1\nother: *rate\n", "0.1", "yaml"), "an alias");
		assert.ok(!isKept(`lr: 0.1\nother: \${lr}\n`, "0.1", "yaml"), "a reference");
		assert.ok(!isKept("lr: 0.1\nother: !ref <lr> * 2\n", "0.1", "yaml"), "a formula");
		assert.ok(!isKept("run: python train.py --lr 0.1\n", "0.1", "yaml"), "a command");
		assert.ok(!isKept('args: ["train.py", "--lr", 0.1]\n', "0.1", "yaml"), "a list of words");
		assert.ok(!isKept("lr = 0.1\nother = lr\n", "0.1", "python"), "a name");
		assert.ok(!isKept("lr = 0.1\nother = lr * 2\n", "0.1", "python"), "a formula of names");
		assert.ok(!isKept("lr = 0.1 * 2\n", "0.1", "python"), "a sum");
		assert.ok(!isKept("for lr in [0.1, 0.2]:\n    Adam(lr=lr)\n", "0.1", "python"), "what a loop runs over");
	});

	test("what is no plain number is read", () => {
		assert.ok(!isKept("lr: 0x1\n", "0x1", "yaml"));
		assert.ok(!isKept("lr: 1_000\n", "1_000", "yaml"));
		assert.ok(!isKept("lr: '0.1'\n", "'0.1'", "yaml"));
	});
});
