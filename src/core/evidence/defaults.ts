/**
 * The learning rates that libraries use where none is given (E2.0): torch 2.14.1, Keras 3 at 3422977a, Optax at 2edbcbe2,
 * others as they were with those.
 */

import type { SourceId } from "./sources.ts";

export type Library = "torch" | "keras" | "optax" | "timm" | "bitsandbytes" | "deepspeed" | "reference";

/** A rate; `required` where the library demands one; `own` where it works one out by itself. */
export type DefaultRate = number | "required" | "own";

type Defaults = Readonly<Partial<Record<Library, DefaultRate>>>;

/** By canonical optimizer name, as `optimizerFamily` gives it. `reference` is the authors' own implementation. */
const DEFAULTS: Readonly<Record<string, Defaults>> = {
	sgd: { torch: 1e-3, keras: 0.01, optax: "required" },
	adam: { torch: 1e-3, keras: 1e-3, optax: "required", bitsandbytes: 1e-3, deepspeed: 1e-3 },
	adamw: { torch: 1e-3, keras: 1e-3, optax: "required", bitsandbytes: 1e-3, deepspeed: 1e-3 },
	adamax: { torch: 2e-3, keras: 1e-3, optax: "required" },
	nadam: { torch: 2e-3, keras: 1e-3 },
	radam: { torch: 1e-3, optax: "required" },
	rmsprop: { torch: 0.01, keras: 1e-3, optax: "required", bitsandbytes: 0.01 },
	adagrad: { torch: 0.01, keras: 1e-3, optax: "required", bitsandbytes: 0.01, deepspeed: 0.01 },
	adadelta: { torch: 1, keras: 1e-3, optax: "own" },
	adafactor: { torch: 0.01, keras: 1e-3, optax: "own", reference: "own" },
	lamb: { keras: 1e-3, optax: "required", timm: 1e-3, bitsandbytes: 1e-3, deepspeed: 1e-3 },
	lars: { optax: "required", timm: 1, bitsandbytes: 0.01 },
	lion: { keras: 1e-3, optax: "required", timm: 1e-4, bitsandbytes: 1e-4, deepspeed: 1e-3, reference: 1e-4 },
	muon: { torch: 1e-3, keras: 1e-3, optax: "required", timm: 0.02, reference: 0.02 },
	ftrl: { keras: 1e-3 },
	asgd: { torch: 0.01, optax: "required" },
	lbfgs: { torch: 1, optax: "own" },
	"schedule-free-adamw": { keras: 2.5e-3, optax: 2.5e-3, reference: 2.5e-3 },
	"schedule-free-radam": { reference: 2.5e-3 },
	"schedule-free-sgd": { optax: 1, reference: 1 },
	prodigy: { optax: 1, reference: 1 },
	"d-adaptation": { optax: 1, reference: 1 },
	dog: { optax: 1 },
	cocob: { optax: 1 },
	soap: { reference: 3e-3 },
	ademamix: { bitsandbytes: 1e-3 },
	adabelief: { timm: 1e-3 },
	adan: { timm: 1e-3 },
	laprop: { timm: 4e-4 },
};

/** Where each library's column was read; the authors' own implementations differ by optimizer. */
const LIBRARY_SOURCES: Readonly<Record<Exclude<Library, "reference">, SourceId>> = {
	torch: "torch-optimizers",
	keras: "keras-optimizers",
	optax: "optax",
	timm: "timm",
	bitsandbytes: "bitsandbytes",
	deepspeed: "deepspeed-config",
};
const REFERENCE_SOURCES: Readonly<Record<string, SourceId>> = {
	adafactor: "transformers-optimization",
	lion: "lion-pytorch",
	muon: "muon",
	"schedule-free-adamw": "schedule-free",
	"schedule-free-radam": "schedule-free",
	"schedule-free-sgd": "schedule-free",
	prodigy: "prodigy",
	"d-adaptation": "dadaptation",
	soap: "soap",
};

/** What a library does where no learning rate is given, and where that was read; undefined where it is not known. */
export function defaultLearningRate(
	optimizer: string,
	library: Library,
): { readonly rate: DefaultRate; readonly source: SourceId } | undefined {
	const name = optimizer.startsWith("d-adapt-") ? "d-adaptation" : optimizer;
	const rate = DEFAULTS[name]?.[library];
	const source = library === "reference" ? REFERENCE_SOURCES[name] : LIBRARY_SOURCES[library];
	return rate === undefined || source === undefined ? undefined : { rate, source };
}

/** The default of Ultralytics' `lr0` and of `eta0` of scikit-learn's SGD estimators (E5.8, E6.5). */
export const DEFAULT_RATE = 0.01;

/** Where the warmup of DeepSpeed's schedules ends unless it is told (deepspeed/runtime/lr_schedules.py, v0.16.7). */
export const DEEPSPEED_PEAK = 0.001;

/** Answers to each prompt where TRL is not told how many (E8.8). */
export const GENERATIONS: Readonly<Record<string, number>> = { GRPOConfig: 8, RLOOConfig: 2 };

/** What OpenNMT-py recommends for the optimizers that its default rate of 1 is a thousand times too high for. */
export const OPENNMT_RATES: Readonly<Record<string, number>> = { adam: 0.001, sparseadam: 0.001, fusedadam: 0.001 };
