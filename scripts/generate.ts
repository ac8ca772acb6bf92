/**
 * One source of truth, written outwards: rules → settings and schema → rule pages → the README's table.
 * `--check` writes nothing and fails when a file would change.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { sourceOf } from "../src/core/evidence/sources.ts";
import { schemaOf, shapeWith } from "../src/core/project-shape.ts";
import { RULES } from "../src/core/rules/index.ts";
import { type Page, type Rule, SEVERITIES } from "../src/core/rules/rule.ts";

const check = process.argv.includes("--check");
const stale: string[] = [];

function write(path: string, text: string): void {
	if (existsSync(path) && readFileSync(path, "utf8") === text) return;
	if (check) stale.push(path);
	else writeFileSync(path, text);
}

const RULES_WITH_PAGES = await Promise.all(
	RULES.map(async (rule) => {
		const { page } = (await import(`../src/core/rules/${rule.name}.ts`)) as { page?: Page };
		if (!page) throw new Error(`src/core/rules/${rule.name}.ts exports no page`);
		return { ...rule, ...page };
	}),
);

const LEVELS = ["off", ...SEVERITIES];
const ruleProperties = Object.fromEntries(
	RULES.map(({ name }) => [name, { type: "string", enum: LEVELS, description: `%rule.${name}%` }]),
);

function manifest(): string {
	const path = "package.json";
	const current = JSON.parse(readFileSync(path, "utf8")) as {
		contributes: { configuration: { properties: Record<string, { properties?: object }> } };
	};
	const setting = current.contributes.configuration.properties["hplint.rules"];
	if (!setting) throw new Error("package.json has no setting hplint.rules");
	setting.properties = ruleProperties;
	return `${JSON.stringify(current, null, 2)}\n`;
}

/** The English texts of the manifest, with those of the rules. */
function manifestTexts(): string {
	const others = Object.entries(JSON.parse(readFileSync("package.nls.json", "utf8"))).filter(
		([key]) => !key.startsWith("rule."),
	);
	const summaries = RULES_WITH_PAGES.map(({ name, summary }) => [`rule.${name}`, summary]);
	return `${JSON.stringify(Object.fromEntries([...others, ...summaries]), null, "\t")}\n`;
}

const schema = {
	$schema: "http://json-schema.org/draft-07/schema#",
	title: "Hyperparameter Lint project file",
	...schemaOf(shapeWith(Object.fromEntries(RULES_WITH_PAGES.map(({ name, summary }) => [name, summary])))),
};

/** What a code block is called by the end of a file's name. */
const FENCES: Readonly<Record<string, string>> = { py: "python", json: "jsonc", sh: "bash" };

/** The documents of a rule's fixtures, the first of each kind, as its page's examples. */
function examples(rule: Rule): string {
	const folder = `test/fixtures/rules/${rule.name}`;
	const files = existsSync(folder) ? readdirSync(folder).sort() : [];
	return ["flagged", "silent"]
		.map((kind) => {
			const file = files.find((name) => name.startsWith(`${kind}.`)) ?? files.find((name) => name.startsWith(kind));
			if (!file)
				throw new Error(`${folder} has no ${kind}* document: a rule has documents that it must and must not flag`);
			// What a test reads as an expectation, a person reads as a remark.
			const text = readFileSync(`${folder}/${file}`, "utf8")
				.trimEnd()
				.replace(/(#|\/\/) expect: \S+ (\w+)/g, "$1 $2");
			const language = FENCES[file.slice(file.lastIndexOf(".") + 1)] ?? "yaml";
			const heading = kind === "flagged" ? "Flagged" : "Silent";
			return `## ${heading}\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;
		})
		.join("\n");
}

function page(rule: Rule & Page): string {
	const sources = rule.sources.map((id) => {
		const { title, authors, year, url } = sourceOf(id);
		return `* ${authors}: [${title}](${url}), ${year}`;
	});
	return `<!-- Generated from src/core/rules/${rule.name}.ts by \`npm run generate\`. -->

# ${rule.name}

${rule.summary}

Severity: ${rule.severities.join(" or ")}.

${rule.explanation}

${examples(rule)}
## Evidence

${sources.join("\n")}

## Turning it off

On one line: \`# hplint-disable-line ${rule.name}\`. In one file: \`# hplint-disable-file ${rule.name}\`. For a workspace, in \`.hplint.yaml\`:

\`\`\`yaml
rules:
  ${rule.name}: off
\`\`\`
`;
}

function readme(): string {
	const text = readFileSync("README.md", "utf8");
	const rows = RULES_WITH_PAGES.map(
		(rule) => `| [${rule.name}](docs/rules/${rule.name}.md) | ${rule.severities.join(", ")} | ${rule.summary} |`,
	);
	const table = ["| Rule | Severity | What it finds |", "| --- | --- | --- |", ...rows].join("\n");
	const block = /(<!-- rules -->)[\s\S]*?(<!-- \/rules -->)/;
	if (!block.test(text)) throw new Error("README.md has no <!-- rules --> block");
	return text.replace(block, (_, open: string, close: string) => `${open}\n${table}\n${close}`);
}

mkdirSync("schemas", { recursive: true });
mkdirSync("docs/rules", { recursive: true });
write("package.json", manifest());
write("package.nls.json", manifestTexts());
write("schemas/hplint.schema.json", `${JSON.stringify(schema, null, 2)}\n`);
for (const rule of RULES_WITH_PAGES) write(`docs/rules/${rule.name}.md`, page(rule));
write("README.md", readme());
if (stale.length > 0) {
	console.error(`Not up to date: ${stale.join(", ")}. Run \`npm run generate\`.`);
	process.exitCode = 1;
}
