import * as assert from "assert";
import fixtures from "fixtures";
import { languageOf } from "../../src/core/linter.ts";
import { read } from "../../src/core/read/index.ts";
import type { Format, ReadDocument } from "../../src/core/read/model.ts";
import { type Piece, piecesOf, type ReadStretch } from "../../src/core/read/pieces.ts";
import { said } from "./said.ts";

/** Reads each version by itself and as an edit of the one before. */
function checkVersions(format: Format, ...versions: readonly string[]): void {
	let before: ReadDocument | undefined;
	for (const text of versions) {
		before = read(text, format, before);
		assert.equal(said(before), said(read(text, format)));
	}
}

/** A small linear congruential generator: the same edits in every run. */
function seeded(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return (state >> 8) % below;
	};
}

const TYPED: Readonly<Partial<Record<Format, readonly string[]>>> = {
	python: [
		"1",
		"\n",
		"    ",
		"#",
		")",
		"(",
		'"',
		"'''",
		"x.lr = 2\n",
		"else:\n",
		"\\\n",
		"@a\n",
		"; y = 2",
		"%%bash\n",
	],
	yaml: [
		"1",
		"a: 1\n",
		"\n",
		"  ",
		"#",
		"- ",
		": ",
		'"',
		"{",
		"]",
		"|\n",
		"&a ",
		"*a",
		"---\n",
		"!x ",
		"{# ",
		"{% if x %}\n",
	],
};

suite("an edited text is read again as if it were read anew", () => {
	test("a first statement that is cut out and typed again", () => {
		const rest = "# rate\nlr = 0.1\n";
		checkVersions("python", `#\n${rest}`, `#\n${rest} `, `\n${rest} `, `lr = 5\n${rest} `);
	});

	test("a statement that is indented behind a comment at the margin", () => {
		const script = (second: string): string => `if a:\n    x()\n# c\n${second}`;
		checkVersions("python", script("if b:\n    y()\n"), script("if b:\n    y(1)\n"), script("  if b:\n      y(1)\n"));
	});

	test("comments of a long entry", () => {
		const names = Array.from({ length: 400 }, (_, i) => `'some_picture_${i}.png'`).join(", ");
		const config = (last: string): string =>
			`a:\n  b: c\n  # hplint-disable-next-line\n  lr: 5 # d\n  f: 1\n  e: [${names}, '${last}.png']\n`;
		checkVersions("yaml", config("1"), config("12"), config("123"));
	});

	test("an entry that takes its value from one behind an indented comment", () => {
		const config = (rate: string): string => `  # c\n # d\na: &x\n  lr: ${rate}\nb: *x\n`;
		checkVersions("yaml", config("1"), config("12"), config("123"));
	});

	for (const format of ["yaml", "python"] as const)
		test(format, () => {
			const next = seeded(7);
			const typed = TYPED[format] ?? [];
			let edits = 0;
			for (const [path, original] of Object.entries(fixtures)) {
				if (languageOf(path) !== format || original.length > 20_000) continue;
				const versions = [original];
				for (let i = 0; i < 6; i++) {
					const text = i % 3 === 2 ? original : (versions.at(-1) ?? "");
					const anywhere = next(text.length + 1);
					const at = next(2) === 0 ? text.lastIndexOf("\n", anywhere) + 1 : anywhere;
					const cut = next(3) === 0 ? next(5) : 0;
					versions.push(text.slice(0, at) + (typed[next(typed.length)] ?? "") + text.slice(at + cut));
					edits++;
				}
				checkVersions(format, ...versions, original);
			}
			assert.ok(edits > 20, `${edits} edits`);
		});

	test("what a name stands for, wherever it is given its value", () => {
		const script = (rate: string, more = ""): string =>
			`LR = ${rate}\nHALF = LR / 2\n\ndef train(model):\n    return Adam(model, lr=LR)\n${more}opt = SGD(p, lr=HALF)\n`;
		checkVersions("python", script("0.1"), script("0.12"), script("0.12", "LR = 3\n"), script("0.1"));
	});

	test("what is added to a configuration far below it", () => {
		const script = (more: string): string =>
			`cfg = {"a": {"b": 1}}\ncfg["a"]["c"] = 2\n${more}\ncfg.solver.lr = 0.1\ncfg.solver.steps = 5\nuse(cfg)\n`;
		checkVersions("python", script("x = 1"), script("cfg.solver.min = 1"), script("cfg = {}"), script("x = 12"));
	});

	test("a statement that takes the next line in, and one that lets it go", () => {
		const lines = "x = 1\ny = 2\nif a:\n    z = 3\nw = 4\n";
		const joined = ["x = 1 \\\ny", "x = (1\ny", "x = 1 # y", "if x:\n    y", "else:\ny"];
		checkVersions("python", ...joined.flatMap((text) => [lines, lines.replace("x = 1\ny", text)]), lines);
	});

	test("an entry that takes the next line in, and one that lets it go", () => {
		const lines = "# head\na: 1\nb:\n  c: 2 # of c\n# between\nd: 4\n";
		const joined = ["a: |\n", "a: [1,\n", "a:\n", "- a\n", "---\na: 1\n", 'a: "1\n', "a: &x\n", "? a\n"];
		checkVersions("yaml", ...joined.flatMap((text) => [lines, lines.replace("a: 1\n", text)]), lines);
	});

	test("a statement that is half typed, among others and at either end", () => {
		const others = Array.from({ length: 60 }, (_, i) => `def f${i}(lr=0.${i}):\n    return g(lr, {"a": ${i}})\n`);
		const script = (at: number, ...typed: readonly string[]): string =>
			[...others.slice(0, at), ...typed, ...others.slice(at)].join("");
		const halves = [
			"x = \n",
			"x = f(lr=\n",
			"def1 h():\n    lr = 1\n",
			")\n",
			"else:\n    lr = 2\n",
			"@\n",
			"x = '''\n",
		];
		for (const at of [0, 1, 30, 60])
			for (const half of halves) {
				const whole = "lr = 3\n";
				const typed = [
					[],
					[half],
					[half.replace("\n", "1\n")],
					[whole, half],
					[whole, half, "x = )\n"],
					[half, whole],
					[],
				];
				checkVersions("python", ...typed.map((lines) => script(at, ...lines)));
			}
	});

	test("bindings of gin", () => {
		const bindings = (rate: string): string =>
			`LR = ${rate}\ninclude "a.gin"\ntrain/Adam.learning_rate = %LR\nf.x = @g # c\n`;
		checkVersions("gin", bindings("0.1"), bindings("0.12"), bindings("(0.1"), bindings("1"));
	});

	test("commands and references, wherever they stand", () => {
		const config = (rate: string): string => `run: python train.py --lr ${rate}\nlr: ${rate}\noptim:\n  lr: \${lr}\n`;
		checkVersions("yaml", config("0.1"), config("0.12"), config("1"));
	});

	test("commands, files and references below entries and statements that are not edited", () => {
		const config = (rate: string): string =>
			[
				`lr: ${rate}`,
				"jobs:\n  train:\n    run: python train.py --lr 0.5\n    args: [--lr, '0.3']",
				"plain:\n  data:\n    a: 1",
				"map:\n  train.yaml: |\n    lr: 0.2\n",
				`optim:\n  lr: \${lr}`,
				"last: 1\n",
			].join("\n");
		checkVersions("yaml", config("0.1"), config("0.12"), config("1"));
		const script = (rate: string): string =>
			[
				`lr = ${rate}`,
				"cfg = {'a': 1}",
				"def run():\n    os.system('python train.py --lr 0.1')",
				"cfg.job.run = 'python train.py --lr 0.2'",
				"def plain(lr=0.1):\n    pass",
				"subprocess.run(['python', '--lr', '0.3'])\n",
			].join("\n");
		checkVersions("python", script("0.1"), script("0.12"), script("1"));
	});
});

suite("pieces of a text", () => {
	/** One piece a line, which says what was read. */
	const readLines =
		(stretches: string[]) =>
		(text: string): readonly Piece<string>[] => {
			stretches.push(text);
			const tree = { length: text.length } as Piece<string>["tree"];
			let start = 0;
			return text
				.split(/(?<=\n)/)
				.filter((line) => line !== "")
				.map((content) => {
					const piece = { start, content, moved: 0, tree, origin: start };
					start += content.length;
					return piece;
				});
		};

	test("only what an edit touches is read, and what comes after it moves", () => {
		const stretches: string[] = [];
		const before = piecesOf("aa\nbb\ncc\ndd\n", readLines(stretches));
		const after = piecesOf("aa\nbb\ncXc\ndd\n", readLines(stretches), before);
		// In its first line an edit may make a piece part of the one before.
		assert.deepEqual(stretches, ["aa\nbb\ncc\ndd\n", "bb\ncXc\n"]);
		const shown = after?.pieces.map(({ content, start, moved }) => [content, start, moved]);
		assert.deepEqual(shown, [
			["aa\n", 0, 0],
			["bb\n", 3, 3],
			["cXc\n", 6, 3],
			["dd\n", 10, 1],
		]);
	});

	test("what cannot be read by itself is read with what stands around it", () => {
		const stretches: string[] = [];
		const before = piecesOf("aa\nbb\ncc\ndd\n", readLines([]));
		const onlyWhole: ReadStretch<string> = (text, _, { before, behind }) =>
			before || behind ? "more" : readLines(stretches)(text);
		const after = piecesOf("aa\nbb\ncXc\ndd\n", onlyWhole, before);
		assert.deepEqual(stretches, ["aa\nbb\ncXc\ndd\n"]);
		const shown = after?.pieces.map(({ content }) => content);
		assert.deepEqual(shown, ["aa\n", "bb\n", "cXc\n", "dd\n"]);
		assert.equal(
			piecesOf("aa\nb\n", () => "more", before),
			undefined,
		);
	});

	test("where a stretch cannot be read by itself there are none", () => {
		const before = piecesOf("aa\nbb\n", readLines([]));
		assert.equal(
			piecesOf("aa\nb(b\n", () => undefined, before),
			undefined,
		);
	});
});
