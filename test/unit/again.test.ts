import * as assert from "assert";
import fixtures from "fixtures";
import { languageOf } from "../../src/core/linter.ts";
import { read } from "../../src/core/read/index.ts";
import type { Format, ReadDocument } from "../../src/core/read/model.ts";
import { type Piece, type Pieces, piecesOf, type ReadStretch } from "../../src/core/read/pieces.ts";
import { finish } from "../../src/core/work/slices.ts";
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
	json: [
		"1",
		'"',
		",",
		":",
		"{",
		"}",
		"[",
		"]",
		"//",
		"/*",
		"*/",
		"#",
		"\n",
		'"lr": 0.5,',
		"local x = 1;",
		"x",
		"'",
		"\\",
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

	/** A class of so many characters that at the next edit parts of its tree are taken over. */
	const methods = Array.from(
		{ length: 30 },
		(_, i) => `    def m${i}(self, lr=0.${i}):\n        return self.f(lr, ${i})\n\n`,
	);
	const longClass = `class A(B):\n${methods.join("")}`;

	test("a statement that joins the block above over a long comment", () => {
		const script = (second: string): string =>
			`${longClass}        # ${"what is new in this method ".repeat(3)}\n${second}`;
		checkVersions("python", script("lr = 3\n"), script("lr = 31\n"), script("        lr = 31\n"), script("lr = 31\n"));
	});

	test("a print of Python 2, which the block above takes in", () => {
		const script = (first: string): string => `x = 0\n${first}\nprint x\nlr = 3\nprint lr\n`;
		const [one, open, block] = ["y = 1", "y = {", "def f():\n    y = 1"] as const;
		checkVersions("python", ...[one, one, open, block, one, block, open].map(script));
	});

	test("a class that is half typed at its end, in a text that ends in a block", () => {
		const functions = Array.from(
			{ length: 40 },
			(_, i) => `def g${i}(lr=0.${i}):\n${"    x = lr\n".repeat(1 + (i % 7))}\n`,
		).join("");
		const script = (end: string): string => `a = 1\n${longClass}${end}${functions.trimEnd()}`;
		const halves = [
			"        lr = f(\n",
			'        """1\n',
			"    lr = [1,\n",
			"    def h(self\n",
			"    def h(self):\n",
			"        if x\n",
			"    try:\n        y = 1\n",
			"    @\n",
			"    if x:\n",
		];
		for (const half of halves) checkVersions("python", ...["", half, "", half].map(script));
	});

	test("lines that are typed at the margin of a class, and words that are half typed in it", () => {
		const others = "def g(lr=0.1):\n    x = lr\n\n".repeat(20);
		const script = (line: string, method = 10): string =>
			[others, "class A(B):\n", ...methods.slice(0, method), line, ...methods.slice(method), others].join("");
		const typed = [
			"1\n",
			"def1 f(x):\n",
			"    def1 f(self, a):\n        lr = a\n",
			"        f(x))1\n",
			"    f(2(h)\n",
			"f(2(h)\n",
		];
		checkVersions(
			"python",
			...typed.flatMap((line) => [script(""), script(line), script(`${line}#`), script(line, 0)]),
			script(""),
		);
	});

	test("lines of IPython's behind a bracket that is open for a while", () => {
		const script = (first: string, rest: string): string =>
			`a = ${first}\nx = (${rest}\n${"import os\nfrom a import b\n".repeat(3)}!python train.py --lr 5 --optimizer adamw\nc = 2\n`;
		checkVersions("python", script("1", ""), script("12", ""), script("12", ")"));
	});

	test("a string that is half typed in a script with carriage returns", () => {
		const script = (b: string, last: string): string => `lr = 0.1\r\nb = ${b}\r\n${last}\r\n(a, lr) = (1, 5)\r\n`;
		checkVersions("python", script("1", "x = 2"), script("12", "x = 2"), script("12", "x = '"), script("12", "x = ''"));
		const { documents } = read("x = '\r\nlr = 5\r\n", "python");
		assert.deepEqual(
			documents[0]?.assignments.map(({ name }) => name),
			["x", "lr"],
		);
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

	/** A config whose entries are rows of entries, two levels deep. */
	const longConfig = (): string[] => {
		const step = (i: number): string[] => [
			`    step_${i}:`,
			`      # how step ${i} is done`,
			`      lr: 0.${i}`,
			"      names:",
			"        - some name of what is read",
			"        - another name of what is read",
			`      empty_${i}:`,
			`      text: |`,
			"        what is said",
			"",
		];
		const run = (i: number): string[] => [
			`run_${i}: # a run`,
			"  # of what",
			"  steps:",
			...Array.from({ length: 3 }, (_, k) => step(k)).flat(),
			"  optimizer:",
			"    lr: 0.1",
			"    name: adam",
			"  list:",
			"  - a",
			"  - b: 1",
			"    c: 2",
			"  last: >-",
			"    text",
			"  # end",
		];
		return ["# head", ...Array.from({ length: 3 }, (_, i) => run(i)).flat(), "last: 1", ""];
	};

	const LINE_EDITS: readonly ((line: string) => string | undefined)[] = [
		(line) => `  ${line}`,
		(line) => line.replace(/^ {1,2}/, ""),
		(line) => line.trimStart(),
		(line) => `\t${line.trimStart()}`,
		(line) => `${line}1`,
		(line) => `# ${line}`,
		(line) => line.replace(/\S.*/, "\t# c"),
		(line) => line.replace(/^( *)/, "$1- "),
		(line) => line.replace("- ", ""),
		(line) => line.replace(/:.*/, ""),
		(line) => line.replace(/:.*/, ":"),
		(line) => line.replace(/:.*/, ": |"),
		(line) => line.replace(/:.*/, ": a\n              b"),
		(line) => line.replace(/:.*/, ": [1,"),
		(line) => line.replace(/:.*/, ': "a'),
		(line) => line.replace(/:/, ": &a"),
		(line) => line.replace(/\w+/, "<<"),
		(line) => `${line}\n${line.replace(/\S.*/, "foo")}`,
		(line) => `${line}\n${line.replace(/\S.*/, "foo: 1")}`,
		(line) => `${line}\n---`,
		(line) => `${line}\n{# `,
		() => undefined,
	];

	for (const [what, end] of [
		["lines", "\n"],
		["lines with carriage returns", "\r\n"],
	] as const)
		test(`${what} of a long config, each in turn another`, () => {
			const lines = longConfig();
			const whole = lines.join(end);
			const next = seeded(3);
			for (let at = 0; at < lines.length; at++) {
				const versions = [whole, `${whole}# end`, whole];
				for (let i = 0; i < 2; i++) {
					const line = LINE_EDITS[next(LINE_EDITS.length)]?.(lines[at] ?? "");
					const edited = lines.with(at, line ?? "").filter((_, k) => k !== at || line !== undefined);
					versions.push(edited.join(end), whole);
				}
				checkVersions("yaml", ...versions);
			}
		});

	test("what a line with a tab ends, far above what comes next", () => {
		const lines = longConfig();
		const at = lines.lastIndexOf("      text: |");
		const config = (line: string): string => lines.toSpliced(at, 0, line).join("\n");
		checkVersions(
			"yaml",
			config("      # c"),
			config("      # c d"),
			config("\t# c"),
			config("      \tx: 1"),
			config(""),
		);
	});

	test("a last line without an end, of which blanks become a part or not", () => {
		const config = `${longConfig().join("\n")}end:\n${"  a: 1\n".repeat(100)}  b: |\n    text`;
		checkVersions("yaml", config, `${config}s`, `${config}s\n  `, `${config}s\n  \n`, `${config}s  `);
	});

	test("damage that the parser finds another way out of where more stands before it", () => {
		const nested = (depth: number, last: string): string => {
			const indent = "  ".repeat(depth);
			const own = Array.from({ length: 3 }, (_, i) => `${indent}before_${i}: ${"it is long ".repeat(6)}\n`).join("");
			if (depth < 10)
				return `${own}${indent}in_${depth}:\n${nested(depth + 1, last)}${own.replaceAll("before", "behind")}`;
			return `${own}${indent}${last}\n${own.replaceAll("before", "behind").repeat(5)}`;
		};
		checkVersions(
			"yaml",
			nested(0, "a: 1"),
			nested(0, "ab: 1"),
			nested(0, "a]b: 1"),
			nested(0, "ab: 1"),
			nested(0, "a"),
		);
	});

	test("damage that the parser gives up on in a long document alone", () => {
		const entry = (name: string, lines: number, more = ""): string =>
			`${name}:\n${Array.from({ length: lines }, (_, i) => `  ${name}_${i}: ${i}\n${i === 3 ? more : ""}`).join("")}`;
		const config = (more: string): string => entry("first", 150) + entry("second", 3) + entry("third", 45, more);
		checkVersions("yaml", config(""), config("  x: 1\n"), config("\tx: 1\n"), config(""), config("x: 1\n"));
	});

	test("an entry of JSON that takes the next one in, and one that lets it go", () => {
		const lines = '// head\n{\n  "a": 1,\n  "b": {\n    "c": 2 // of c\n  },\n  "d": ["$HOME/x", 4]\n}\n';
		const joined = [
			'"a": 1, // ',
			'"a": 1 ',
			'"a": /* 1,',
			'"a": 1, /* ',
			'"a": 1 /* x */,',
			'"a": {',
			'"a": [1,',
			'"a": 1},',
			'"a": 1]],',
			'"a": "1,',
			'"a": "1\\',
			'"a": x + 1,',
			"local a = 1;",
			"local: a,",
			'"a" 1,',
			'"a":: 1,',
			'"a": , "x": 3,',
			"",
			'{"a": 1},',
		];
		checkVersions("json", ...joined.flatMap((text) => [lines, lines.replace('"a": 1,', text)]), lines);
		const line = lines.replaceAll(/\s*\/\/.*/g, "").replaceAll("\n", " ");
		checkVersions("json", ...joined.flatMap((text) => [line, line.replace('"a": 1,', text)]), line);
		const ends = ["}", "", "}}", "} x", "} {", "} // c", ", }", "} /*"];
		checkVersions("json", ...ends.flatMap((text) => [lines, lines.replace(/\}\n$/, text)]), lines);
		const heads = ["", "x ", "{", "[", "/* ", "# a\n", "local lr = 3; "];
		checkVersions("json", ...heads.flatMap((text) => [lines, `${text}${lines}`, lines.replace("{", text)]), lines);
	});

	for (const format of ["yaml", "json", "python"] as const)
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

	test("the key of an entry by itself is no variable", () => {
		const script = (entry: string): string => `x = 1\n${entry}\nlr = f(x)\nopt = SGD(p, lr=lr)\n`;
		checkVersions("python", script("y = 2"), script('"lr": 3,'), script('"lr": 3, 4'));
	});
});

suite("pieces of a text", () => {
	/** A stretch is read in one step. */
	type ReadAtOnce = (
		...stretch: Parameters<ReadStretch<string>>
	) => readonly Piece<string>[] | "before" | "behind" | undefined;
	const pieces = (text: string, read: ReadAtOnce, before?: Pieces<string>): Pieces<string> | undefined =>
		finish(piecesOf(text, inOneStep(read), before));
	const inOneStep = (read: ReadAtOnce): ReadStretch<string> =>
		function* (...stretch) {
			yield;
			return read(...stretch);
		};
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
		const before = pieces("aa\nbb\ncc\ndd\n", readLines(stretches));
		const after = pieces("aa\nbb\ncXc\ndd\n", readLines(stretches), before);
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

	test("of a piece that is a row itself only what an edit touches is read, unless it begins the row", () => {
		const outer: string[] = [];
		const inner: string[] = [];
		const readInner = inOneStep((text) => (text.includes("!") ? undefined : readLines(inner)(text)));
		const readOuter: ReadAtOnce = (text) => {
			outer.push(text);
			return [...text.matchAll(/.\n([^;]+;\n)/g)].map(({ 0: whole, 1: lines = "", index: start }) => {
				const by = start + whole.length - lines.length;
				const pieces = readLines([])(lines).map((piece) => ({ ...piece, start: piece.start + by, moved: by }));
				const own = { start, content: whole.slice(0, 2), moved: 0, tree: undefined, origin: start };
				return { ...own, inner: { pieces, read: readInner } };
			});
		};
		const texts = ["a\n11\n22\n33;\n", "b\n44\n55\n66;\n"];
		const before = pieces(texts.join(""), readOuter);
		const edited = (from: string, to: string): string[][] => {
			outer.length = inner.length = 0;
			pieces(texts.join("").replace(from, to), readOuter, before);
			return [[...outer], [...inner]];
		};
		assert.deepEqual(edited("22", "2X2"), [[], ["11\n2X2\n"]]);
		assert.deepEqual(edited("66", "6X6"), [[], ["55\n6X6;\n"]]);
		assert.deepEqual(edited("44", "4X4"), [["b\n4X4\n55\n66;\n"], []]);
		assert.deepEqual(edited("66", "6!6"), [["b\n44\n55\n6!6;\n"], []]);
	});

	test("what cannot be read by itself is read with what stands around it", () => {
		const stretches: string[] = [];
		const before = pieces("aa\nbb\ncc\ndd\n", readLines([]));
		const onlyWhole: ReadAtOnce = (text, _, { before, behind }) =>
			before ? "before" : behind ? "behind" : readLines(stretches)(text);
		const after = pieces("aa\nbb\ncXc\ndd\n", onlyWhole, before);
		assert.deepEqual(stretches, ["aa\nbb\ncXc\ndd\n"]);
		const shown = after?.pieces.map(({ content }) => content);
		assert.deepEqual(shown, ["aa\n", "bb\n", "cXc\n", "dd\n"]);
		assert.equal(
			pieces("aa\nb\n", () => "behind", before),
			undefined,
		);
	});

	test("where a stretch cannot be read by itself there are none", () => {
		const before = pieces("aa\nbb\n", readLines([]));
		assert.equal(
			pieces("aa\nb(b\n", () => undefined, before),
			undefined,
		);
	});
});
