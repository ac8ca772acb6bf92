/**
 * Projects of several files: a mistake that can be seen only by looking at two of them, with the expectation beside the line, and a
 * twin of each (`…-silent`) that is right.
 */

import * as assert from "assert";
import fixtures from "fixtures";
import { type Analysis, analyse, DEFAULT_OPTIONS, languageOf } from "../../src/core/linter.ts";
import { Neighbourhood } from "../../src/core/neighbours/neighbourhood.ts";
import { read } from "../../src/core/read/index.ts";
import { inMemory } from "./memory.ts";

const EXPECTATION = /(?:#|\/\/) expect: ([a-z-]+) (error|warning|information|hint)/;

const files = Object.entries(fixtures).flatMap(([path, text]): [string, string][] =>
	path.startsWith("projects/") ? [[`/${path}`, text]] : [],
);
const projects = [...new Set(files.map(([path]) => path.split("/")[2] ?? ""))];

const expected = (text: string): string[] =>
	text.split("\n").flatMap((line, i) => {
		const [, rule, severity] = EXPECTATION.exec(line) ?? [];
		return rule === undefined ? [] : [`${i + 1} ${rule} ${severity}`];
	});

const found = ({ findings, lines }: Analysis): string[] =>
	findings.map(({ rule, severity, parameter }) => `${lines.at(parameter.span.start).line + 1} ${rule} ${severity}`);

suite("projects: mistakes that only two files show", () => {
	for (const project of projects) {
		test(project, async () => {
			const own = files.filter(([path]) => path.startsWith(`/projects/${project}/`));
			const neighbourhood = new Neighbourhood(inMemory(Object.fromEntries(own)));
			let flagged = 0;
			for (const [path, text] of own) {
				const language = languageOf(path);
				assert.ok(language, path);
				const neighbours = await neighbourhood.of(path, read(text, language));
				const together = analyse(text, language, DEFAULT_OPTIONS, neighbours);
				const wanted = expected(text);
				assert.deepEqual(found(together), wanted, path);
				flagged += wanted.length;
				// Alone it looks right, or at least not so wrong; and what shows the mistake is named.
				const alone = found(analyse(text, language));
				assert.deepEqual(
					wanted.filter((one) => alone.includes(one)),
					[],
					path,
				);
				for (const { related, rule } of together.findings)
					assert.ok(
						related.some(({ span }) => span.file !== undefined),
						`${path}: ${rule} names no other file`,
					);
			}
			assert.equal(flagged > 0, !project.endsWith("-silent"));
		});
	}

	test("each has its twin", () => {
		const names = new Set(projects);
		assert.ok(names.size > 0);
		for (const name of names) assert.ok(name.endsWith("-silent") || names.has(`${name}-silent`), name);
	});
});
