/** What a hover says of a recognised value, as Markdown: what it is, what was recognised and where, the band, the calculation, the sources. */

import { type SourceId, sourceOf } from "../evidence/sources.ts";
import { type Analysis, placesOf } from "../linter.ts";
import { relativePath } from "../neighbours/paths.ts";
import type { Fact } from "../recognise/facts.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Role } from "../recognise/vocabulary.ts";
import type { Finding, Profile } from "../rules/rule.ts";
import { gaugeImage, type Scale, type Theme } from "./gauge.ts";
import { code, escapeMarkdown } from "./markdown.ts";
import { say } from "./messages.ts";
import { showAmount, showNumber } from "./numbers.ts";
import { usualFor } from "./usual.ts";

const ROLES: Readonly<Record<Role, string>> = {
	base: "",
	max: "the top of a schedule",
	min: "the floor or end of a schedule",
	start: "where warmup begins",
	group: "of one part of the model or algorithm",
	"per-device": "on each device",
	micro: "of one forward pass",
	global: "of one optimizer step, over all devices",
	eval: "not for training",
	tokens: "counted in tokens, frames or seconds",
	reported: "a figure in a report",
	search: "part of a search space",
};

/** What is asked about a value. */
export interface Question {
	readonly finding?: Finding | undefined;
	readonly profile: Profile;
	readonly analysis: Pick<Analysis, "places" | "neighbours">;
	/** Whether to say the finding too; on the value itself the editor already does. */
	readonly repeat?: boolean;
	readonly theme: Theme;
}

/** A hover, with what else can be done: as much as is seen without scrolling. */
export function describe(parameter: Parameter, question: Question, links: readonly string[] = []): string {
	const { parts, cited } = opening(parameter, question);
	const known = summary(parameter);
	const lines = [
		...(known === "" ? [] : [`Recognised: ${known}`]),
		...(links.length > 0 ? [links.join(" · ")] : []),
		...(cited.length > 0 ? [`Sources: ${cited.map(shortLink).join(" · ")}`] : []),
	];
	return [...parts, lines.join("\\\n")].join("\n\n");
}

/** A page: the same, then every fact with the place it was read at, and the sources with their titles. */
export function explain(parameter: Parameter, question: Question): string {
	const { parts, cited } = opening(parameter, { ...question, repeat: true });
	const facts = recognised(parameter, question.analysis);
	if (facts.length > 0) parts.push("Recognised:", facts.map((fact) => `- ${fact}`).join("\n"));
	if (cited.length > 0) parts.push("Sources:", cited.map((id) => `- ${link(id)}`).join("\n"));
	return parts.join("\n\n");
}

function opening(
	parameter: Parameter,
	{ finding, profile, repeat, theme }: Question,
): { parts: string[]; cited: readonly SourceId[] } {
	const parts = [heading(parameter)];
	if (finding && repeat) parts.push(`**${capital(finding.severity)}:** ${escapeMarkdown(say(finding.message))}`);
	const { text, sources, scale, lines } = usualFor(parameter, profile);
	if (scale) parts.push(gaugeImage(scale, theme, alternative(scale)));
	if (lines) parts.push(`\`\`\`text\n${lines.join("\n")}\n\`\`\``);
	if (text !== "") parts.push(text);
	return { parts, cited: [...new Set([...(finding?.sources ?? []), ...sources])] };
}

/** What a gauge shows, in words that stand in for it. */
function alternative({ value, stretches, practice, show = showNumber }: Scale): string {
	const usual = stretches
		.filter(({ kind }) => kind === "usual")
		.map(({ low, high }) => `${show(low)} to ${show(high)}`);
	const seen = practice
		? `, public configs ${show(practice.p5)} to ${show(practice.p95)} with the median ${show(practice.median)}`
		: "";
	return `${show(value)} on a scale where ${usual.join(" and ")} is usual${seen}`;
}

/** What was recognised, in one line. */
function summary({ setup }: Parameter): string {
	const { optimizer, regime, task, framework, modelSize, schedule } = setup;
	const words = [
		optimizer?.value.name,
		regime?.value ?? task?.value,
		modelSize && `${showAmount(modelSize.value)} parameters`,
		schedule?.value,
		framework?.value.label,
	];
	return words.flatMap((word) => (word ? [escapeMarkdown(word)] : [])).join(" · ");
}

function heading({ parameter, name, text, role, value }: Parameter): string {
	const kind = parameter === "learning_rate" ? "Learning rate" : "Batch size";
	const detail = ROLES[role] === "" ? "" : `, ${ROLES[role]}`;
	const read = typeof value === "number" && showNumber(value) !== text ? ` (${showNumber(value)})` : "";
	return `**${kind}**${detail}: ${code(`${name} = ${text}`)}${read}`;
}

function recognised({ setup }: Parameter, analysis: Pick<Analysis, "places" | "neighbours">): string[] {
	const facts: string[] = [];
	const add = (label: string, value: string, fact: Fact<unknown>): void => {
		facts.push(`${label}: ${escapeMarkdown(value)} (from ${code(fact.because)}${placeOf(fact, analysis)})`);
	};
	if (setup.framework) add("framework", setup.framework.value.label, setup.framework);
	if (setup.loader) add("loader", `1e-4 is ${setup.loader.value === "text" ? "text" : "a number"}`, setup.loader);
	if (setup.optimizer) add("optimizer", setup.optimizer.value.name, setup.optimizer);
	if (setup.schedule) add("schedule", setup.schedule.value, setup.schedule);
	if (setup.task) add("task", setup.task.value, setup.task);
	if (setup.regime) add("regime", setup.regime.value, setup.regime);
	if (setup.modelSize) add("model size", `${showAmount(setup.modelSize.value)} parameters`, setup.modelSize);
	if (setup.sequenceLength) add("sequence length", `${setup.sequenceLength.value} tokens`, setup.sequenceLength);
	if (setup.trainingTokens) add("training", `${showAmount(setup.trainingTokens.value)} tokens`, setup.trainingTokens);
	if (setup.linearModel) add("linear model", setup.linearModel.value, setup.linearModel);
	if (setup.features) add("features", String(setup.features.value), setup.features);
	if (setup.examples) add("examples", String(setup.examples.value), setup.examples);
	if (setup.globalBatch) add("global batch", String(setup.globalBatch.value), setup.globalBatch);
	const run = [setup.length, setup.warmup, setup.precision].filter((fact) => fact !== undefined);
	if (run.length > 0) facts.push(`run: ${run.map(({ value }) => code(value)).join(", ")}`);
	if (setup.devices) add("devices", String(setup.devices.value), setup.devices);
	return facts;
}

/** `, line 3`, or `, line 3 of ../_base_/schedule.py` where another file says it. */
function placeOf({ span }: Fact<unknown>, analysis: Pick<Analysis, "places" | "neighbours">): string {
	if (!span) return "";
	const places = placesOf(analysis, span);
	const cell = span.file === undefined ? places.cellAt(span) : undefined;
	const line = `${cell === undefined ? "" : `, cell ${cell}`}, line ${places.range(span).start.line + 1}`;
	const from = analysis.neighbours?.path;
	return span.file === undefined || from === undefined ? line : `${line} of ${code(relativePath(from, span.file))}`;
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

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
