import * as assert from "assert";
import { applyEdits } from "../../src/core/edits.ts";
import { type Analysis, analyse, DEFAULT_OPTIONS, silences } from "../../src/core/linter.ts";
import type { Language } from "../../src/core/read/model.ts";
import { suppressInFile, suppressOnLine } from "../../src/core/suppressions.ts";

const RULE = "learning-rate-too-high";
const rules = ({ findings }: Analysis): string[] => findings.map(({ rule }) => rule);

suite("suppressions", () => {
	const silenced: readonly [name: string, language: Language, text: string][] = [
		["line, all rules", "yaml", "optimizer: adamw\nlr: 5 # hplint-disable-line\n"],
		["line, this rule", "yaml", `optimizer: adamw\nlr: 5 # hplint-disable-line ${RULE}\n`],
		["line, several rules", "yaml", `optimizer: adamw\nlr: 5 # hplint-disable-line learning-rate-too-low ${RULE}\n`],
		["next line", "yaml", `optimizer: adamw\n# hplint-disable-next-line ${RULE}\nlr: 5\n`],
		["file, at its end", "yaml", `optimizer: adamw\nlr: 5\n# hplint-disable-file ${RULE}\n`],
		["JSON with comments", "json", `{"optimizer": "adamw",\n"lr": 5 // hplint-disable-line ${RULE}\n}`],
		["Python", "python", `Adam(p, lr=5)  # hplint-disable-line ${RULE}\n`],
		["shell", "shell", `python t.py --optim adamw --lr 5  # hplint-disable-line ${RULE}\n`],
		["next line, joined", "shell", `# hplint-disable-next-line ${RULE}\npython t.py --optim adamw \\\n  --lr 5\n`],
		["a command in YAML", "yaml", `run: |\n  python t.py --optim adamw --lr 5 # hplint-disable-line ${RULE}\n`],
	];
	for (const [name, language, text] of silenced) test(name, () => assert.deepEqual(rules(analyse(text, language)), []));

	const loud: readonly [name: string, text: string][] = [
		["another rule's name", "optimizer: adamw\nlr: 5 # hplint-disable-line learning-rate-too-low\n"],
		["another line", "optimizer: adamw # hplint-disable-line\nlr: 5\n"],
		["inside a string", 'note: "# hplint-disable-file"\noptimizer: adamw\nlr: 5\n'],
		["a word before it", "optimizer: adamw\nlr: 5 # no hplint-disable-line\n"],
	];
	for (const [name, text] of loud) test(`not: ${name}`, () => assert.deepEqual(rules(analyse(text, "yaml")), [RULE]));
});

suite("suppressing", () => {
	const onLine = (text: string, language: Language = "yaml"): string => {
		const { comments, lines, findings } = analyse(text, language);
		const [finding] = findings;
		assert.ok(finding);
		const { line } = lines.at(finding.parameter.span.start);
		const after = applyEdits(text, [suppressOnLine(text, language, comments, lines, line, finding.rule)]);
		assert.deepEqual(rules(analyse(after, language)), []);
		return after;
	};

	test("a comment at the end of the line", () => {
		assert.equal(
			onLine("optimizer: adamw\nlr: 5\nx: 1\n"),
			`optimizer: adamw\nlr: 5  # hplint-disable-line ${RULE}\nx: 1\n`,
		);
		assert.equal(
			onLine("optimizer: adamw\r\nlr: 5\r\n"),
			`optimizer: adamw\r\nlr: 5  # hplint-disable-line ${RULE}\r\n`,
		);
		assert.equal(onLine("optimizer: adamw\nlr: 5"), `optimizer: adamw\nlr: 5  # hplint-disable-line ${RULE}`);
		assert.equal(
			onLine('{"optimizer": "adamw",\n"lr": 5\n}', "json"),
			`{"optimizer": "adamw",\n"lr": 5  // hplint-disable-line ${RULE}\n}`,
		);
	});

	test("merged with a directive that is there", () => {
		const before = "optimizer: adamw\nlr: 5 # hplint-disable-line learning-rate-too-low\n";
		assert.equal(onLine(before), `optimizer: adamw\nlr: 5 # hplint-disable-line learning-rate-too-low ${RULE}\n`);
	});

	test("above the line where another comment stands on it, merged there too", () => {
		const once = onLine("optimizer: adamw\n  \nlr: 5 # tuned\n");
		assert.equal(once, `optimizer: adamw\n  \n# hplint-disable-next-line ${RULE}\nlr: 5 # tuned\n`);
		const merged = onLine("optimizer: adamw\n# hplint-disable-next-line learning-rate-too-low\nlr: 5 # tuned\n");
		assert.equal(merged, `optimizer: adamw\n# hplint-disable-next-line learning-rate-too-low ${RULE}\nlr: 5 # tuned\n`);
	});

	test("above all the lines that backslashes join", () => {
		const above = `# hplint-disable-next-line ${RULE}`;
		const command = "python t.py \\\n  --optim adamw \\\n  --lr 5 \\\n  --x\n";
		assert.equal(onLine(command, "shell"), `${above}\n${command}`);
		const crlf = command.replaceAll("\n", "\r\n");
		assert.equal(onLine(crlf, "shell"), `${above}\r\n${crlf}`);
		const inYaml = "run: |\n  python t.py --optim adamw \\\n    --lr 5\n";
		assert.equal(onLine(inYaml), `run: |\n  ${above}\n  python t.py --optim adamw \\\n    --lr 5\n`);
		assert.equal(
			onLine("python t.py --optim adamw --lr 5\n", "shell"),
			`python t.py --optim adamw --lr 5  # hplint-disable-line ${RULE}\n`,
		);
	});

	test("in the file: at the top, below a shebang and a coding line, merged with one that is there", () => {
		const inFile = (text: string, language: Language): string =>
			applyEdits(text, [suppressInFile(text, language, analyse(text, language).comments, RULE)]);
		assert.equal(inFile("lr: 5\n", "yaml"), `# hplint-disable-file ${RULE}\nlr: 5\n`);
		const script = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nAdam(p, lr=5)\n";
		assert.equal(
			inFile(script, "python"),
			`#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# hplint-disable-file ${RULE}\nAdam(p, lr=5)\n`,
		);
		assert.equal(
			inFile("# hplint-disable-file a-rule\nlr: 5\n", "yaml"),
			`# hplint-disable-file a-rule ${RULE}\nlr: 5\n`,
		);
	});
});

suite("suppressions that nothing needs", () => {
	const vain = (text: string, language: Language = "yaml", options = DEFAULT_OPTIONS): string[] =>
		analyse(text, language, options).unused.map(({ span }) => text.slice(span.start, span.end));
	/** The text without them, and without what is then unused. */
	const cleaned = (text: string, language: Language = "yaml"): string => {
		const after = applyEdits(
			text,
			analyse(text, language).unused.flatMap(({ edits }) => edits),
		);
		assert.deepEqual(vain(after, language), []);
		assert.deepEqual(rules(analyse(after, language)), rules(analyse(text, language)));
		return after;
	};

	test("one that silences something is needed", () => {
		for (const [, language, text] of [
			["", "yaml", "optimizer: adamw\nlr: 5 # hplint-disable-line\n"],
			["", "yaml", `optimizer: adamw\n# hplint-disable-next-line ${RULE}\nlr: 5\n`],
			["", "yaml", `# hplint-disable-file ${RULE}\noptimizer: adamw\nlr: 5\n`],
			["", "shell", `# hplint-disable-next-line ${RULE}\npython t.py --optim adamw \\\n  --lr 5\n`],
		] as const)
			assert.deepEqual(vain(text, language), [], text);
	});

	test("a whole comment, and its line where nothing else stands on it", () => {
		assert.equal(cleaned("optimizer: adamw\nlr: 0.001  # hplint-disable-line\n"), "optimizer: adamw\nlr: 0.001\n");
		assert.equal(
			cleaned(`# hplint-disable-file ${RULE}\r\noptimizer: adamw\r\nlr: 0.001\r\n`),
			"optimizer: adamw\r\nlr: 0.001\r\n",
		);
		assert.equal(cleaned(`a: 1\n  # hplint-disable-next-line ${RULE} -- so\nlr: 0.001`), "a: 1\nlr: 0.001");
		assert.equal(cleaned('{"lr": 0.001, /* hplint-disable-line */\n"a": 1}', "json"), '{"lr": 0.001,\n"a": 1}');
	});

	test("one name of several", () => {
		const text = `optimizer: adamw\nlr: 5 # hplint-disable-line learning-rate-too-low, ${RULE} -- tuned\n`;
		assert.deepEqual(vain(text), ["learning-rate-too-low"]);
		assert.equal(cleaned(text), `optimizer: adamw\nlr: 5 # hplint-disable-line ${RULE} -- tuned\n`);
	});

	test("a rule that was mistyped silences nothing", () => {
		assert.deepEqual(vain("optimizer: adamw\nlr: 5 # hplint-disable-line learning-rate-to-high\n"), [
			"# hplint-disable-line learning-rate-to-high",
		]);
	});

	test("nothing is said of rules that are off, of reasons, and of rules that were not asked", () => {
		const off = { ...DEFAULT_OPTIONS, rules: { [RULE]: "off" } } as const;
		assert.deepEqual(vain(`optimizer: adamw\nlr: 5 # hplint-disable-line ${RULE}\n`, "yaml", off), []);
		assert.deepEqual(vain(`optimizer: adamw\nlr: 5 # hplint-disable-line ${RULE} tuned by hand\n`), []);
		assert.deepEqual(vain(`optimizer: adamw\nlr: -5 # hplint-disable-line ${RULE}\n`), []);
	});

	test("nor of comments for all rules that a rule needs which is off", () => {
		const off = { ...DEFAULT_OPTIONS, rules: { [RULE]: "off" } } as const;
		assert.deepEqual(vain("optimizer: adamw\nlr: 5 # hplint-disable-line\n", "yaml", off), []);
		assert.equal(vain("optimizer: adamw\nlr: 0.001 # hplint-disable-line\n", "yaml", off).length, 1);
		assert.deepEqual(rules(analyse("optimizer: adamw\n# hplint-disable-file\nlr: 5\n", "yaml", off)), []);
	});

	test("nor of what depends on an earlier version, or on what was not read", () => {
		assert.deepEqual(vain("optimizer: adamw\nlr: 0.001 # hplint-disable-line learning-rate-left-behind\n"), []);
		const deep = `{"lr": 0.001, // hplint-disable-line\n"a": ${"[".repeat(5000)}${"]".repeat(5000)}}`;
		assert.ok((analyse(deep, "json").document?.skipped.length ?? 0) > 0);
		assert.deepEqual(vain(deep, "json"), []);
	});

	test("a suppression is offered where it silences", () => {
		const silenced = (text: string, language: Language): boolean[] => {
			const analysis = analyse(text, language);
			const { comments, lines, findings } = analysis;
			const finding = findings.find(({ rule }) => rule === RULE);
			assert.ok(finding, text);
			const { line } = lines.at(finding.parameter.span.start);
			const edits = [
				suppressOnLine(text, language, comments, lines, line, RULE),
				suppressInFile(text, language, comments, RULE),
			];
			const after = edits.map((edit) => !rules(analyse(applyEdits(text, [edit]), language)).includes(RULE));
			assert.deepEqual(
				edits.map((edit) => silences(edit, finding, analysis)),
				after,
				text,
			);
			return after;
		};
		assert.deepEqual(silenced("optimizer: adamw\nlr: 5\n", "yaml"), [true, true]);
		assert.deepEqual(silenced("optimizer: adamw\nlr: 5 # tuned\n", "yaml"), [true, true]);
		assert.deepEqual(silenced('{"optimizer": "adamw",\n"lr": 5}', "json"), [true, true]);
		assert.deepEqual(silenced("run: |\n  python t.py --optim adamw \\\n    --lr 5\n", "yaml"), [true, true]);
		// Inside of a string of a script that begins in the middle of a line there is no place for a comment.
		silenced('import os\nos.system("""python t.py --optim adamw --lr 5\n""")\n', "python");
	});

	test("a name is added where the others stand, within a block comment and before a reason", () => {
		const add = (text: string, language: Language): string => {
			const { comments, lines, findings } = analyse(text, language);
			const line = lines.at(findings[0]?.parameter.span.start ?? 0).line;
			return applyEdits(text, [suppressOnLine(text, language, comments, lines, line, RULE)]);
		};
		assert.equal(
			add('{"optimizer": "adamw",\n"lr": 5 /* hplint-disable-line a-b */}', "json"),
			`{"optimizer": "adamw",\n"lr": 5 /* hplint-disable-line a-b ${RULE} */}`,
		);
		assert.equal(
			add("optimizer: adamw\nlr: 5 # hplint-disable-line a-b -- so\n", "yaml"),
			`optimizer: adamw\nlr: 5 # hplint-disable-line a-b ${RULE} -- so\n`,
		);
		// A comment for the file does not become one for the line.
		assert.equal(
			add("optimizer: adamw\nlr: 5 # hplint-disable-file a-b\n", "yaml"),
			`optimizer: adamw\n# hplint-disable-next-line ${RULE}\nlr: 5 # hplint-disable-file a-b\n`,
		);
	});
});
