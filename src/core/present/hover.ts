/** What a hover says of a recognised value, as Markdown: what it is, what was recognised and where, the band, the calculation, the sources. */

import { articleBatchRanges } from "../evidence/article.ts";
import { bandOf, type Cell } from "../evidence/bands.ts";
import { BASE_BATCHES, featureCap, noamPeak } from "../evidence/formulas.ts";
import { practiceOf } from "../evidence/practice.ts";
import { type SourceId, sourceOf } from "../evidence/sources.ts";
import { type Analysis, placesOf } from "../linter.ts";
import { relativePath } from "../neighbours/paths.ts";
import { cellOf, isFinalRate, ownBandOf, rateBandOf } from "../recognise/cell.ts";
import type { Fact, Setup } from "../recognise/facts.ts";
import type { DocumentIndex } from "../recognise/index-document.ts";
import { isForTraining, isMainRate } from "../recognise/main-rate.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { ParameterName, Role } from "../recognise/vocabulary.ts";
import type { Finding, Profile } from "../rules/rule.ts";
import { say } from "./messages.ts";
import { showAmount, showNumber } from "./numbers.ts";

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

/** `repeat`: whether to say the finding too; on the value itself the editor already does. */
export function describe(
	parameter: Parameter,
	finding: Finding | undefined,
	profile: Profile,
	analysis: Pick<Analysis, "places" | "neighbours">,
	repeat: boolean,
): string {
	const parts = [heading(parameter)];
	if (finding && repeat) parts.push(`**${capital(finding.severity)}:** ${escapeMarkdown(say(finding.message))}`);
	const facts = recognised(parameter, analysis);
	if (facts.length > 0) parts.push(facts.map((fact) => `- ${fact}`).join("\n"));
	const { text, sources } = range(parameter, profile);
	if (text !== "") parts.push(text);
	const cited = [...new Set([...(finding?.sources ?? []), ...sources])];
	if (cited.length > 0) parts.push(`Sources: ${cited.map(link).join("; ")}`);
	return parts.join("\n\n");
}

function heading({ parameter, name, text, role, value }: Parameter): string {
	const kind = parameter === "learning_rate" ? "Learning rate" : "Batch size";
	const detail = ROLES[role] === "" ? "" : `, ${ROLES[role]}`;
	const read = typeof value === "number" && String(value) !== text ? ` (${showNumber(value)})` : "";
	return `**${kind}**${detail}: ${code(`${name} = ${text}`)}${read}`;
}

function recognised({ setup, document }: Parameter, analysis: Pick<Analysis, "places" | "neighbours">): string[] {
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
	if (facts.length === 0 && document.language !== "python")
		facts.push("nothing else about the training was recognised");
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

interface Range {
	readonly text: string;
	readonly sources: readonly SourceId[];
}

const NOTHING: Range = { text: "", sources: [] };

function range(parameter: Parameter, profile: Profile): Range {
	const kind = parameter.parameter;
	const own = kind === "learning_rate" || kind === "batch_size" ? ownBandOf(parameter.setup, kind) : undefined;
	if (own && (isMainRate(parameter) || (own.parameter === "batch_size" && isForTraining(parameter)))) {
		const band = `**${showNumber(own.low)} to ${showNumber(own.high)}**`;
		return { text: `This project's own band: ${band} (${escapeMarkdown(`${own.file}: ${own.reason}`)}).`, sources: [] };
	}
	if (parameter.parameter === "batch_size") return isForTraining(parameter) ? batchRange(parameter, profile) : NOTHING;
	if (!isMainRate(parameter)) return NOTHING;
	if (profile === "article") return articleRate(parameter);
	const usual = rateRange(parameter);
	if (!parameter.setup.features) return usual;
	const rule = articleRate(parameter);
	return { text: `${usual.text} ${rule.text}`, sources: [...usual.sources, ...rule.sources] };
}

function rateRange({ setup, assignment, value, document }: Parameter): Range {
	if (setup.schedule?.value === "noam")
		return {
			text: `Under a Noam schedule this number is a multiplier, not a rate.${noam(value, document)}`,
			sources: ["nemo-noam"],
		};
	if (!isFinalRate(setup)) return scaledBase(value, setup);
	const known = rateBandOf(setup, assignment.scope);
	const { typicalLow, typicalHigh, lowInfo, highInfo } = known.learningRate;
	const practice = practised(cellOf(setup, assignment.scope), "learning_rate");
	const usual = `Usual for ${escapeMarkdown(known.regime)}: **${showNumber(typicalLow)} to ${showNumber(typicalHigh)}**`;
	return {
		text: `${usual}; published uses reach from ${showNumber(lowInfo)} to ${showNumber(highInfo)}.${practice}`,
		sources: known.sources,
	};
}

/** What public configs of the same kind have. */
function practised(cell: Cell, parameter: ParameterName): string {
	const seen = practiceOf(cell, parameter);
	if (!seen) return "";
	const { p25, median, p75, configs, repositories } = seen;
	const half = p25 === p75 ? "" : `, middle half ${showNumber(p25)} to ${showNumber(p75)}`;
	return ` Public configs of this kind: median **${showNumber(median)}**${half} (${configs} configs, ${repositories} repositories).`;
}

/** What a multiplier comes to at the end of the warmup, where the width of the model and the warmup are written down. */
function noam(value: Parameter["value"], document: DocumentIndex): string {
	const [width, warmup] = [
		["d_model", "model_dim"],
		["warmup_steps", "n_warmup_steps", "noam_warmup", "warmup"],
	].map((names) => names.flatMap((name) => document.named(name)).map((one) => one.value.value)[0]);
	if (typeof value !== "number" || typeof width !== "number" || typeof warmup !== "number") return "";
	const peak = showNumber(noamPeak(value, width, warmup));
	return ` Its peak is ${showNumber(value)} / √(${width} · ${warmup}) = **${peak}**.`;
}

/** What a base rate comes to for the batch, where that is known. */
function scaledBase(value: Parameter["value"], { framework, globalBatch }: Setup): Range {
	const text = "The framework scales this number by the batch before the optimizer gets it";
	const bases: Readonly<Record<string, (typeof BASE_BATCHES)[keyof typeof BASE_BATCHES]>> = BASE_BATCHES;
	const base = bases[framework?.value.id ?? ""];
	if (!base) return { text: `${text}.`, sources: [] };
	const rate = globalBatch && typeof value === "number" ? base.scale(value, base.batch, globalBatch.value) : undefined;
	const comesTo = rate === undefined ? "" : `: **${showNumber(rate)}** for ${globalBatch?.value}`;
	return { text: `${text}; it is for ${base.batch}${comesTo}.`, sources: base.sources };
}

function articleRate({ setup }: Parameter): Range {
	const n = setup.features?.value;
	const calculation =
		n === undefined
			? "min(0.2, 1/√features), features unknown: 0.2"
			: `min(0.2, 1/√${n}) = ${showNumber(featureCap(n))}`;
	return { text: `Rule of thumb: ${calculation}.`, sources: ["tf-estimator-linear"] };
}

function batchRange({ setup, assignment }: Parameter, profile: Profile): Range {
	const cell = cellOf(setup, assignment.scope);
	const { batchSize, regime, sources } = bandOf(cell);
	if (profile === "auto" && batchSize && !cell.startsWith("any/")) {
		const { typicalLow, typicalHigh, unit } = batchSize;
		const show = unit === "tokens" ? showAmount : showNumber;
		const usual = `Usual for ${escapeMarkdown(regime)}: **${show(typicalLow)} to ${show(typicalHigh)}** ${unit} in one optimizer step, over all devices and accumulation.`;
		return { text: `${usual}${practised(cell, "batch_size")}`, sources };
	}
	const { research, thumb } = articleBatchRanges;
	return {
		text: `Rules of thumb: **${research.low} to ${research.high}**, or ${thumb.low} to ${thumb.high}. Small batches make the loss curve bounce, large ones cost time for each step.`,
		sources: ["masters-luschi-2018", "article-mlee"],
	};
}

function link(id: SourceId): string {
	const { title, authors, year, url } = sourceOf(id);
	return `[${escapeMarkdown(`${authors}, ${title}`)}](${url}) (${year})`;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A code span around text of the document: nothing in it can become Markdown, a link or a command. */
function code(text: string): string {
	const flat = text.replace(/\s+/g, " ").slice(0, 120);
	const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	return `${fence} ${flat} ${fence}`;
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~]/g, "\\$&");
