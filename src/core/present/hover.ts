/** What a hover says of a recognised value, as Markdown: what it is, what was recognised and where, the band, the calculation, the sources. */

import { type SourceId, sourceOf } from "../evidence/sources.ts";
import type { Analysis } from "../linter.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Role } from "../recognise/vocabulary.ts";
import type { Finding, Profile, Severity } from "../rules/rule.ts";
import { phrase } from "../words/phrase.ts";
import { factsOf, placeOf } from "./facts.ts";
import { gaugeImage, type Scale, type Theme } from "./gauge.ts";
import { code, escapeMarkdown, unbroken } from "./markdown.ts";
import { say } from "./messages.ts";
import { nameOptimizer, nameSchedule } from "./names.ts";
import { showAmount, showNumber } from "./numbers.ts";
import { nameTraining } from "./setup.ts";
import { usualFor } from "./usual.ts";

/** What a role adds to the kind of a value; nothing for the plain one. */
const roles = (): Readonly<Record<Role, string>> => ({
	base: "",
	max: phrase("the top of a schedule"),
	min: phrase("the floor or end of a schedule"),
	start: phrase("where warmup begins"),
	group: phrase("of one part of the model or algorithm"),
	"per-device": phrase("on each device"),
	micro: phrase("of one forward pass"),
	global: phrase("of one optimizer step, over all devices"),
	eval: phrase("not for training"),
	tokens: phrase("counted in tokens, frames or seconds"),
	reported: phrase("a figure in a report"),
	search: phrase("part of a search space"),
});

const severities = (): Readonly<Record<Severity, string>> => ({
	error: phrase("Error"),
	warning: phrase("Warning"),
	information: phrase("Information"),
	hint: phrase("Hint"),
});

/** What is asked about a value. */
export interface Question {
	readonly finding?: Finding | undefined;
	readonly profile: Profile;
	readonly analysis: Pick<Analysis, "places" | "neighbours">;
	/** Whether to say the finding too; on the value itself the editor already does. */
	readonly repeat?: boolean;
	readonly theme: Theme;
}

/** A hover: what else can be done stands in its first line, which is seen without scrolling below any finding. */
export function describe(parameter: Parameter, question: Question, links: readonly string[] = []): string {
	const { parts, cited } = opening(parameter, question, links);
	const known = summary(parameter);
	const lines = [
		...(known === "" ? [] : [unbroken(phrase("Recognised: {facts}", { facts: known }))]),
		...(cited.length > 0 ? [phrase("Sources: {sources}", { sources: cited.map(shortLink).join(" · ") })] : []),
	];
	return [...parts, lines.join("\\\n")].join("\n\n");
}

/** A page: the same, then every fact with the place it was read at, and the sources with their titles. */
export function explain(parameter: Parameter, question: Question): string {
	const { parts, cited } = opening(parameter, { ...question, repeat: true });
	const facts = recognised(parameter, question.analysis);
	if (facts.length > 0) parts.push(phrase("Recognised:"), facts.map((fact) => `- ${fact}`).join("\n"));
	if (cited.length > 0) parts.push(phrase("Sources:"), cited.map((id) => `- ${link(id)}`).join("\n"));
	return parts.join("\n\n");
}

function opening(
	parameter: Parameter,
	{ finding, profile, repeat, theme }: Question,
	links: readonly string[] = [],
): { parts: string[]; cited: readonly SourceId[] } {
	const parts = [[heading(parameter), ...links].join(" · ")];
	if (finding && repeat)
		parts.push(unbroken(`**${severities()[finding.severity]}:** ${escapeMarkdown(say(finding.message))}`));
	const { text, sources, scale, lines } = usualFor(parameter, profile);
	const figure = scale ? [gaugeImage(scale, theme, alternative(scale))] : [];
	const words = text === "" ? [] : [unbroken(text)];
	// Without a gap between picture and words: a hover shows few lines before it scrolls.
	if (lines) parts.push(...figure, `\`\`\`text\n${lines.join("\n")}\n\`\`\``, ...words);
	else if (figure.length + words.length > 0) parts.push([...figure, ...words].join("\\\n"));
	return { parts, cited: [...new Set([...(finding?.sources ?? []), ...sources])] };
}

/** What a gauge shows, in words that stand in for it. */
function alternative({ value, stretches, practice, show = showNumber }: Scale): string {
	const usual = stretches
		.filter(({ kind }) => kind === "usual")
		.map(({ low, high }) => phrase("{low} to {high}", { low: show(low), high: show(high) }));
	const seen = practice
		? phrase(", public configs {low} to {high} with the median {median}", {
				low: show(practice.p5),
				high: show(practice.p95),
				median: show(practice.median),
			})
		: "";
	const stretch = usual.reduce((first, second) => phrase("{first} and {second}", { first, second }));
	return phrase("{value} on a scale where {usual} is usual", { value: show(value), usual: stretch }) + seen;
}

/** What was recognised, in one line. */
function summary({ setup }: Parameter): string {
	const { optimizer, framework, modelSize, schedule } = setup;
	const words = [
		optimizer && nameOptimizer(optimizer.value.name),
		nameTraining(setup),
		modelSize && phrase("{count} parameters", { count: showAmount(modelSize.value) }),
		schedule && nameSchedule(schedule.value),
		framework?.value.label,
	];
	return words.flatMap((word) => (word ? [escapeMarkdown(word)] : [])).join(" · ");
}

function heading({ parameter, name, text, role, value }: Parameter): string {
	const kind = parameter === "learning_rate" ? phrase("Learning rate") : phrase("Batch size");
	const more = roles()[role];
	const detail = more === "" ? "" : `, ${more}`;
	const read = typeof value === "number" && showNumber(value) !== text ? ` (${showNumber(value)})` : "";
	return `**${kind}**${detail}: ${code(`${name} = ${text}`)}${read}`;
}

function recognised({ setup }: Parameter, analysis: Pick<Analysis, "places" | "neighbours">): string[] {
	const facts = factsOf(setup).map(({ label, value, fact: { because, span } }) => {
		const place = span ? `, ${placeOf(span, analysis, code)}` : "";
		return phrase("{label}: {value} (from {from})", {
			label,
			value: escapeMarkdown(value),
			from: `${code(because)}${place}`,
		});
	});
	const run = [setup.length, setup.warmup, setup.precision].filter((fact) => fact !== undefined);
	if (run.length > 0) facts.push(phrase("run: {facts}", { facts: run.map(({ value }) => code(value)).join(", ") }));
	return facts;
}

/** `Goyal et al. 2017` */
function shortLink(id: SourceId): string {
	const { authors, year, url } = sourceOf(id);
	return `[${escapeMarkdown(authors)} ${year}](${url})`;
}

function link(id: SourceId): string {
	const { title, authors, year, url } = sourceOf(id);
	return `[${escapeMarkdown(`${authors}, ${title}`)}](${url}) (${year})`;
}
