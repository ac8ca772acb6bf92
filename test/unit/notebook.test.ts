import * as assert from "assert";
import { applyEdits } from "../../src/core/edits.ts";
import { type Analysis, analyse } from "../../src/core/linter.ts";
import { joinCells } from "../../src/core/read/cells.ts";
import { suggest } from "../../src/core/suggest/suggest.ts";
import { suppressInFile, suppressOnLine } from "../../src/core/suppressions.ts";
import { readPython } from "./readers.ts";

interface Cell {
	readonly cell_type: string;
	readonly source: string | readonly string[];
	readonly [name: string]: unknown;
}

const code = (source: string): Cell => ({ cell_type: "code", metadata: {}, outputs: [], source });
/** As Jupyter writes it: a string for each line. */
const inLines = (source: string): Cell => ({ ...code(source), source: source.split(/(?<=\n)/) });
const markdown: Cell = { cell_type: "markdown", metadata: {}, source: ["lr = 3\n"] };

const notebook = (cells: readonly object[], metadata: object = {}, indent = 1): string =>
	JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, indent);

/** `name = what stands at the place in the file (cell)`, in the order of the text. */
function listed(file: string): string[] {
	const { parameters, places } = analyse(file, "notebook");
	const lines = file.split("\n");
	return parameters.map(({ span, name }) => {
		const { start, end } = places.range(span);
		assert.equal(start.line, end.line);
		return `${name} = ${lines[start.line]?.slice(start.column, end.column)} (${places.cellAt(span)})`;
	});
}

const KIND = "from transformers import AutoModelForSequenceClassification, TrainingArguments, Trainer\n";
const MODEL = "model = AutoModelForSequenceClassification.from_pretrained('bert-base-uncased')\n";
const TOO_HIGH = "args = TrainingArguments('out', learning_rate=3.0)\n";

const found = ({ findings }: Analysis): string[] => findings.map(({ rule, severity }) => `${severity} ${rule}`);

suite("reading notebooks", () => {
	const source = 's = "é𝒳\\t\\"x\\""; lr = 1e-3\nbatch_size = 8\nAdam(p, lr="0.1")';
	for (const [name, cell] of [
		["lines", inLines(source)],
		["one string", code(source)],
	] as const)
		for (const indent of [0, 1])
			test(`exact places in the file: ${name}, ${indent ? "indented" : "in one line"}`, () => {
				assert.deepEqual(listed(notebook([markdown, cell], {}, indent)), [
					"lr = 1e-3 (2)",
					"batch_size = 8 (2)",
					'lr = \\"0.1\\" (2)',
				]);
			});

	test("any escape of JSON is one character", () => {
		const file = notebook([code("A = 1")]).replace("A = 1", "x = '\\u00e9\\/\\\\\\ud835\\udcb3'; lr = \\u0030.1");
		assert.deepEqual(listed(file), ["lr = \\u0030.1 (1)"]);
	});

	test("nbformat 3", () => {
		const cells = [
			{ cell_type: "code", language: "python", input: ["lr = 0.1\n"] },
			{ cell_type: "code", language: "ruby", input: ["lr = 0.2\n"] },
		];
		assert.deepEqual(listed(JSON.stringify({ worksheets: [{ cells }], nbformat: 3 })), ["lr = 0.1 (1)"]);
	});

	test("all cells are one setup", () => {
		const file = notebook([inLines(KIND), markdown, inLines(MODEL), inLines(TOO_HIGH)]);
		const analysis = analyse(file, "notebook");
		assert.deepEqual(found(analysis), ["warning learning-rate-too-high"]);
		assert.equal(analysis.parameters[0]?.setup.task?.value, "encoder-finetune");
	});

	test("a name of one cell is followed in another", () => {
		const [parameter] = analyse(notebook([code("LR = 1e-3"), code("opt = Adam(p, lr=LR)")]), "notebook").parameters;
		assert.equal(parameter?.value, 1e-3);
	});

	test("damage costs only its cell", () => {
		assert.deepEqual(listed(notebook([code("foo(1, ["), code('x = """'), code("lr = 0.1")])), ["lr = 0.1 (3)"]);
	});

	test("a notebook of another language is skipped, and said to be", () => {
		const { parameters, skipped } = analyse(
			notebook([code("lr = 0.1")], { kernelspec: { language: "R" } }),
			"notebook",
		);
		assert.deepEqual(parameters, []);
		assert.match(skipped[0] ?? "", /notebook of R/);
	});

	test("a half-written file is read as far as it goes", () => {
		const whole = notebook([code("lr = 0.1"), code("batch_size = 8")]);
		assert.deepEqual(listed(whole.slice(0, whole.indexOf("batch_size") + 15)), ["lr = 0.1 (1)", "batch_size = 8 (2)"]);
		assert.deepEqual(listed("[]"), []);
	});

	test("an unknown kind of training is only remarked upon: notebooks are full of toys", () => {
		const toy = ["import torch\n", "opt = torch.optim.Adam(p, lr=0.1)\n"];
		assert.deepEqual(found(analyse(notebook(toy.map(code)), "notebook")), ["information learning-rate-too-high"]);
		assert.deepEqual(found(analyse(toy.join(""), "python")), ["warning learning-rate-too-high"]);
	});

	test("a lesson of several trainings is none of them as a whole", () => {
		const gan = "generator = Model()\ndiscriminator = Model()\ng = SGD(generator, lr=0.0002)\n";
		const task = (cells: readonly string[]): unknown =>
			analyse(notebook(cells.map(code)), "notebook").parameters.at(-1)?.setup.task?.value;
		assert.equal(task(["import torch", gan]), "gan");
		assert.equal(task([gan, "opt = SGD(net, lr=0.5)"]), undefined);
	});

	test("comments silence in cells, and only there", () => {
		const silence = (cell: Cell): string[] => found(analyse(notebook([inLines(KIND + MODEL), cell]), "notebook"));
		assert.deepEqual(silence(code(`# hplint-disable-next-line\n${TOO_HIGH}`)), []);
		assert.deepEqual(silence(code(`x = 1 # hplint-disable-line\n${TOO_HIGH}`)), ["warning learning-rate-too-high"]);
	});
});

suite("changing notebooks", () => {
	const file = notebook([markdown, inLines(KIND + MODEL), code(TOO_HIGH.replace("3.0", '"3.0"'))]);
	const analysis = analyse(file, "notebook");
	const { text, language, comments, lines, places } = analysis;
	const [finding] = analysis.findings;
	const silenced = (edit: { span: { start: number; end: number }; text: string }): string[] =>
		found(analyse(applyEdits(text, [edit]), language));

	test("a fix of the file stays JSON", () => {
		const [edit] = finding?.fixes[0]?.edits ?? [];
		assert.ok(edit);
		const { start, end } = places.range(edit.span);
		const rows = file.split("\n");
		const row = rows[start.line] ?? "";
		rows[start.line] = row.slice(0, start.column) + places.written(`"${edit.text}"`) + row.slice(end.column);
		const [cell] = JSON.parse(rows.join("\n")).cells.slice(-1);
		assert.match(cell.source, /learning_rate="[\d.e-]+"\)\n$/);
	});

	test("suppressing on the line and in the file", () => {
		assert.ok(finding);
		const { line } = lines.at(finding.parameter.span.start);
		assert.deepEqual(silenced(suppressOnLine(text, language, comments, lines, line, finding.rule)), []);
		const edit = suppressInFile(text, language, comments, finding.rule);
		assert.deepEqual(silenced(edit), []);
		assert.equal(places.cellAt(edit.span), 2);
	});

	test("what is missing goes behind the last code", () => {
		const [batch] = suggest(file, "notebook").filter(({ parameter }) => parameter === "batch_size");
		const edit = batch?.values[0]?.edits[0];
		assert.ok(edit);
		assert.equal(places.cellAt(edit.span), 3);
	});
});

suite("IPython", () => {
	const names = (cell: string): string[] =>
		readPython(joinCells([cell, ""]))
			.documents.flatMap(({ assignments }) => assignments)
			.map(({ name, value }) => `${name} = ${value.text}`);
	const cases: readonly [cell: string, wanted: string[]][] = [
		["%matplotlib inline\nlr = 1", ["lr = 1"]],
		["if x:\n    !pip install a \\\n      'b\nlr = 1", ["lr = 1"]],
		["?print\nprint??\nlr = 1", ["lr = 1"]],
		["files = !ls (\nlr = 1", ["lr = 1"]],
		["%%time\nlr = 1", ["lr = 1"]],
		["# comment\n\n%%capture out\nlr = 1", ["lr = 1"]],
		["%%html\n<p lr=1>\nlr = 1", []],
		["%%writefile notes.txt\nlr = 1", []],
		// None of IPython's
		["a = (b\n  % c)\nlr = 1", ["a = b\n  % c", "lr = 1"]],
		["a = '''\n%x\n!y\n'''\nlr = 1", ["a = '''\n%x\n!y\n'''", "lr = 1"]],
		["a = b \\\n  % c\nlr = 1", ["a = b \\\n  % c", "lr = 1"]],
		["a = '(' # (\n%x\nlr = 1", ["a = '('", "lr = 1"]],
		["a = b != c\nlr = 1", ["a = b != c", "lr = 1"]],
	];
	for (const [cell, wanted] of cases) test(JSON.stringify(cell), () => assert.deepEqual(names(cell), wanted));

	test("a magic runs the statement behind it", () => {
		assert.deepEqual(listed(notebook([code("%timeit -n 3 model.fit(x, batch_size=8)")])), ["batch_size = 8 (1)"]);
	});

	test("commands of the shell and files that are written are read as what they are", () => {
		const cells = [
			"!python train.py --lr 1e-3 \\\n  --batch_size=8",
			"%%bash\npython train.py --learning_rate 0.1",
			"%%writefile conf/train.yaml\noptimizer:\n  lr: 0.2",
			"%%writefile -a train.py\nlr = 0.3",
			"%run train.py --lr 0.4\n%env LEARNING_RATE=0.5",
		];
		assert.deepEqual(listed(notebook(cells.map(inLines))), [
			"lr = 1e-3 (1)",
			"batch_size = 8 (1)",
			"learning_rate = 0.1 (2)",
			"lr = 0.2 (3)",
			"lr = 0.3 (4)",
			"lr = 0.4 (5)",
			"LEARNING_RATE = 0.5 (5)",
		]);
	});

	test("a hostile cell takes no more than its length", () => {
		for (const part of ["%", "!a\\\n", "'''", "(", "\\\n", "a=", "?\n", "#%\n", '"\n', "\n\x1e\n", "%%time\n"])
			readPython(part.repeat(200_000 / part.length));
	});
});
