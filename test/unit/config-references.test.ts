// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OmegaConf writes its references so.

import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";
import { read } from "../../src/core/read/index.ts";
import type { Language } from "../../src/core/read/model.ts";

/** `path of the use role value [optimizer]: literal @line:column`, with `used` where another place takes the literal. */
function parameters(text: string, language: Language = "yaml"): string[] {
	const { parameters: found, lines } = analyse(text, language);
	return found.map(({ keyPath, role, span, text: literal, value, setup, assignment: { refersTo } }) => {
		assert.strictEqual(text.slice(span.start, span.end), literal);
		const { line, column } = lines.at(span.start);
		const optimizer = setup.optimizer ? ` ${setup.optimizer.value.family}` : "";
		const used = refersTo ? ", used" : "";
		return `${keyPath.join(".")} ${role}${optimizer} ${value}: ${literal} @${line + 1}:${column + 1}${used}`;
	});
}

type Cases = Readonly<Record<string, readonly [text: string, ...wanted: string[]]>>;

function each(cases: Cases, language: Language = "yaml"): void {
	for (const [name, [text, ...wanted]] of Object.entries(cases))
		test(name, () => assert.deepStrictEqual(parameters(text, language), wanted));
}

suite("anchors, aliases and merge keys", () => {
	each({
		"an alias of a value": ["x: &rate 0.1\nlr: *rate\n", "lr base 0.1: 0.1 @1:10, used"],
		"the anchor that was last": ["x: &a 0.1\ny: &a 0.2\nlr: *a\n", "lr base 0.2: 0.2 @2:7, used"],
		"an alias in a list": ["x: &a 0.1\nlr: [*a, 0.2]\n", "lr.0 base 0.1: 0.1 @1:7, used", "lr.1 base 0.2: 0.2 @2:10"],
		"an alias of a mapping": ["x: &a {lr: 0.1}\nadam: *a\n", "adam.lr base adam 0.1: 0.1 @1:12, used"],
		"a merge": ["base: &base {lr: 0.1}\njob: {<<: *base, optimizer: sgd}\n", "job.lr base sgd 0.1: 0.1 @1:18, used"],
		"a merge, judged in every place": [
			"base: &base {lr: 0.1}\na: {<<: *base, optimizer: sgd}\nb: {<<: *base, optimizer: adam}\n",
			"a.lr base sgd 0.1: 0.1 @1:18, used",
			"b.lr base adam 0.1: 0.1 @1:18, used",
		],
		"not what stands there itself, above or below": [
			"base: &base {lr: 0.1}\na: {<<: *base, lr: 0.2}\nb: {lr: 0.3, <<: *base}\n",
			"base.lr base 0.1: 0.1 @1:18",
			"a.lr base 0.2: 0.2 @2:20",
			"b.lr base 0.3: 0.3 @3:9",
		],
		"a section of its own hides all of the base's": [
			"base: &base\n  optim: {lr: 0.1}\na:\n  <<: *base\n  optim: {name: sgd}\n",
			"base.optim.lr base sgd 0.1: 0.1 @2:15",
		],
		"several bases, the first before the next": [
			"a: &a {lr: 0.1}\nb: &b {lr: 0.2, optimizer: sgd}\nc: {<<: [*a, *b]}\n",
			"c.lr base sgd 0.1: 0.1 @1:12, used",
			"b.lr base sgd 0.2: 0.2 @2:12",
		],
		"bases of bases": [
			"a: &a\n  o: {lr: 0.1}\nb: &b\n  <<: *a\nc:\n  <<: *b\n  optimizer: sgd\n",
			"b.o.lr base sgd 0.1: 0.1 @2:11, used",
			"c.o.lr base sgd 0.1: 0.1 @2:11, used",
		],
		"a base written out where it is merged": ["c: {<<: {lr: 0.1}, optimizer: sgd}\n", "c.lr base sgd 0.1: 0.1 @1:14"],
		"an anchor ends with its document": ["x: &a 0.1\n---\nlr: *a\n"],
		"an alias of itself": ["lr: &a [*a, 0.1]\n", "lr.1 base 0.1: 0.1 @1:13"],
		"an alias of nothing": ["lr: *a\nb: {<<: *a, lr: 0.1}\n", "b.lr base 0.1: 0.1 @2:17"],
	});

	test("a finding stands at the literal and names the place that merges it", () => {
		const text = "base: &base {learning_rate: 3}\nrun:\n  <<: *base\n  optimizer: adamw\n";
		const [finding, ...more] = analyse(text, "yaml").findings;
		assert.deepStrictEqual(more, []);
		assert.strictEqual(finding?.rule, "learning-rate-too-high");
		assert.strictEqual(text.slice(finding.parameter.span.start, finding.parameter.span.end), "3");
		const [place] = finding.related ?? [];
		assert.strictEqual(text.slice(place?.span.start, place?.span.end), "*base");
	});

	test("a few lines that stand for billions of values are read in part, and that is said", () => {
		const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`);
		const { skipped, documents } = read(["a0: &a0 [0.1]", ...lines, "lr: 1"].join("\n"), "yaml");
		assert.strictEqual(skipped.length, 1);
		assert.strictEqual(documents[0]?.assignments[0]?.value.value, 1);
	});

	test("a chain of merges costs no more than some times its length", () => {
		const merged = (length: number): number => {
			const jobs = Array.from(
				{ length },
				(_, i) => `a${i}: &a${i}\n  ${i > 0 ? `<<: *a${i - 1}\n  ` : ""}k${i}: ${"x".repeat(50)}\n`,
			);
			const scopes = read(jobs.join(""), "yaml").documents[0]?.children ?? [];
			return scopes.reduce((sum, { assignments }) => sum + assignments.length, 0);
		};
		assert.strictEqual(merged(200), (200 * 201) / 2);
		assert.ok(merged(4000) < 4000 * 100);
	});
});

suite("references inside a config", () => {
	each({
		"OmegaConf's": ["lr: 0.1\nadam: {lr: '${lr}'}\n", "adam.lr base adam 0.1: 0.1 @1:5, used"],
		"by a path": ["a:\n  b: [0.1]\nlr: ${a.b[0]}\n", "lr base 0.1: 0.1 @2:7, used"],
		"below its use": ["adam:\n  lr: ${x}\nx: 0.1\n", "adam.lr base adam 0.1: 0.1 @3:4, used"],
		"from the same place": ["a:\n  x: 0.1\n  lr: ${.x}\nx: 9\n", "a.lr base 0.1: 0.1 @2:6, used"],
		"from a place above": ["a:\n  x: 0.1\n  b:\n    lr: ${..x}\n", "a.b.lr base 0.1: 0.1 @2:6, used"],
		"over several names": ["a: 0.1\nb: ${a}\nc: ${b}\nlr: ${c}\n", "lr base 0.1: 0.1 @1:4, used"],
		"of text that names the optimizer": ["o: adam\nlr: 0.1\noptimizer: ${o}\n", "lr base adam 0.1: 0.1 @2:5"],
		"taken over by a merge, as seen from there": [
			"a: &a\n  x: 0.1\n  lr: ${.x}\nb:\n  <<: *a\n  x: 0.2\n",
			"a.lr base 0.1: 0.1 @2:6, used",
			"b.lr base 0.2: 0.2 @6:6, used",
		],
		"an evaluation's too": [
			"batch_size: 8\nval: {batch_size: '${batch_size}'}\n",
			"batch_size base 8: 8 @1:13",
			"val.batch_size eval 8: 8 @1:13, used",
		],
		"the default for what the environment does not say": ["lr: ${oc.env:LR,1e-3}\n", "lr base 0.001: 1e-3 @1:17"],
		"a default that is decoded": ["lr: ${oc.decode:${oc.env:LR, 1e-3}}\n", "lr base 0.001: 1e-3 @1:30"],
		"what a selection finds": ["a: {b: 8}\nbatch_size: ${oc.select:a.b,16}\n", "batch_size base 8: 8 @1:8, used"],
		"the default of a selection that finds nothing": [
			'batch_size: "${oc.select:a.b,16}"\n',
			"batch_size base 16: 16 @1:30",
		],
		"a shell's default": ["environment:\n  LR: ${LR:-0.1}\n", "environment.LR base 0.1: 0.1 @2:13"],
		"in a circle": ["lr: ${a}\na: ${b}\nb: ${a}\nc: {lr: 1}\n", "c.lr base 1: 1 @4:9"],
		"to itself": ["lr: ${lr}\n"],
		"to nothing in the document": ["lr: ${optim.lr}\nbatch_size: ${oc.env:BS}\n"],
		"to a section": ["a: {b: 1}\nlr: ${a}\n"],
		"worked out by code": ["a: 1\nlr: ${mul:${a},2}\nbatch_size: ${a}0\n"],
		"other tools' marks": ["lr: '%(lr)s'\nbatch_size: '{{_base_.batch_size}}'\n"],
		"HyperPyYAML's": [
			"lr: 0.1\nopt: !name:torch.optim.Adam\n    lr: !ref <lr>\n",
			"opt.lr base adam 0.1: 0.1 @1:5, used",
		],
		"HyperPyYAML's arithmetic": [
			"lr: 0.1\nopt: !name:torch.optim.Adam\n    lr: !ref <lr> / 4\n",
			"lr base adam 0.1: 0.1 @1:5",
			"opt.lr base adam 0.025: <lr> / 4 @3:14",
		],
		"arithmetic with what is not known": ["lr: !ref <x> / 4\nx: !PLACEHOLDER\n"],
	});
});

suite("references inside a JSON config", () => {
	each(
		{
			"MONAI's": [
				'{"x": 0.1, "optimizer": {"_target_": "Adam", "lr": "@x"}}',
				"optimizer.lr base adam 0.1: 0.1 @1:7, used",
			],
			"MONAI's by a path": [
				'{"a": {"b": 0.1}, "lr": "@a#b", "c": {"lr": "@a::b"}}',
				"lr base 0.1: 0.1 @1:13, used",
				"c.lr base 0.1: 0.1 @1:13, used",
			],
		},
		"json",
	);
});

suite("tags", () => {
	each({
		"of numbers": [
			'lr: !!float 1e-3\nb: {lr: !!float "1e-4"}\n',
			"lr base 0.001: 1e-3 @1:13",
			'b.lr base 0.0001: "1e-4" @2:17',
		],
		"of a program's own classes": [
			"trainer: !SGD\n  lr: 0.1\no: !torch.optim.SGD {lr: 0.2}\n",
			"trainer.lr base sgd 0.1: 0.1 @2:7",
			"o.lr base sgd 0.2: 0.2 @3:26",
		],
		"whose meaning is not known": ["lr: !env LR\nbatch_size: !expr 8 * 2\n"],
	});

	test("a number by its tag is read as a number by every loader", () => {
		assert.deepStrictEqual(analyse('optimizer: adamw\nlr: !!float "1e-4"\n', "yaml").findings, []);
	});
});

suite("templates", () => {
	each({
		"what is filled in is not known": [
			"lr: {{ .Values.lr | default 0.1 }}\nbatch_size: {{ bs }}\nmin_lr: 1e-6\n",
			"min_lr min 0.000001: 1e-6 @3:9",
		],
		"lines that steer them are no part of the document": [
			"a:\n{% if adapter %}\n  lr: 0.1\n{% else %}\n  lr: 0.2\n{% endif %}\n  batch_size: 8\n",
			"a.lr base 0.1: 0.1 @3:7",
			"a.lr base 0.2: 0.2 @5:7",
			"a.batch_size base 8: 8 @7:15",
		],
		"Helm's": [
			"env:\n{{- range .Values.env }}\n  {{- toYaml . | nindent 8 }}\n{{- end }}\ntrain:\n  name: {{ .Release.Name }}-x\n  lr: 0.1\n",
			"train.lr base 0.1: 0.1 @7:7",
		],
		"with quotes inside of quotes": ['name: "{{ x | default("a: b") }}"\nlr: 0.1\n', "lr base 0.1: 0.1 @2:5"],
		"that make a name": ["{{ name }}: {lr: 0.1}\n", "{{ name }}.lr base 0.1: 0.1 @1:18"],
		"that pick a value": ["lr: {% if a %}0.1{% else %}0.2{% endif %}\nbatch_size: 8\n", "batch_size base 8: 8 @2:13"],
		"comments of them": ["{# lr: 0.1\nlr: 0.2 #}\nlr: 0.3 {# 0.4 #}\n", "lr base 0.3: 0.3 @3:5"],
		"that do not end": ["lr: 0.1\nx: {{ a\nbatch_size: 8\n", "lr base 0.1: 0.1 @1:5"],
	});
});
