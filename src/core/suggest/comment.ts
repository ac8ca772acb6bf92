/** Changes as a block of comments, to be kept beside a config that is not changed yet. */

import { sourceOf } from "../evidence/sources.ts";
import { say } from "../present/messages.ts";
import type { Language } from "../read/model.ts";
import { COMMENT_SIGNS } from "../suppressions.ts";
import { phrase } from "../words/phrase.ts";
import type { Change } from "./plan.ts";

export function commentBlock(changes: readonly Change[], language: Language): string {
	const lines = changes.flatMap(({ suggestion: { name, current }, value: { reason, sources } }) => [
		current
			? phrase("{reason} ({name} is {value} now)", { reason: say(reason), name, value: current.text })
			: say(reason),
		...sources.map((id) => {
			const { authors, title, year, url } = sourceOf(id);
			return `  ${authors}, ${title} (${year}), ${url}`;
		}),
	]);
	return [phrase("Suggested by Hyperparameter Lint"), ...lines]
		.map((line) => `${COMMENT_SIGNS[language]} ${line}\n`)
		.join("");
}
