/** What a project file may hold: the one source of its check and of its JSON schema. */

import { optimizerFamily } from "./evidence/optimizers.ts";
import { globProblem } from "./globs.ts";
import { REGIMES } from "./recognise/facts.ts";
import { FRAMEWORKS } from "./recognise/frameworks/index.ts";
import { RULES } from "./rules/index.ts";
import { PROFILES, SEVERITIES } from "./rules/rule.ts";
import { phrase } from "./words/phrase.ts";

interface Described {
	readonly description?: string;
}
/** Text: one of some words, or whatever `problem` lets pass. */
export interface TextShape extends Described {
	readonly type: "text";
	readonly oneOf?: readonly string[];
	readonly problem?: (text: string) => string | undefined;
}
export interface NumberShape extends Described {
	readonly type: "whole" | "positive";
}
export interface ListShape extends Described {
	readonly type: "list";
	readonly of: Shape;
}
export interface MappingShape extends Described {
	readonly type: "mapping";
	readonly keys: Readonly<Record<string, Shape>>;
	readonly required?: readonly string[];
	/** What is wrong with a mapping whose parts are right. */
	readonly problem?: (value: Readonly<Record<string, unknown>>) => string | undefined;
}
export type Shape = TextShape | NumberShape | ListShape | MappingShape;

const words = (oneOf: readonly string[], description?: string): TextShape => ({
	type: "text",
	oneOf,
	...(description === undefined ? {} : { description }),
});
const whole = (description: string): NumberShape => ({ type: "whole", description });
const list = (of: Shape, description: string): ListShape => ({ type: "list", of, description });

const optimizer: TextShape = {
	type: "text",
	description: "An optimizer by any of its names: adamw, sgd, paged_adamw_8bit …",
	problem: (name) => (optimizerFamily(name) ? undefined : phrase('"{name}" is no optimizer that is known.', { name })),
};
const text = (description: string): TextShape => ({
	type: "text",
	description,
	problem: (value) => (value.trim() === "" ? phrase("Some words belong here.") : undefined),
});
const globs = (description: string): ListShape => list({ type: "text", problem: globProblem }, description);

/** Built on first use: most documents have no project file. */
let built: MappingShape | undefined;
export function projectShape(): MappingShape {
	built ??= shapeWith({});
	return built;
}

/** The same, with what is to be said of each rule: only a schema does. */
export function shapeWith(summaries: Readonly<Record<string, string>>): MappingShape {
	const framework = words(
		FRAMEWORKS.map(({ id }) => id),
		"The framework that runs the training, where a config does not show it.",
	);
	const regime = words(REGIMES, "Which weights are trained, and towards what.");
	const names = (of: string): ListShape =>
		list(text("A name as written in configs."), `The project's own names for ${of}.`);
	const shared: Record<string, Shape> = {
		profile: words(PROFILES, "How values are judged: by evidence, or by two rules of thumb."),
		rules: {
			type: "mapping",
			description: "The level of single rules.",
			keys: Object.fromEntries(RULES.map(({ name }) => [name, words(["off", ...SEVERITIES], summaries[name])])),
		},
		facts: {
			type: "mapping",
			description: "What no config says. A fact that a config does say stands before it.",
			keys: {
				features: whole("The number of features of a row."),
				examples: whole("The number of examples of the training data."),
				devices: whole("The number of devices that train together."),
				framework,
				optimizer,
				regime,
			},
		},
		names: {
			type: "mapping",
			description: "Names that only this project uses.",
			keys: {
				learning_rate: names("the learning rate"),
				batch_size: names("the batch size"),
				per_device_batch_size: names("the batch size on each device"),
				global_batch_size: names("the batch size over all devices and accumulation"),
			},
		},
		bands: list(
			{
				type: "mapping",
				required: ["parameter", "low", "high", "reason"],
				keys: {
					parameter: words(["learning_rate", "batch_size"], "What the band is for."),
					optimizer: { ...optimizer, description: "Only where this optimizer trains." },
					framework: { ...framework, description: "Only under this framework." },
					regime: { ...regime, description: "Only in this regime." },
					low: { type: "positive", description: "The smallest value that is right here." },
					high: { type: "positive", description: "The largest value that is right here." },
					reason: text("Why: the findings say it."),
				},
				problem: ({ low, high }) => (Number(low) > Number(high) ? phrase("low is above high.") : undefined),
			},
			"Own bands, which replace the published ones. The first that fits a value holds.",
		),
	};
	return {
		type: "mapping",
		keys: {
			$schema: { type: "text" },
			...shared,
			include: globs("Look only at files that match one of these globs, relative to this file's folder."),
			exclude: globs("Never look at files that match one of these globs, relative to this file's folder."),
			overrides: list(
				{
					type: "mapping",
					required: ["files"],
					keys: { files: globs("The files that this is for: globs, relative to this file's folder."), ...shared },
				},
				"Other facts, rules, names or bands for some files. A later one stands before an earlier one.",
			),
		},
	};
}

/** The JSON schema of a shape. */
export function schemaOf(shape: Shape): object {
	const described = shape.description === undefined ? {} : { description: shape.description };
	switch (shape.type) {
		case "text":
			return { type: "string", ...(shape.oneOf ? { enum: shape.oneOf } : {}), ...described };
		case "whole":
			return { type: "integer", minimum: 1, ...described };
		case "positive":
			return { type: "number", exclusiveMinimum: 0, ...described };
		case "list":
			return { type: "array", ...described, items: schemaOf(shape.of) };
		case "mapping":
			return {
				type: "object",
				additionalProperties: false,
				...described,
				...(shape.required ? { required: shape.required } : {}),
				properties: Object.fromEntries(Object.entries(shape.keys).map(([name, of]) => [name, schemaOf(of)])),
			};
	}
}
