/** Where a YAML or JSON text is broken. Only for files of our own: training configs are read as far as they go. */

import { parser } from "@lezer/yaml";
import { type ParseError, parse } from "jsonc-parser";
import type { Span } from "./model.ts";

export function damageOf(text: string, language: "yaml" | "json"): Span | undefined {
	return language === "json" ? jsonDamage(text) : yamlDamage(text);
}

function jsonDamage(text: string): Span | undefined {
	if (text.trim() === "") return undefined;
	const errors: ParseError[] = [];
	parse(text, errors, { allowTrailingComma: true });
	return errors[0] && widened(text, errors[0].offset, errors[0].offset + errors[0].length);
}

function yamlDamage(text: string): Span | undefined {
	const cursor = parser.parse(text).cursor();
	do {
		if (cursor.type.isError) return widened(text, cursor.from, cursor.to);
	} while (cursor.next());
	// YAML allows no tab as indentation; the grammar does.
	const tab = /^ *\t+[ \t]*(?=[^\s#])/m.exec(text);
	return tab ? { start: tab.index, end: tab.index + tab[0].length } : undefined;
}

/** At least one character of the text, so that there is something to underline. */
function widened(text: string, from: number, to: number): Span {
	const start = Math.min(from, Math.max(0, text.length - 1));
	return { start, end: Math.max(to, Math.min(text.length, start + 1)) };
}
