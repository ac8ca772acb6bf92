/** The rate that trains, for another rate of the same schedule: its floor, its end, the start of its warmup; and those for it. */

import { optimizerFamily } from "../evidence/optimizers.ts";
import { type Assignment, literalOf, type Scope } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { nameTest } from "./names.ts";
import { type Beside, numberBeside } from "./numbers-beside.ts";
import { onceOf } from "./remembered.ts";
import { normalised, words } from "./words.ts";

const FLOORS =
	/^(?:min_lr|lr_min|min_learning_rate|eta_min|end_lr|lr_end|final_lr|end_learning_rate|final_learning_rate)$/;
const STARTS = /^(?:warmup_init_lr|warmup_lr_init|lr_warmup_init|warmup_start_lr|warmup_min_lr)$/;

/** What a rate is to the one that trains, by its name: where the schedule ends, or where its warmup begins. */
export function kindOfRate(name: string): "floor" | "start" | undefined {
	const plain = normalised(name).replace(/^_+/, "");
	return FLOORS.test(plain) ? "floor" : STARTS.test(plain) ? "start" : undefined;
}

const isOfSchedule = nameTest((name) => kindOfRate(name) !== undefined);

const MAIN = [
	"lr",
	"learning_rate",
	"max_lr",
	"base_lr",
	"peak_lr",
	"max_learning_rate",
	"peak_learning_rate",
	"initial_learning_rate",
	"warmup_max_lr",
];
const isSchedule = (name: string): boolean =>
	words(name).some((word) => /^(?:scheduler|sched|schedule)$/.test(word)) || name === "lr_config";
const isOptimizer = (name: string): boolean => /^(?:optimizer|optim|opt)$/i.test(name);
/** Names that only hold the arguments of what stands one level up. */
const isHolder = (name: string): boolean => /^(?:params|kwargs|args|init_args|config|parameters)$/.test(name);

/** Beside it, in the optimizer that holds or stands beside its schedule, or in the call whose result its schedule is given. */
export function mainRate({ scope }: Assignment, document: DocumentIndex): Beside | undefined {
	return (
		numberBeside(scope, ...MAIN) ?? (scope.kind === "call" ? ofGivenOptimizer(scope, document) : ofOptimizer(scope))
	);
}

/** `scheduler: {eta_min: …}` beside `optimizer: {lr: …}` or inside it. */
function ofOptimizer(from: Scope): Beside | undefined {
	const schedule = isHolder(from.name) ? from.parent : from;
	const holder = schedule?.parent;
	if (!schedule || !holder || !isSchedule(schedule.name)) return undefined;
	if (isOptimizer(holder.name)) return numberBeside(holder, ...MAIN);
	const optimizers = holder.children.filter(({ name }) => isOptimizer(name));
	const [optimizer] = optimizers;
	if (!optimizer || optimizers.length !== 1) return undefined;
	const inner = optimizer.children.find(({ name }) => isHolder(name));
	return numberBeside(optimizer, ...MAIN) ?? (inner && numberBeside(inner, ...MAIN));
}

/** `CosineAnnealingLR(optimizer, …)` after `optimizer = Adam(…, lr=…)` in the same function. */
function ofGivenOptimizer(schedule: Scope, document: DocumentIndex): Beside | undefined {
	const given = schedule.assignments.find(
		({ name, path }) => name === "optimizer" || (name === "" && path.at(-1) === "0"),
	)?.value;
	if (given?.form !== "name" || typeof given.value !== "string") return undefined;
	const optimizers = document
		.bound(given.value)
		.filter(({ kind, parent }) => kind === "call" && parent === schedule.parent);
	const [optimizer] = optimizers;
	return optimizer && optimizers.length === 1 && optimizerFamily(optimizer.callee ?? "")
		? numberBeside(optimizer, "lr")
		: undefined;
}

/** The ends and beginnings of the schedule of a rate that trains, in the order of the text. */
export const ratesOf = (main: Assignment, document: DocumentIndex): readonly Beside[] =>
	(byMain(document).get(main) ?? []).filter(({ assignment }) => literalOf(assignment) !== literalOf(main));

/** All ends and beginnings of schedules by the rate that trains. */
const byMain = onceOf((document: DocumentIndex): ReadonlyMap<Assignment, readonly Beside[]> => {
	const all = new Map<Assignment, Beside[]>();
	for (const assignment of document.namedLike(isOfSchedule)) {
		const { value } = assignment.value;
		const main = typeof value === "number" ? mainRate(assignment, document)?.assignment : undefined;
		if (!main) continue;
		const known = all.get(main) ?? [];
		known.push({ value: value as number, assignment });
		all.set(main, known);
	}
	return all;
});
