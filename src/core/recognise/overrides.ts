/** What makes a setting have no effect: another one that the framework looks at instead (E8.11). */

import { DEEPSPEED_PEAK, DEFAULT_RATE, defaultLearningRate } from "../evidence/defaults.ts";
import { BASE_BATCHES } from "../evidence/formulas.ts";
import { optimizerFamily } from "../evidence/optimizers.ts";
import type { SourceId } from "../evidence/sources.ts";
import type { Assignment, Scope, Span } from "../read/model.ts";
import { phrase } from "../words/phrase.ts";
import { isBoosting } from "./boosting.ts";
import { lastPart } from "./index-document.ts";
import { isAssigned } from "./loaders.ts";
import { argument, beside, numberBeside } from "./numbers-beside.ts";
import type { Parameter } from "./setup.ts";
import { isStrayInterval } from "./stray-interval.ts";
import { normalised } from "./words.ts";

export interface Override {
	/** The setting that decides, in words. */
	readonly by: string;
	readonly source: SourceId;
	/** Where that setting stands; absent where it is a default. */
	readonly span?: Span;
	/** The value misleads a reader, but a person may well have left it there knowingly. */
	readonly harmless?: true;
}

/** What decides in the place of a learning rate. */
export function rateOverride(parameter: Parameter): Override | undefined {
	const { value } = parameter;
	if (typeof value !== "number" || parameter.assignment.declared) return undefined;
	return (
		ultralytics(parameter) ??
		stochasticDescent(parameter) ??
		perceptronSolver(parameter) ??
		maskedAutoencoder(parameter) ??
		timmBase(parameter) ??
		alias(parameter, value) ??
		forest(parameter, value) ??
		groupOfFreeOptimizer(parameter, value) ??
		groupOfAdafactor(parameter) ??
		unusedOptimizer(parameter, value) ??
		constantRun(parameter) ??
		ownOptimizer(parameter) ??
		deepspeedPeak(parameter, value) ??
		adafactorProxy(parameter) ??
		mlxSchedule(parameter) ??
		cycle(parameter, value)
	);
}

/** What decides in the place of a batch size. */
export const batchOverride = (parameter: Parameter): Override | undefined =>
	parameter.value === "auto" ? undefined : (perceptronSolver(parameter) ?? batchedData(parameter));

/** Calls whose result is batched already: `tf.data`, its makers in Keras, generators of pictures. */
const BATCHED =
	/(?:^|\.)(?:\w+_dataset_from_(?:directory|array)|flow(?:_from_(?:directory|dataframe))?|from_tensor_slices|from_generator|make_csv_dataset|batch|prefetch)$/;

/** `model.fit(dataset, batch_size=32)`: Keras 2 refuses the number, Keras 3 takes no notice of it. */
function batchedData({ assignment: { scope, name }, document }: Parameter): Override | undefined {
	if (name !== "batch_size" || scope.kind !== "call" || !/(?:^|\.)fit$/.test(scope.callee ?? "")) return undefined;
	const data = argument(scope, "x", 0)?.value;
	if (data?.form !== "name") return undefined;
	const makers = document.bound(data.text);
	const rebound = isAssigned(data.text, document);
	const [maker] = makers;
	const isBatched = ({ callee = "" }: Scope): boolean => BATCHED.test(callee) || callee.startsWith(`${data.text}.`);
	if (!maker || rebound || !BATCHED.test(maker.callee ?? "") || !makers.every(isBatched)) return undefined;
	return {
		by: phrase("{data}, which comes in batches already,", { data: data.text }),
		source: "keras-fit",
		span: maker.nameSpan ?? maker.span,
	};
}

/** What decides in the place of a schedule that is named. */
export function scheduleOverride({ assignment, document, value }: Parameter): Override | undefined {
	const { scope } = assignment;
	if (isStrayInterval(assignment))
		return {
			by: phrase("lr_scheduler, inside of which it belongs and which is stepped once an epoch without it,"),
			source: "lightning-optimizer",
		};
	if (isPerceptron(scope)) {
		const solver = beside(scope, "solver");
		// Constant is the default, and what the other solvers do anyway.
		if (value === "constant" || solver?.value.value === "sgd") return undefined;
		if (!solver)
			return {
				by: phrase("{name}, which is {value} by default,", { name: "solver", value: '"adam"' }),
				source: "sklearn-mlp",
			};
		return solver.value.form === "quoted" ? by(solver, "sklearn-mlp") : undefined;
	}
	const held = scope.children.find((child) => child.name === "deepspeed");
	const name = beside(scope, "deepspeed")?.value;
	const deepspeed = held ?? (name?.form === "name" ? document.scopesNamed(String(name.value))[0] : undefined);
	const scheduler = deepspeed?.children.find((child) => child.name === "scheduler");
	return (
		scheduler && {
			by: phrase("the scheduler block of the DeepSpeed configuration"),
			source: "llama-factory-2495",
			span: scheduler.nameSpan ?? scheduler.span,
		}
	);
}

/** What decides in the place of a warmup. */
export function warmupOverride(parameter: Parameter): Override | undefined {
	const { assignment } = parameter;
	if (assignment.declared) return undefined;
	const constant = constantRun(parameter);
	if (constant) return constant;
	const steps = numberBeside(assignment.scope, "warmup_steps");
	return normalised(assignment.name) === "warmup_ratio" && steps && steps.value > 0
		? by(steps.assignment, "transformers-arguments")
		: undefined;
}

const by = (assignment: Assignment, source: SourceId): Override => ({
	by: `${assignment.name}: ${assignment.value.text}`,
	source,
	span: assignment.value.span,
});

/** What Ultralytics and scikit-learn write where nobody chose a rate: a full dump of settings has them. */
const isDefault = (value: unknown): boolean => value === DEFAULT_RATE || value === 0;

function ultralytics({ assignment, setup, document, value }: Parameter): Override | undefined {
	if (isDefault(value)) return undefined;
	const inCall = assignment.scope.kind === "call" && lastPart(assignment.scope.callee ?? "") === "train";
	if (assignment.name !== "lr0" || !(setup.framework?.value.id === "ultralytics" || inCall)) return undefined;
	const optimizer = beside(assignment.scope, "optimizer");
	if (optimizer) return optimizer.value.value === "auto" ? by(optimizer, "ultralytics-trainer") : undefined;
	// A hyperparameter file alone (lr0, lrf, momentum …) may be given to a trainer that names its optimizer.
	const trains = inCall || ["epochs", "imgsz", "data"].every((name) => document.named(name).length > 0);
	return trains
		? {
				by: phrase("{name}, which is {value} by default,", { name: "optimizer", value: "auto" }),
				source: "ultralytics-trainer",
			}
		: undefined;
}

function stochasticDescent({ assignment: { scope, name }, value }: Parameter): Override | undefined {
	if (normalised(name) !== "eta0" || lastPart(scope.callee ?? "") !== "SGDClassifier" || isDefault(value))
		return undefined;
	const schedule = beside(scope, "learning_rate");
	if (!schedule)
		return {
			by: phrase("{name}, which is {value} by default,", { name: "learning_rate", value: '"optimal"' }),
			source: "sklearn-sgd",
		};
	return schedule.value.value === "optimal" ? by(schedule, "sklearn-sgd") : undefined;
}

export const isPerceptron = ({ callee, kind }: Scope): boolean =>
	kind === "call" && /^MLP(?:Classifier|Regressor)$/.test(lastPart(callee ?? ""));

/** L-BFGS takes neither steps of a given length nor batches. */
function perceptronSolver({ assignment: { scope, name } }: Parameter): Override | undefined {
	const solver = isPerceptron(scope) && name !== "" ? beside(scope, "solver") : undefined;
	return solver?.value.value === "lbfgs" ? by(solver, "sklearn-mlp") : undefined;
}

function maskedAutoencoder({ assignment, setup, value }: Parameter): Override | undefined {
	if (assignment.name !== "blr" || setup.framework?.value.id !== "mae") return undefined;
	const rate = numberBeside(assignment.scope, "lr");
	// 6.4 beside a base of 0.1 is what the base gives for a batch of 16384: said twice, and no mistake.
	const batch = rate && typeof value === "number" ? (rate.value / value) * BASE_BATCHES.mae.batch : 0;
	const isSame =
		batch > 0 && Math.abs(batch - Math.round(batch)) < 1e-6 && Math.round(batch) % BASE_BATCHES.mae.batch === 0;
	return rate && !isSame ? by(rate.assignment, "mae") : undefined;
}

function timmBase({ assignment: { scope, name }, setup }: Parameter): Override | undefined {
	if (normalised(name) !== "lr_base") return undefined;
	if (setup.framework?.value.id !== "timm" && !beside(scope, "lr_base_size", "lr_base_scale")) return undefined;
	const rate = numberBeside(scope, "lr");
	// The base is a default, and so stands in every dump of timm's arguments.
	return rate && rate.value !== 0 ? { ...by(rate.assignment, "timm"), harmless: true } : undefined;
}

const isLightgbm = ({ assignment: { scope }, setup }: Parameter): boolean =>
	setup.framework?.value.id === "lightgbm" || (isBoosting(scope) && beside(scope, "num_leaves") !== undefined);

/** LightGBM takes the value under the main name where an alias is given too. */
function alias(parameter: Parameter, value: number): Override | undefined {
	const { scope, name } = parameter.assignment;
	if ((name !== "eta" && name !== "shrinkage_rate") || !isLightgbm(parameter)) return undefined;
	const main = numberBeside(scope, "learning_rate");
	return main && main.value !== value ? by(main.assignment, "lightgbm") : undefined;
}

/** LightGBM's random forest shrinks no tree. */
function forest(parameter: Parameter, value: number): Override | undefined {
	const { scope } = parameter.assignment;
	const boosting = beside(scope, "boosting", "boosting_type", "boost");
	if (!/^(?:rf|random_forest)$/.test(String(boosting?.value.value)) || !boosting || value === 1) return undefined;
	return isLightgbm(parameter) || lastPart(scope.callee ?? "").startsWith("LGBM")
		? by(boosting, "lightgbm-forest")
		: undefined;
}

/** Prodigy and D-Adaptation work one rate out for all groups: kohya's scripts hand the text encoder's over first. */
function groupOfFreeOptimizer({ assignment, setup }: Parameter, value: number): Override | undefined {
	if (normalised(assignment.name) !== "unet_lr" || setup.optimizer?.value.family !== "lr-free") return undefined;
	if (setup.framework?.value.id !== "kohya" && !beside(assignment.scope, "network_dim", "network_module"))
		return undefined;
	const first = numberBeside(assignment.scope, "text_encoder_lr");
	if (beside(assignment.scope, "network_train_unet_only")?.value.value === true) return undefined;
	if (!first || first.value <= 0 || first.value === value) return undefined;
	return { ...by(first.assignment, "kohya-sd-scripts"), harmless: true };
}

/** Kohya's scripts take the rates of the parts away from an Adafactor that works its rate out: by default, or when its warmup does. */
function groupOfAdafactor({ assignment: { scope, name }, setup }: Parameter): Override | undefined {
	if (!/^(?:unet|text_encoder)_lr$/.test(name) || setup.optimizer?.value.family !== "adafactor") return undefined;
	if (setup.framework?.value.id !== "kohya") return undefined;
	const list = scope.children.find((child) => child.name === "optimizer_args");
	const given = beside(scope, "optimizer_args");
	const written = [...(list?.assignments ?? []), ...(given ? [given] : [])]
		.map(({ value }) => String(value.value))
		.join(" ");
	const told = /\b(relative_step|warmup_init)\s*=\s*True\b/.exec(written);
	const span = list?.span ?? given?.value.span;
	if (told)
		return {
			by: phrase("Adafactor with {option}", { option: told[0] }),
			source: "kohya-sd-scripts",
			...(span && { span }),
		};
	return /\brelative_step\s*=/.test(written)
		? undefined
		: { by: phrase("Adafactor with relative_step, its default,"), source: "kohya-sd-scripts", harmless: true };
}

/** Keras: an optimizer that is built and then named as text, which builds another one with the rate of its default. */
function unusedOptimizer({ assignment: { scope }, document, setup }: Parameter, value: number): Override | undefined {
	const { optimizer } = setup;
	if (scope.kind !== "call" || scope.name === "" || !optimizer || optimizer.span !== scope.span) return undefined;
	const compiles = document.called("compile").filter((call) => argument(call, "optimizer", 0));
	const [compile] = compiles;
	const named = compile && argument(compile, "optimizer", 0)?.value;
	if (!named || compiles.length !== 1 || named.form !== "quoted") return undefined;
	const family = optimizerFamily(String(named.value));
	const isDefaultRate = defaultLearningRate(family?.name ?? "", "keras")?.rate === value;
	const isUsed = document.text.split(new RegExp(`\\b${scope.name}\\b`)).length !== 2;
	if (family?.family !== optimizer.value.family || isUsed || isDefaultRate) return undefined;
	return {
		by: phrase("{call}, which takes the default rate,", { call: `compile(optimizer=${named.text})` }),
		source: "keras-compile",
		span: named.span,
	};
}

/** nanoGPT: without decay the rate is the same from the first step to the last. */
function constantRun({ assignment: { scope, name } }: Parameter): Override | undefined {
	if (!/^(?:min_lr|warmup_iters)$/.test(name)) return undefined;
	const decay = beside(scope, "decay_lr");
	return decay?.value.value === false ? { ...by(decay, "nanogpt-train"), harmless: true } : undefined;
}

/** `Trainer(…, optimizers=(optimizer, scheduler))`: the optimizer that is handed over keeps its own rate. */
function ownOptimizer({ assignment: { scope, name } }: Parameter): Override | undefined {
	if (name !== "learning_rate" || scope.kind !== "call" || !/(?:TrainingArguments|Config)$/.test(scope.callee ?? ""))
		return undefined;
	const trainers = (scope.parent?.children ?? []).filter(
		(one) => one.kind === "call" && /Trainer$/.test(one.callee ?? ""),
	);
	const [trainer] = trainers;
	const args = trainer && beside(trainer, "args");
	const given = trainer?.children.find((child) => child.name === "optimizers");
	const optimizer = given?.assignments[0];
	if (trainers.length !== 1 || args?.value.value !== scope.name || scope.name === "") return undefined;
	if (!given || optimizer?.value.form !== "name") return undefined;
	return {
		by: phrase("the optimizer given to {callee} as optimizers", { callee: lastPart(trainer?.callee ?? "") }),
		source: "transformers-arguments",
		span: given.nameSpan ?? given.span,
	};
}

/** DeepSpeed's warmup schedules climb to a rate of their own, 0.001 where none is given, whatever the optimizer was given. */
function deepspeedPeak({ assignment: { path, scope } }: Parameter, value: number): Override | undefined {
	if (path.slice(-3).join(".") !== "optimizer.params.lr" || value === DEEPSPEED_PEAK) return undefined;
	const scheduler = scope.parent?.parent?.children.find(({ name }) => name === "scheduler");
	const type = scheduler && beside(scheduler, "type");
	if (!scheduler || !type || !/^Warmup(?:Decay)?LR$/.test(String(type.value.value))) return undefined;
	const params = scheduler.children.find(({ name }) => name === "params");
	if (params && beside(params, "warmup_max_lr")) return undefined;
	return {
		by: phrase("{callee}'s {name}, which is {value} by default,", {
			callee: String(type.value.value),
			name: "warmup_max_lr",
			value: DEEPSPEED_PEAK,
		}),
		source: "deepspeed-schedules",
		span: type.value.span,
	};
}

/** `AdafactorSchedule(optimizer)` writes its own initial rate into the optimizer, 0 where none is given, and then reports that. */
function adafactorProxy({ assignment: { scope, name }, document }: Parameter): Override | undefined {
	if (scope.kind !== "call" || lastPart(scope.callee ?? "") !== "Adafactor" || scope.name === "" || name !== "lr")
		return undefined;
	if (beside(scope, "relative_step")?.value.value !== false) return undefined;
	const proxy = document
		.called("AdafactorSchedule")
		.find(({ assignments: [given, ...others] }) => given?.value.value === scope.name && others.length === 0);
	return (
		proxy && {
			by: phrase("{callee}'s {name}, which is {value} by default,", {
				callee: "AdafactorSchedule",
				name: "initial_lr",
				value: 0,
			}),
			source: "transformers-optimization",
			span: proxy.span,
		}
	);
}

/** MLX LM builds its schedule from the schedule's own arguments, of which the first is the peak. */
function mlxSchedule({ assignment: { scope, name } }: Parameter): Override | undefined {
	if (name !== "learning_rate" || scope.kind === "call") return undefined;
	const schedule = scope.children.find((child) => child.name === "lr_schedule");
	const given = schedule?.children.find((child) => child.name === "arguments");
	if (!schedule || !given || !beside(schedule, "name")) return undefined;
	const peak = given.assignments[0];
	if (peak?.value.value === beside(scope, "learning_rate")?.value.value) return undefined;
	return {
		by: phrase("{callee}'s first argument, {value},", { callee: "lr_schedule", value: peak?.value.text ?? "" }),
		source: "mlx-lm",
		span: given.span,
	};
}

/** PyTorch's default: the cycle begins at a twenty-fifth of its top. */
const DIV_FACTOR = 25;

/** Schedules that set the optimizer's rate from a rate of their own, by the name of that rate. */
const CYCLES: Readonly<Record<string, readonly [rate: string, source: SourceId]>> = {
	OneCycleLR: ["max_lr", "torch-one-cycle"],
	CyclicLR: ["base_lr", "torch-cyclic"],
};

/** Schedules that set the rate of the optimizer which is given it, whatever it was given. */
function cyclesOf({ assignment: { scope, name }, setup }: Parameter): Scope[] {
	if (scope.kind !== "call" || (name !== "lr" && name !== "")) return [];
	if (!setup.optimizer || setup.optimizer.span !== scope.span || scope.name === "") return [];
	return (scope.parent?.children ?? []).filter(
		(one) => Object.hasOwn(CYCLES, lastPart(one.callee ?? "")) && one.assignments[0]?.value.value === scope.name,
	);
}

/** Whether the rate is only where a cycle begins, so that its size says nothing. */
export const isSetByCycle = (parameter: Parameter): boolean => cyclesOf(parameter).length > 0;

/** `OneCycleLR(optimizer, max_lr=…)` in the same function as the optimizer that is given another rate. */
function cycle(parameter: Parameter, value: number): Override | undefined {
	const schedules = cyclesOf(parameter);
	const [schedule] = schedules;
	const callee = lastPart(schedule?.callee ?? "");
	const [rate, source] = CYCLES[callee] ?? [];
	const own = schedule?.assignments.find((one) => one.name === rate || (one.name === "" && one.path.at(-1) === "1"));
	if (
		schedules.length !== 1 ||
		!schedule ||
		!rate ||
		!source ||
		typeof own?.value.value !== "number" ||
		own.value.value === value
	)
		return undefined;
	// The optimizer may be given the rate that the cycle begins with.
	const division = beside(schedule, "div_factor")?.value.value ?? DIV_FACTOR;
	if (
		callee === "OneCycleLR" &&
		typeof division === "number" &&
		Math.abs(own.value.value / value / division - 1) < 1e-6
	)
		return undefined;
	// PyTorch's own example gives the optimizer another rate than the schedule: it misleads, but it is not wrong.
	return {
		by: phrase("{callee}'s {name} = {value}", { callee, name: rate, value: own.value.text }),
		source,
		span: own.value.span,
		harmless: true,
	};
}
