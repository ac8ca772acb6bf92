/** "Suggest Hyperparameters": for a document, the values worth trying, where they go, and why. Editor and command line both ask here. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import type { SourceId } from "../evidence/sources.ts";
import { DEFAULT_OPTIONS, type LintOptions, understand } from "../linter.ts";
import type { Neighbours } from "../neighbours/neighbourhood.ts";
import { writeNumber } from "../present/numbers.ts";
import { languageIn, read } from "../read/index.ts";
import type { Format } from "../read/model.ts";
import type { Fact, Regime, Setup } from "../recognise/facts.ts";
import { isForTraining, isMainRate } from "../recognise/main-rate.ts";
import { type Parameter, parametersOf, type Recognised } from "../recognise/setup.ts";
import type { ParameterName } from "../recognise/vocabulary.ts";
import { normalised } from "../recognise/words.ts";
import type { Edit, Message } from "../rules/rule.ts";
import { phrase } from "../words/phrase.ts";
import { recommendBatches } from "./batches.ts";
import { insertion } from "./insert.ts";
import { recommendRates } from "./recommend.ts";
import type { Recommendation } from "./recommendation.ts";

export interface SuggestedValue {
	readonly value: number;
	/** The value as it would be written into this document. */
	readonly text: string;
	readonly reason: Message;
	readonly sources: readonly SourceId[];
	readonly edit: Edit;
}

export interface Suggestion {
	readonly parameter: ParameterName;
	/** The name in the document, or the one it would get. */
	readonly name: string;
	/** The value that stands there now; undefined when the parameter is missing. */
	readonly current: Parameter | undefined;
	readonly values: readonly SuggestedValue[];
}

/** What a person said when asked; it stands before what was recognised. */
export interface Answers {
	readonly features?: number;
	readonly optimizer?: string;
	readonly regime?: Regime;
}

/** What was recognised, for showing and for filling in the questions. */
export function recogniseSetup(
	text: string,
	format: Format,
	options: LintOptions = DEFAULT_OPTIONS,
	neighbours?: Neighbours,
): Setup {
	return mainSetup(understand(read(text, format), options.facts, neighbours));
}

export function suggest(
	text: string,
	format: Format,
	options: LintOptions = DEFAULT_OPTIONS,
	answers: Answers = {},
	neighbours?: Neighbours,
): Suggestion[] {
	const recognised = understand(read(text, format), options.facts, neighbours);
	const parameters = parametersOf(recognised);
	const rates = parameters.filter(isMainRate).filter(isFirstAtItsPlace);
	const trained = parameters.filter(
		(one) => one.parameter === "batch_size" && one.role !== "search" && isForTraining(one),
	);
	// Beside the whole batch, what one device takes of it depends on its memory alone.
	const wholes = trained.filter(
		({ role, name }) => role === "global" || (role === "base" && normalised(name) === "train_batch_size"),
	);
	const batches = (wholes.length > 0 ? wholes : trained).filter(isFirstAtItsPlace);

	const place = (
		parameter: ParameterName,
		current: Parameter | undefined,
		recommendations: readonly Recommendation[],
	): Suggestion => {
		const placeFor = (written: string): { edit: Edit; name: string } | undefined =>
			current
				? { edit: { span: current.editSpan, text: written }, name: current.name }
				: insertion(read(text, format), parameter, written);
		const values = recommendations.flatMap(({ value, reason, sources }) => {
			const written = writeNumber(value, languageIn(format));
			const at = placeFor(written);
			if (!at) return [];
			const { edit, name } = at;
			return [
				{
					value,
					text: written,
					reason: { id: reason.id, params: { ...reason.params, name, value: written } },
					sources,
					edit,
				},
			];
		});
		const name = current?.name ?? String(values[0]?.reason.params.name ?? parameter);
		return { parameter, name, current, values };
	};
	const rateFor = (current: Parameter | undefined): Suggestion => {
		const setup = answered(current?.setup ?? mainSetup(recognised), answers);
		return place("learning_rate", current, recommendRates(setup, options.profile, current?.assignment.scope));
	};
	const batchFor = (current: Parameter | undefined): Suggestion => {
		const setup = answered(current?.setup ?? mainSetup(recognised), answers);
		const scope = current?.assignment.scope;
		return place("batch_size", current, recommendBatches(setup, options.profile, current?.role, scope));
	};
	return [
		...(rates.length > 0 ? rates.map(rateFor) : [rateFor(undefined)]),
		...(batches.length > 0 ? batches.map(batchFor) : [batchFor(undefined)]),
	];
}

/** A constant with many uses is one place to write to. */
const isFirstAtItsPlace = ({ span }: Parameter, index: number, all: readonly Parameter[]): boolean =>
	index === 0 || all[index - 1]?.span.start !== span.start;

/** The setup of the first learning rate, else of the document as a whole. */
function mainSetup(recognised: readonly Recognised[]): Setup {
	const rate = parametersOf(recognised).find(isMainRate);
	return rate?.setup ?? recognised[0]?.setup ?? {};
}

function answered(setup: Setup, { features, optimizer, regime }: Answers): Setup {
	const family = optimizer === undefined ? undefined : optimizerFamily(optimizer);
	return {
		...setup,
		...(features === undefined ? {} : { features: asked(features) }),
		...(family === undefined ? {} : { optimizer: asked(family) }),
		...(regime === undefined ? {} : { regime: asked(regime) }),
	};
}

const asked = <T>(value: T): Fact<T> => ({ value, span: undefined, because: phrase("your answer") });
