import * as assert from "assert";
import { applyEdits } from "../../src/core/edits.ts";
import { type Analysis, analyse } from "../../src/core/linter.ts";
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
