import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";
import type { Language } from "../../src/core/read/model.ts";

/** `name role = text @line:column` of every learning rate and batch size. */
export function shown(text: string, language: Language): string[] {
	const { parameters, lines } = analyse(text, language);
	return parameters.map(({ name, role, span, text: written }) => {
		const { line, column } = lines.at(span.start);
		assert.equal(text.slice(span.start, span.end), written);
		return `${name} ${role} = ${written} @${line + 1}:${column + 1}`;
	});
}
