/** "Suggest Hyperparameters": for a document, the values worth trying, where they go, and why. Editor and command line both ask here. */

import { applyEdits } from "../edits.ts";
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
import { ratesAlong, sayAlong } from "./set-rate.ts";

export interface SuggestedValue {
	readonly value: number;
	/** The value as it would be written into this document. */
	readonly text: string;
	readonly reason: Message;
	readonly sources: readonly SourceId[];
	/** The value's own first, then those of the rates of its schedule that change along. */
	readonly edits: readonly [Edit, ...Edit[]];
}

export interface Suggestion {
	readonly parameter: ParameterName;
	/** The name in the document, or the one it would get. */
	readonly name: string;
	/** The value that stands there now; undefined when the parameter is missing. */
	readonly current: Parameter | undefined;
	/** What was recognised around it, with the answers. */
	readonly setup: Setup;
	/** The best supported first. */
	readonly values: readonly SuggestedValue[];
}

/** A number that a person gave or let be read from their data, and where it comes from: `12 columns of data/train.csv`. */
export interface Counted {
	readonly value: number;
	readonly because: string;
}

/** What a person said when asked. Numbers stand before what was recognised; optimizer and regime behind what a document says itself. */
export interface Answers {
	readonly features?: Counted;
	readonly examples?: Counted;
	readonly optimizer?: string;
	readonly regime?: Regime;
}

/**
 * For every rate that trains and every batch of a document, and for one of each where there is none.
 *
 * @param batches edits of batch sizes that will be made: rates are for the batches that are then there
 */
export function suggest(
	text: string,
	format: Format,
	options: LintOptions = DEFAULT_OPTIONS,
	answers: Answers = {},
	neighbours?: Neighbours,
	batches: readonly Edit[] = [],
): Suggestion[] {
	const recogniseIn = (one: string): Recognised[] => understand(read(one, format), options.facts, neighbours);
	const recognised = recogniseIn(text);
	const parameters = parametersOf(recognised);
	const rates = mainRates(parameters);
	const then = batches.length === 0 ? recognised : recogniseIn(applyEdits(text, batches));
	const ratesThen = mainRates(parametersOf(then));
	const trained = parameters.filter(
		(one) => one.parameter === "batch_size" && one.role !== "search" && isForTraining(one),
	);
	// Beside the whole batch, what one device takes of it depends on its memory alone.
	const wholes = trained.filter(
		({ role, name }) => role === "global" || (role === "base" && normalised(name) === "train_batch_size"),
	);
	const batchSizes = (wholes.length > 0 ? wholes : trained).filter(isFirstAtItsPlace);

	const place = (
		parameter: ParameterName,
		current: Parameter | undefined,
		setup: Setup,
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
			const along = current && parameter === "learning_rate" ? ratesAlong(current, value) : [];
			return [
				{
					value,
					text: written,
					reason: { id: reason.id, params: { ...reason.params, name, value: sayAlong(written, along) } },
					sources,
					edits: [edit, ...along.map((one) => one.edit)] as const,
				},
			];
		});
		const name = current?.name ?? String(values[0]?.reason.params.name ?? parameter);
		return { parameter, name, current, setup, values };
	};
	const rateFor = (current: Parameter | undefined, i: number): Suggestion => {
		const setup = answered((current && ratesThen[i]?.setup) ?? mainSetup(then), answers);
		return place("learning_rate", current, setup, recommendRates(setup, options.profile, current?.assignment.scope));
	};
	const batchFor = (current: Parameter | undefined): Suggestion => {
		const setup = answered(current?.setup ?? mainSetup(recognised), answers);
		const scope = current?.assignment.scope;
		return place("batch_size", current, setup, recommendBatches(setup, options.profile, current?.role, scope));
	};
	return [
		...(rates.length > 0 ? rates.map(rateFor) : [rateFor(undefined, 0)]),
		...(batchSizes.length > 0 ? batchSizes.map(batchFor) : [batchFor(undefined)]),
	];
}

const mainRates = (parameters: readonly Parameter[]): Parameter[] =>
	parameters.filter(isMainRate).filter(isFirstAtItsPlace);

/** A constant with many uses is one place to write to. */
const isFirstAtItsPlace = ({ span }: Parameter, index: number, all: readonly Parameter[]): boolean =>
	index === 0 || all[index - 1]?.span.start !== span.start;

/** The setup of the first learning rate, else of the document as a whole. */
function mainSetup(recognised: readonly Recognised[]): Setup {
	const rate = parametersOf(recognised).find(isMainRate);
	return rate?.setup ?? recognised[0]?.setup ?? {};
}

function answered(setup: Setup, { features, examples, optimizer, regime }: Answers): Setup {
	const family = optimizer === undefined ? undefined : optimizerFamily(optimizer);
	return {
		...setup,
		...(features && { features: asFact(features) }),
		...(examples && { examples: asFact(examples) }),
		...(family && !setup.optimizer?.span && { optimizer: asked(family) }),
		...(regime && !setup.regime?.span && { regime: asked(regime) }),
	};
}

const asFact = ({ value, because }: Counted): Fact<number> => ({ value, span: undefined, because });
const asked = <T>(value: T): Fact<T> => ({ value, span: undefined, because: phrase("your answer") });
