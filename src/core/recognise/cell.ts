/** Which row of the evidence covers a parameter: the most specific one whose conditions were seen. */

import { type Band, bandOf, type Cell, isCell, type Limits } from "../evidence/bands.ts";
import { CLASSIFICATION_RECIPES, type ReferencePoint } from "../evidence/formulas.ts";
import { optimizerFamily } from "../evidence/optimizers.ts";
import type { Scope } from "../read/model.ts";
import { phrase } from "../words/phrase.ts";
import { isBoosting } from "./boosting.ts";
import type { OwnBand, Regime, Setup, Task } from "./facts.ts";
import { lastPart } from "./index-document.ts";
import { beside } from "./numbers-beside.ts";
import { remembered } from "./remembered.ts";

/** Estimators whose `learning_rate` is not a gradient step on network weights, by class name. */
const ESTIMATORS: readonly (readonly [RegExp, Cell])[] = [
	[/^TSNE$/, "tsne/-"],
	[/^UMAP$/, "umap/-"],
	[/^(?:XGB\w*|LGBM\w*|CatBoost\w*|(?:Hist)?GradientBoosting\w*)$/, "gbdt/-"],
	[/^AdaBoost\w*$/, "adaboost/-"],
	[/^(?:SGDClassifier|SGDRegressor|SGDOneClassSVM|Perceptron)$/, "sklearn-sgd/eta0"],
	[/^MLP(?:Classifier|Regressor)$/, "sklearn-mlp/adam"],
	[/^(?:Word2Vec|Doc2Vec)$/, "word2vec/alpha"],
	[/^FastText$/, "fasttext/-"],
];
const estimatorCell = remembered((name) => ESTIMATORS.find(([pattern]) => pattern.test(name))?.[1]);

const GBDT_FRAMEWORKS: ReadonlySet<string> = new Set(["xgboost", "lightgbm", "catboost"]);

const LANGUAGE_MODEL =
	/llama|mistral|mixtral|qwen|gemma|phi-?[1-4]|falcon|smollm|olmo|deepseek|yi-|zephyr|vicuna|starcoder|tinyllama|pythia|gpt|glm|baichuan|internlm|bloom/i;
/** Rows that are for an optimizer's neighbour too, and rows of trainings that use one optimizer where none is named (E5.10, E5.12). */
const SHARED_ROWS: Readonly<Record<string, Cell>> = {
	"rl-control/rmsprop": "rl-control/adam",
	"rl-control/": "rl-control/adam",
	"diffusion-finetune/": "diffusion-finetune/adam",
	"diffusion-lora/": "diffusion-lora/adam",
	"rl-tabular/": "rl-tabular/-",
};
/** Below a billion parameters full fine-tuning wants more, from three billion on less (E4.6). */
const SMALL_MODEL = 1e9;
const LARGE_MODEL = 3e9;

/** Whether a language model is trained, by what the document says is trained or by the model's name. */
export function isLanguageModel({ task, modelSize }: Setup): boolean {
	return task ? task.value === "language-model" : LANGUAGE_MODEL.test(modelSize?.because ?? "");
}

/** The row of a task for the optimizer, if there is one. Adapters learn at rates of their own. */
function taskCell({ task, regime, optimizer }: Setup): Cell | undefined {
	if (!task) return undefined;
	let kind: Task = task.value;
	if (regime?.value === "lora" && kind === "diffusion-finetune") kind = "diffusion-lora";
	else if (regime) return undefined;
	const name = `${kind}/${optimizer?.value.family ?? ""}`;
	return isCell(name) ? name : SHARED_ROWS[name];
}

/** The row of a way to train a language model, where it was recognised and is trained by the optimizer that the row is for. */
function regimeCell(setup: Setup): Cell | undefined {
	const { regime, optimizer, modelSize } = setup;
	const family = optimizer?.value.family ?? "adam";
	if (regime?.value === "linear-probe") return family === "sgd" || family === "lars" ? "linear-probe/sgd" : undefined;
	// A few trained prompts stand thousands of times the rate of the weights, whatever the model is called.
	if (regime?.value === "prompt-tuning" && (family === "adam" || family === "adafactor")) return "llm-peft-prompt/adam";
	if (!regime || !isLanguageModel(setup)) return undefined;
	if (regime.value === "pretrain" && family === "muon") return "llm-pretrain/muon";
	if (family === "rmsprop" && regime.value === "preference") return "llm-pref-full/adam";
	if (family !== "adam") return undefined;
	if (regime.value !== "full-finetune") return REGIME_CELLS[regime.value];
	return fullFineTuning(modelSize?.value);
}

/** The row for full fine-tuning of a language model with this many parameters. */
export function fullFineTuning(modelSize: number | undefined): Cell {
	if (modelSize === undefined) return "llm-sft-full/adam";
	if (modelSize < SMALL_MODEL) return "llm-sft-full-lt1b/adam";
	return modelSize >= LARGE_MODEL ? "llm-sft-full-ge3b/adam" : "llm-sft-full/adam";
}

const REGIME_CELLS: Readonly<Record<Exclude<Regime, "full-finetune" | "linear-probe">, Cell>> = {
	lora: "llm-sft-lora/adam",
	"prompt-tuning": "llm-peft-prompt/adam",
	pretrain: "llm-pretrain/adam",
	"continued-pretrain": "llm-cpt/adam",
	preference: "llm-pref-full/adam",
	"preference-lora": "llm-pref-lora/adam",
	rl: "llm-rl-full/adam",
	"rl-lora": "llm-rl-lora/adam",
	critic: "llm-rl-critic/adam",
	reward: "llm-rm-full/adam",
	"reward-lora": "llm-rm-lora/adam",
};

/** scikit-learn's networks train with Adam unless told otherwise; its own examples give SGD a rate of 0.2. */
const usesSgd = (scope: Scope): boolean => beside(scope, "solver")?.value.value === "sgd";

/** `scope` is where the value stands, if it stands anywhere: a call tells its class, boosting shows by its names. */
export function cellOf(setup: Setup, scope?: Scope): Cell {
	const callee = scope?.callee;
	if (callee !== undefined) {
		const estimator = estimatorCell(lastPart(callee));
		if (estimator) return estimator === "sklearn-mlp/adam" && scope && usesSgd(scope) ? "any/sgd" : estimator;
	}
	if (scope && !setup.optimizer && isBoosting(scope)) return "gbdt/-";
	if (setup.framework && GBDT_FRAMEWORKS.has(setup.framework.value.id) && !setup.optimizer) return "gbdt/-";
	const specific = regimeCell(setup) ?? taskCell(setup);
	if (specific) return specific;
	return setup.optimizer ? `any/${setup.optimizer.value.family}` : "any/unknown";
}

/**
 * Whether a rate in the file is the rate that trains. Not so under a Noam schedule (a multiplier, E2.19) or where the
 * framework scales a base by the batch (E8.13).
 */
export function isFinalRate(setup: Setup): boolean {
	return setup.schedule?.value !== "noam" && setup.framework?.value.learningRate !== "scaled";
}

/** The recipe whose rate for one batch is scaled to the batch of this run: nearer than any band where that batch is known (E3.1). */
export function recipeOf(setup: Setup, scope: Scope): ReferencePoint | undefined {
	return setup.globalBatch && CLASSIFICATION_RECIPES[cellOf(setup, scope)];
}

/** The project's own band for a value of this setup: the first that fits. */
export function ownBandOf(setup: Setup, parameter: OwnBand["parameter"]): OwnBand | undefined {
	const { optimizer, framework, regime, bands } = setup;
	return bands?.value.find(
		(band) =>
			band.parameter === parameter &&
			(band.optimizer === undefined || optimizerFamily(band.optimizer)?.name === optimizer?.value.name) &&
			(band.framework === undefined || band.framework === framework?.value.id) &&
			(band.regime === undefined || band.regime === regime?.value),
	);
}

/** A project's own band has no margins: what is outside is a warning at once. */
export const limitsOf = ({ low, high }: OwnBand): Limits => ({
	lowWarn: low,
	lowInfo: low,
	typicalLow: low,
	typicalHigh: high,
	highInfo: high,
	highWarn: high,
});

/** The band of a learning rate: the project's own, else the published one. */
export function rateBandOf(setup: Setup, scope?: Scope): Band {
	const published = bandOf(cellOf(setup, scope));
	const own = ownBandOf(setup, "learning_rate");
	if (!own) return published;
	return { ...published, regime: phrase("this project, {file}", { file: own.file }), learningRate: limitsOf(own) };
}
