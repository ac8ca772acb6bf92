/** What surrounds a learning rate or batch size: each fact with the place it was read at. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import { type Assignment, literalOf, type ReadDocument } from "../read/model.ts";
import { phrase } from "../words/phrase.ts";
import { finish, type Steps } from "../work/slices.ts";
import { type Around, isLaunched, NOTHING_AROUND, OF_CONFIG, OF_SCRIPT, usesIn } from "./around.ts";
import { trainingExamples } from "./data-size.ts";
import { devicesOfAll, trainingDevices } from "./devices.ts";
import type { Fact, OwnBand, Regime, Setup } from "./facts.ts";
import { FRAMEWORKS, recogniseFramework } from "./frameworks/index.ts";
import { type DocumentIndex, indexInSteps, inTextOrder, lastPart } from "./index-document.ts";
import { nameTest } from "./names.ts";
import { recogniseOptimizer } from "./optimizer.ts";
import { type FoundParameter, findParameters, type OwnNames } from "./parameters.ts";
import { recogniseModelSize, recogniseRegime } from "./regime.ts";
import { recogniseRun } from "./run.ts";
import { recogniseTask } from "./task.ts";

export type { OwnNames };

/** A learning rate or batch size with everything known about the run it belongs to. */
export interface Parameter extends FoundParameter {
	readonly setup: Setup;
	readonly document: DocumentIndex;
}

/** Facts that no config says, from the project file or a person. They stand behind what a document says itself. */
export interface StatedFacts {
	readonly features?: number;
	readonly examples?: number;
	readonly devices?: number;
	/** The id of a framework. */
	readonly framework?: string;
	readonly optimizer?: string;
	readonly regime?: Regime;
	readonly names?: OwnNames;
	readonly bands?: readonly OwnBand[];
}

/** In a script only classes that are trained by gradient steps: scikit-learn's linear models have no learning rate. */
const LINEAR_CLASSES = /^(?:Linear(?:Regressor|Classifier|Estimator)\w*|DNNLinearCombined\w*|WideDeepModel)$/;
const isLinearClass = nameTest((callee) => LINEAR_CLASSES.test(lastPart(callee)));
const LINEAR_MODELS =
	/^(?:Linear(?:Regressor|Classifier|Estimator|Regression|Model)\w*|DNNLinearCombined\w*|WideDeepModel|LogisticRegression|logistic_?regression|linear_?regression|linear|wide|wide_?(?:and_?|n_?)?deep)$/;
const FEATURE_COUNTS = [
	"num_features",
	"n_features",
	"num_feature",
	"input_dim",
	"n_features_in",
	"num_feature_columns",
	"number_of_features",
];
const FEATURE_LISTS = [
	"feature_columns",
	"feature_names",
	"features",
	"feature_cols",
	"input_features",
	"linear_feature_columns",
];

/** One document of a stream (a YAML file may hold several): its parameters, and what is known of it as a whole. */
export interface Recognised {
	readonly index: DocumentIndex;
	readonly setup: Setup;
	readonly parameters: readonly Parameter[];
}

/** The parameters of all documents of a text, in the order of the text: commands are documents that may share an array of options. */
export const parametersOf = (recognised: readonly Recognised[]): Parameter[] =>
	recognised.flatMap(({ parameters }) => parameters).sort((a, b) => a.span.start - b.span.start);

/** Each value once, where it stands: one that an anchor or a constant holds has as many parameters as uses. */
export function eachOnce(parameters: readonly Parameter[]): Parameter[] {
	const places = new Map<string, Parameter>();
	for (const one of parameters) {
		const place = `${one.parameter} ${one.span.start} ${one.span.end}`;
		if (!places.has(place)) places.set(place, one);
	}
	return [...places.values()];
}

export const recognise = (document: ReadDocument, stated: StatedFacts): Recognised[] =>
	finish(recogniseInSteps(document, stated));

/** Pauses are between what takes a millisecond or two of a document of 20,000 lines. */
export function* recogniseInSteps(
	document: ReadDocument,
	stated: StatedFacts,
	around: Around = NOTHING_AROUND,
): Steps<Recognised[]> {
	const elsewhere = factsOf(around);
	const uses = around.scripts.map(usesIn);
	const recognised: Recognised[] = [];
	for (const root of document.documents) {
		const index = yield* indexInSteps(document, root);
		const optimizerOf = recogniseOptimizer(index);
		yield;
		const shared = sharedFacts(index, stated, elsewhere, around);
		const statedOptimizer = stated.optimizer === undefined ? undefined : optimizerFamily(stated.optimizer);
		const otherwise =
			elsewhere.optimizer ??
			(statedOptimizer && fromProject(statedOptimizer, "optimizer")) ??
			frameworkOptimizer(shared.framework);
		yield;
		const regimeOf = recogniseRegime(index, shared.framework?.value);
		const regimeAt = (assignment: Assignment | undefined): Setup["regime"] | undefined => {
			const seen = regimeOf(assignment);
			// What a framework does by default stands behind what a person states.
			return seen?.span ? seen : (elsewhere.regime ?? ofProject(stated, "regime") ?? seen);
		};
		const taskOf = recogniseTask(index, shared.framework?.value, shared.framework?.span);
		let last: Setup | undefined;
		const setupAt = (assignment: Assignment | undefined): Setup => {
			const used: Setup = assignment ? Object.assign({}, ...uses.map((use) => use(assignment))) : {};
			const optimizer = optimizerOf(assignment) ?? used.optimizer ?? otherwise;
			const task = taskOf(assignment) ?? elsewhere.task;
			const regime = regimeAt(assignment);
			const own = { loader: used.loader, optimizer, task, regime };
			// Values that stand together are of one setup.
			if (!last || !says(last, own)) last = { ...shared, ...defined(own) };
			return last;
		};
		yield;
		const parameters: Parameter[] = [];
		for (const found of findParameters(index, stated.names)) {
			yield;
			parameters.push({ ...found, document: index, setup: setupAt(found.assignment) });
		}
		recognised.push({ index, setup: setupAt(undefined), parameters });
	}
	return recognised;
}

/** What the files around a document say of its run as a whole. */
function factsOf({ scripts, configs }: Around): Setup {
	const said = (documents: readonly ReadDocument[], names: readonly (keyof Setup)[]): Setup[] =>
		documents.map((one) => {
			const setup = recognise(one, {})[0]?.setup ?? {};
			return Object.fromEntries(names.flatMap((name) => (setup[name] ? [[name, setup[name]]] : [])));
		});
	const scripted = said(
		scripts.map(({ document }) => document),
		OF_SCRIPT,
	);
	// Of two scripts nobody knows which one a config is for.
	return Object.assign({}, ...said(configs, OF_CONFIG), scripted.length === 1 ? scripted[0] : {});
}

/** The facts that hold for the whole document. */
function sharedFacts(document: DocumentIndex, stated: StatedFacts, elsewhere: Setup, around: Around): Setup {
	const seen = recogniseFramework(document);
	const statedFramework = FRAMEWORKS.find(({ id }) => id === stated.framework);
	const framework = seen
		? { value: seen.framework, span: seen.mark.span, because: seen.mark.because }
		: (elsewhere.framework ?? (statedFramework && fromProject(statedFramework, "framework")));
	const accumulation = count(
		document,
		"gradient_accumulation_steps",
		"accumulate_grad_batches",
		...(ACCUMULATED[framework?.value.id ?? ""] ?? []),
	);
	const devices =
		trainingDevices(document, framework?.value.id) ??
		(isLaunched(framework?.value.id) ? devicesOfAll(around.launches) : undefined) ??
		ofProject(stated, "devices");
	const sequenceLength = count(
		document,
		...["seq_length", "sequence_len", "sequence_length", "max_seq_length", "max_seq_len", "seq_len", "cutoff_len"],
		...["max_sequence_length", "block_size", "max_length"],
	);
	const batch = globalBatch(document, framework?.value.id, accumulation, devices);
	return defined({
		...recogniseRun(document),
		framework,
		schedule: schedule(document),
		modelSize: recogniseModelSize(document) ?? transformerSize(document) ?? elsewhere.modelSize,
		sequenceLength,
		trainingTokens: trainingTokens(document, batch, sequenceLength),
		linearModel: linearModel(document) ?? elsewhere.linearModel,
		features: features(document) ?? elsewhere.features ?? ofProject(stated, "features"),
		examples: trainingExamples(document) ?? elsewhere.examples ?? ofProject(stated, "examples"),
		bands: ofProject(stated, "bands"),
		accumulation,
		devices,
		globalBatch: batch,
	});
}

const fromProject = <T>(value: T, name: string): Fact<T> => ({
	value,
	span: undefined,
	because: phrase("{name}, from the project file", { name }),
});

/** A stated fact, if it is. */
function ofProject<K extends keyof StatedFacts>(
	stated: StatedFacts,
	name: K,
): Fact<NonNullable<StatedFacts[K]>> | undefined {
	const value = stated[name];
	return value === undefined || value === null ? undefined : fromProject(value, name);
}

const says = (setup: Setup, facts: Partial<Record<keyof Setup, unknown>>): boolean =>
	(Object.keys(facts) as (keyof Setup)[]).every((name) => setup[name] === facts[name]);

/** An object without its undefined members: an absent fact is an absent key. */
function defined(facts: { [K in keyof Setup]: Setup[K] | undefined }): Setup {
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Setup;
}

/** What the framework trains with where nothing is named. */
function frameworkOptimizer(framework: Setup["framework"]): Setup["optimizer"] {
	const optimizer = optimizerFamily(framework?.value.defaultOptimizer ?? "");
	return (
		framework &&
		optimizer && {
			value: optimizer,
			span: undefined,
			because: phrase("default of {framework}", { framework: framework.value.label }),
		}
	);
}

const told = <T>(value: T, assignment: Assignment): Fact<T> => ({
	value,
	span: assignment.value.span,
	because: `${assignment.name}: ${literalOf(assignment).text}`,
});

function count(document: DocumentIndex, ...names: string[]): Fact<number> | undefined {
	for (const name of names) {
		const all = document.named(name);
		if (all.length === 0) continue;
		const found = all.filter(({ value }) => typeof value.value === "number" && value.value > 0);
		const first = found[0];
		// The same name twice with different values belongs to different runs: nothing certain can be said.
		if (first && found.every(({ value }) => value.value === first.value.value))
			return told(first.value.value as number, first);
	}
	return undefined;
}

/** A transformer's blocks by depth and width, embeddings not counted: 12 · L · d² (attention 4d², feed-forward 8d²). */
function transformerSize(document: DocumentIndex): Fact<number> | undefined {
	const layers = count(document, "n_layer", "n_layers", "num_layers", "num_hidden_layers");
	const width = count(document, "n_embd", "hidden_size", "d_model");
	return layers && width && derived(12 * layers.value * width.value ** 2, layers, width);
}

/** Where `train_batch_size` is that of an optimizer step; elsewhere it is one device's. */
const GLOBAL_TRAIN_BATCH: ReadonlySet<string> = new Set(["deepspeed", "gpt-neox"]);

/** Whose `batch_size` is that of a device, and what they call the batches that one step adds up. */
const ACCUMULATED: Readonly<Record<string, readonly string[]>> = {
	mae: ["accum_iter"],
	swin: ["accumulation_steps"],
	deit: [],
};

/** As written, else the batch of a device × accumulation × devices, where the devices are known. */
function globalBatch(
	document: DocumentIndex,
	framework: string | undefined,
	accumulation: Fact<number> | undefined,
	devices: Fact<number> | undefined,
): Fact<number> | undefined {
	// OpenMMLab's recipes name the batch that their rate is for; whoever trains with another lets it be scaled.
	if (framework === "mmengine") {
		const base = document.scopesNamed("auto_scale_lr")[0]?.assignments.find(({ name }) => name === "base_batch_size");
		return base && typeof base.value.value === "number" && base.value.value > 0
			? told(base.value.value, base)
			: undefined;
	}
	const names = ["ims_per_batch", "global_batch_size", "global_train_batch_size"];
	const written = count(document, ...names, ...(GLOBAL_TRAIN_BATCH.has(framework ?? "") ? ["train_batch_size"] : []));
	if (written) return written;
	// nanoGPT divides its accumulation among the devices: their number does not matter.
	if (framework === "nanogpt") {
		const micro = count(document, "batch_size");
		return micro && accumulation && derived(micro.value * accumulation.value, micro, accumulation);
	}
	const shares = ["per_device_train_batch_size", "train_micro_batch_size_per_gpu", "micro_batch_size"];
	const device = count(document, ...shares, ...(framework && framework in ACCUMULATED ? ["batch_size"] : []));
	if (!device || !devices) return undefined;
	const parts = [device, ...(accumulation ? [accumulation] : []), devices];
	return derived(
		parts.reduce((product, { value }) => product * value, 1),
		...parts,
	);
}

/** Optimizer steps × sequences of a step × tokens of a sequence, where a config says all three. */
function trainingTokens(
	document: DocumentIndex,
	batch: Fact<number> | undefined,
	length: Fact<number> | undefined,
): Fact<number> | undefined {
	const told = count(document, "train_tokens", "training_tokens", "num_train_tokens", "total_tokens", "max_tokens");
	if (told && told.value >= FEWEST_TOKENS) return told;
	const steps = count(document, "train_iters", "max_iters", "max_steps", "training_steps");
	return steps && batch && length && derived(steps.value * batch.value * length.value, steps, batch, length);
}

/** Fewer tokens are no training of a language model: `max_tokens` also limits a sequence or a batch. */
const FEWEST_TOKENS = 1e7;

const derived = (value: number, ...from: readonly Fact<number>[]): Fact<number> => ({
	value,
	span: from[0]?.span,
	because: from.map(({ because }) => because).join(" × "),
});

function features(document: DocumentIndex): Fact<number> | undefined {
	const counted = count(document, ...FEATURE_COUNTS);
	if (counted) return counted;
	for (const name of FEATURE_LISTS) {
		const list = document.scopesNamed(name).find((scope) => scope.kind === "sequence");
		const size = list ? list.assignments.length + list.children.length : 0;
		if (list && size > 0)
			return {
				value: size,
				span: list.nameSpan ?? list.span,
				because: phrase("{name} lists {count}", { name: list.name, count: size }),
			};
	}
	return undefined;
}

const isNoam = nameTest((text) => /noam|transformer_?lr/i.test(text));

/** A schedule with the word Noam in it turns the rate into a multiplier (E2.19); other names are kept as written. */
function schedule(document: DocumentIndex): Fact<string> | undefined {
	const [scope] = document.scopesNamedLike(isNoam);
	if (scope) return { value: "noam", span: scope.nameSpan ?? scope.span, because: scope.name };
	const [call] = document.calledLike(isNoam);
	if (call) return { value: "noam", span: call.nameSpan ?? call.span, because: call.callee ?? "" };
	const [named] = document.namedLike(isNoam);
	if (named) return { value: "noam", span: named.nameSpan, because: named.name };
	const [said] = inTextOrder(
		document.assignments.filter(
			({ value: { value, tag } }) => typeof value === "string" && (isNoam(value) || (tag !== undefined && isNoam(tag))),
		),
	);
	if (said) return told("noam", said);
	// T5X's and Flax' `constant * linear_warmup * rsqrt_decay` divides by the root of the step as Noam's does.
	const factors = document.named("factors").find(({ value }) => /rsqrt/.test(String(value.value)));
	if (factors) return told("noam", factors);
	// A rate of 1 under a function of the step is a factor of it, as in the annotated Transformer.
	const lambda = document.called("LambdaLR")[0];
	if (lambda) return { value: "lambda", span: lambda.span, because: "LambdaLR(…)" };
	for (const name of ["lr_scheduler_type", "lr_scheduler", "scheduler", "lr_schedule", "lr_policy", "lr_decay_style"]) {
		const named = document
			.named(name)
			.find(({ value: { value, tag } }) => typeof value === "string" && tag === undefined);
		if (named) return told(String(named.value.value).toLowerCase(), named);
	}
	return undefined;
}

function linearModel(document: DocumentIndex): Fact<string> | undefined {
	const call = document.calledLike(isLinearClass).find(({ kind }) => kind === "call");
	if (call) return { value: lastPart(call.callee ?? ""), span: call.span, because: `${call.callee}(…)` };
	for (const name of ["model", "model_type", "model_name", "estimator", "_target_", "class_name"]) {
		const named = document
			.named(name)
			.find(({ value }) => typeof value.value === "string" && LINEAR_MODELS.test(lastPart(value.value)));
		if (named) return told(String(named.value.value), named);
	}
	return undefined;
}
