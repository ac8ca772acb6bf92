/** What a person reads: every text passes by the phrasebook, and each has its Japanese. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "assert";
import * as ts from "typescript";
import { allBands } from "../../src/core/evidence/bands.ts";
import { optimizerFamily } from "../../src/core/evidence/optimizers.ts";
import { MESSAGES, say } from "../../src/core/present/messages.ts";
import { shortRegime } from "../../src/core/rules/usual-elsewhere.ts";
import { phrase, speak } from "../../src/core/words/phrase.ts";

type Texts = Readonly<Record<string, string>>;
const read = (path: string): string => readFileSync(path, "utf8");
const texts = (path: string): Texts => JSON.parse(read(path)) as Texts;

const JAPANESE = texts("l10n/bundle.l10n.ja.json");
const MANIFEST = read("package.json");
const SETTINGS = texts("package.nls.json");
const SETTINGS_IN_JAPANESE = texts("package.nls.ja.json");

/** Two words, or one that begins a sentence: what a person reads, not what a program does. */
const PROSE = /[A-Za-z]{2,} [a-z]{2,}|^[A-Z][a-z]+(?: |$)/;
/** The same in every language. */
const NAME = "Hyperparameter Lint";
const isProse = (text: string): boolean =>
	PROSE.test(text.replace(NAME, "")) && !text.startsWith("<") && optimizerFamily(text) === undefined;
const isWordOfEvidence = /\b(?:regime|unit)$/;

interface Said {
	/** The texts of `phrase("…")` and `l10n.t("…")`. */
	readonly keys: ReadonlySet<string>;
	/** Calls of them with anything else, which nobody can find a translation for. */
	readonly hidden: readonly string[];
	/** Texts that look like prose, and pass by neither. */
	readonly unsaid: readonly string[];
}

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression =>
	ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** The letters of a text; of a template those between its values. */
const lettersOf = (node: ts.StringLiteralLike | ts.TemplateExpression): string =>
	ts.isStringLiteralLike(node)
		? node.text
		: [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(" {} ");

function saidIn(folder: string, showsProse: (path: string) => boolean): Said {
	const keys = new Set<string>();
	const hidden: string[] = [];
	const unsaid: string[] = [];
	for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".ts"))) {
		const source = ts.createSourceFile(path, read(join(folder, path)), ts.ScriptTarget.Latest, true);
		const place = (node: ts.Node): string =>
			`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText().slice(0, 120)}`;
		const visit = (node: ts.Node): void => {
			if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
			if (ts.isCallExpression(node)) {
				const callee = node.expression.getText();
				// A log is for whoever mends things, and is searched for its words.
				if (/(?:^|\.)(?:log|console)\.\w+$/.test(callee)) return;
				const [text, ...values] = node.arguments;
				if (/(?:^|\.)(?:phrase|l10n\.t)$/.test(callee) && text) {
					if (ts.isStringLiteralLike(text)) keys.add(text.text);
					else if (!isWordOfEvidence.test(text.getText()) && !path.endsWith("messages.ts")) hidden.push(place(node));
					values.forEach(visit);
					return;
				}
			}
			if (ts.isNewExpression(node) && node.expression.getText() === "Error") return;
			if (isText(node) && showsProse(path) && isProse(lettersOf(node))) unsaid.push(place(node));
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return { keys, hidden, unsaid };
}

const { keys, hidden, unsaid } = saidIn(
	"src",
	(path) => /^(?:editor|core\/present)\//.test(path) && !path.endsWith("messages.ts"),
);
const ALL = new Set([
	...Object.values(MESSAGES),
	...keys,
	...allBands().flatMap((band) => [band.regime, shortRegime(band), ...(band.batchSize ? [band.batchSize.unit] : [])]),
]);

/** `SGD`, `t-SNE`, `Schedule-Free AdamW`; or nothing but placeholders. */
const isName = (text: string): boolean =>
	/^[\w-]+$|^[A-Z][\w-]*(?: [A-Z][\w-]*)*$|^\W*$/.test(text.replace(/\{\w+\}/g, ""));
const isJapanese = (text: string): boolean => /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/.test(text);
const placeholders = (text: string): string[] =>
	[...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole))].sort();
const code = (text: string): string[] =>
	[...text.matchAll(/`[^`]+`|\(command:[^)]+\)|#hplint\.\w+#/g)].map(([whole]) => whole).sort();
/** Entries to paste into the bundle. */
const asEntries = (missing: readonly string[]): string =>
	missing.map((text) => `${JSON.stringify(text)}: "",`).join("\n");

suite("words", () => {
	test("every text that is said is a literal, so that it can be found", () => assert.deepEqual(hidden, []));

	test("what the editor shows passes by a translation", () => assert.deepEqual(unsaid, []));

	test("every text has its Japanese, and no Japanese is left over", () => {
		const missing = [...ALL].filter((text) => !Object.hasOwn(JAPANESE, text));
		if (missing.length > 0) assert.fail(`add to l10n/bundle.l10n.ja.json:\n${asEntries(missing)}`);
		assert.deepEqual(
			Object.keys(JAPANESE).filter((text) => !ALL.has(text)),
			[],
		);
	});

	test("a Japanese text has the placeholders of the English one, and is Japanese unless it is a name", () => {
		for (const [english, japanese] of Object.entries(JAPANESE)) {
			assert.deepEqual(placeholders(japanese), placeholders(english), english);
			assert.ok(isJapanese(japanese) || (japanese === english && isName(english)), english);
		}
	});

	test("the manifest's texts are there in both languages, with the same code in them, and none is left over", () => {
		const named = [...new Set([...MANIFEST.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ""))].sort();
		assert.deepEqual(Object.keys(SETTINGS).sort(), named);
		assert.deepEqual(Object.keys(SETTINGS_IN_JAPANESE).sort(), named);
		for (const [key, english] of Object.entries(SETTINGS)) {
			const japanese = SETTINGS_IN_JAPANESE[key] ?? "";
			assert.ok(isJapanese(japanese), key);
			// What a placeholder of code is called may be said in words.
			const bare = (text: string): string[] => code(text).filter((one) => !/features/.test(one) && !/特徴量/.test(one));
			assert.deepEqual(bare(japanese), bare(english), key);
		}
	});

	test("the manifest says nothing in words of its own", () => {
		const words: string[] = [];
		const look = (value: unknown, key: string): void => {
			if (typeof value === "object" && value !== null)
				for (const [name, inner] of Object.entries(value)) look(inner, name);
			else if (/^(?:title|description|markdownDescription|altText)$/.test(key) && !/^%.*%$/.test(String(value)))
				words.push(String(value));
		};
		look(JSON.parse(MANIFEST).contributes, "");
		assert.deepEqual(words, [NAME]);
	});

	test("a message is said in the language that is spoken, with the words of the evidence in it", () => {
		const message = {
			id: "rate-too-high",
			params: { value: "5", times: 100, regime: "LoRA fine-tuning of a language model", low: "5e-5", high: "5e-4" },
		} as const;
		try {
			speak((english, params) => {
				const said = JAPANESE[english] ?? english;
				return said.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
			});
			assert.equal(
				say(message),
				"学習率 5 は、言語モデルの LoRA ファインチューニングで通常使われる上限の 100 倍です (5e-5～5e-4)。",
			);
		} finally {
			speak();
		}
		assert.match(say(message), /^A learning rate of 5 is 100 times the usual top for LoRA/);
		assert.equal(phrase("{there} is {not}", { there: 1 }), "1 is {not}");
	});
});
