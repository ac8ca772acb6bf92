/** Which values steer what is trained, so that their size can be judged at all; and how well what is trained is known. */

import { DAMPING_EPSILON } from "../evidence/limits.ts";
import { isForest } from "./boosting.ts";
import { cellOf } from "./cell.ts";
import { numberBeside, siblings } from "./numbers-beside.ts";
import type { Parameter } from "./setup.ts";
import type { Role } from "./vocabulary.ts";

/** Roles in which a value steers training, so that its size can be judged. */
const JUDGED: ReadonlySet<Role> = new Set(["base", "max"]);
const NOT_FOR_TRAINING: ReadonlySet<Role> = new Set(["eval", "tokens", "reported"]);

/** A rate that trains something that is meant to learn. */
export const isMainRate = (parameter: Parameter): boolean =>
	parameter.parameter === "learning_rate" &&
	JUDGED.has(parameter.role) &&
	!isOfTensors(parameter) &&
	!isOfLoss(parameter) &&
	!isBesideMuon(parameter) &&
	!isOfScheduleFunction(parameter) &&
	!isClassDefault(parameter) &&
	!isOfRangeTest(parameter) &&
	// A random forest takes whole trees: its rate must be 1.
	!isForest(parameter.assignment, parameter.document) &&
	!(parameter.setup.schedule?.value === "lambda" && parameter.value === 1);

/** `def create_learning_rate_schedule(base_learning_rate=0.5, …)`: what such a function makes of it is not known here. */
const isOfScheduleFunction = ({ assignment: { scope, declared } }: Parameter): boolean =>
	declared === true && scope.kind === "function" && /sched|anneal|decay|warm_?up/i.test(scope.callee ?? "");

/** What Muon leaves to Adam, embeddings and single numbers, is trained at rates of its own, up to 0.6. */
const isBesideMuon = ({ setup, document, assignment }: Parameter): boolean =>
	setup.optimizer?.value.family === "adam" &&
	assignment.scope.kind === "call" &&
	["Muon", "SingleDeviceMuon"].some((name) => document.called(name).length > 0);

/** `{scope: CenterLoss, lr: {learning_rate: 1000}}`: the centers that a loss keeps, whose gradients are scaled down before (E7.12). */
const isOfLoss = ({ assignment: { scope } }: Parameter): boolean =>
	[scope, scope.parent].some(
		(one) => one && siblings(one).some(({ name, value }) => name === "scope" && /Loss$/.test(String(value.value))),
	);

/** `super().__init__(parameters, {"lr": 1.0})`: what an optimizer of one's own hands up, to be replaced by whoever uses it. */
const isClassDefault = ({ assignment: { scope } }: Parameter): boolean =>
	[scope, scope.parent].some((one) => one?.kind === "call" && /__init__$/.test(one.callee ?? ""));

/** `lr_find(model, min_lr=1e-6, max_lr=10)`: what a range test goes through until the loss diverges (E3.5). */
const isOfRangeTest = ({ assignment: { scope } }: Parameter): boolean =>
	scope.kind === "call" && /(?:^|\.)(?:lr_find|range_test|LearningRateFinder)$/.test(scope.callee ?? "");

/** `Adam([image], lr=0.1)`: a picture or a latent is optimised, not a network (E2.3). */
const isOfTensors = ({ assignment: { scope }, setup }: Parameter): boolean =>
	scope.kind === "call" &&
	setup.optimizer?.span === scope.span &&
	scope.children.some(
		({ kind, name, assignments, children }) =>
			kind === "sequence" && name === "" && assignments.length > 0 && children.length === 0,
	);

/** In a script a bare `lr` that meets no known optimizer may drive anything: whole pixels, metres a second. */
export const isOfNothing = ({ setup, assignment: { scope }, document }: Parameter): boolean =>
	document.language === "python" && cellOf(setup, scope) === "any/unknown";

/**
 * Whether what is trained is known well enough to call a rate wrong by its size. The toys of a notebook (one layer, a few points) stand
 * rates that no network does, and so do steps that are damped.
 */
export function isSureKind({ setup, assignment: { scope }, document }: Parameter): boolean {
	const cell = cellOf(setup, scope);
	const epsilon = numberBeside(scope, "eps", "epsilon", "adam_epsilon")?.value ?? 0;
	return !cell.startsWith("any/") || (document.cells.length === 0 && epsilon < DAMPING_EPSILON);
}

export const isForTraining = (parameter: Parameter): boolean => !NOT_FOR_TRAINING.has(parameter.role);
