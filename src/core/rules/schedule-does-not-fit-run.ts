import { isCutShort } from "../evidence/formulas.ts";
import type { Scope } from "../read/model.ts";
import { constantOf, numberOf } from "../recognise/constants.ts";
import { type DocumentIndex, lastPart } from "../recognise/index-document.ts";
import { argument, beside, numberBeside } from "../recognise/numbers-beside.ts";
import { milestonesOf } from "../recognise/schedule-lengths.ts";
import type { Parameter } from "../recognise/setup.ts";
import { steppingOf } from "../recognise/stepping.ts";
import type { Page, Rule, Verdict } from "./rule.ts";

export const page: Page = {
	summary: "A schedule that ends before the run does, or that reduces the rate only after its end.",
	severities: ["error", "warning", "information"],
	explanation: `The milestones of Detectron2 (\`SOLVER.STEPS\`) and OpenMMLab (\`lr_config\`, \`MultiStepLR\`) are compared with the length of the run in
the same document. Where none of several lies before the end, the rate is never reduced: they were meant for a longer run. A
single one may be a way to ask for a constant rate, and a run ten times shorter a trial: information, unless the \`gamma\` beside
an interval says that the rate should fall.

PyTorch's \`OneCycleLR\` raises an error when it is stepped more often than it was told; compared where a script shows its loops.`,
};

export const scheduleDoesNotFitRun: Rule = {
	name: "schedule-does-not-fit-run",
	parameter: "schedule_length",
	sources: ["detectron2-schedule", "mmcv-lr-updater", "mmengine-schedule", "torch-one-cycle"],
	check: (parameter) => neverReached(parameter) ?? endsBefore(parameter),
};

function neverReached({ name, assignment, document, setup }: Parameter): Verdict | undefined {
	const { scope } = assignment;
	const schedule = scope.kind === "sequence" ? scope.parent : scope;
	const reached = milestonesOf(assignment);
	if (!schedule || !reached || schedule.kind === "call") return undefined;
	const isDetectron =
		schedule.name === "SOLVER" && /^(?:detectron2|yacs|mask2former)$/.test(setup.framework?.value.id ?? "");
	if (!isDetectron && setup.framework?.value.id !== "mmengine") return undefined;
	const length = isDetectron ? detectronLength(schedule) : openmmlabLength(schedule, document);
	const [first = 0] = reached;
	// Given twice, the last one counts: another rule says so.
	const twice = schedule.assignments.filter((one) => one.name === name).length > 1;
	if (twice || length === undefined || Math.min(...reached) < length) return undefined;
	const isInterval = schedule.name === "lr_config" && scope.kind !== "sequence";
	const isMeant =
		(reached.length > 1 || (isInterval && beside(schedule, "gamma") !== undefined)) && !isCutShort(length, first);
	return {
		severity: isMeant ? "warning" : "information",
		message: { id: "milestones-past-end", params: { name, first, length } },
		sources: [
			isDetectron ? "detectron2-schedule" : schedule.name === "lr_config" ? "mmcv-lr-updater" : "mmengine-schedule",
		],
	};
}

function detectronLength(solver: Scope): number | undefined {
	const schedule = beside(solver, "lr_scheduler_name")?.value.value ?? "WarmupMultiStepLR";
	return schedule === "WarmupMultiStepLR" ? numberBeside(solver, "max_iter")?.value : undefined;
}

const RUNS = ["runner", "train_cfg"];

/** In the unit of the schedule: epochs, unless it says otherwise. */
function openmmlabLength(schedule: Scope, document: DocumentIndex): number | undefined {
	const inEpochs = beside(schedule, "by_epoch")?.value.value;
	if ((inEpochs !== undefined && typeof inEpochs !== "boolean") || (numberBeside(schedule, "begin")?.value ?? 0) !== 0)
		return undefined;
	if (schedule.name === "lr_config" && beside(schedule, "policy")?.value.value !== "step") return undefined;
	const names = inEpochs === false ? ["max_iters", "total_iters"] : ["max_epochs", "total_epochs"];
	const isAtTop = ({ parent }: Scope): boolean => parent === document.root;
	const runs = [document.root, ...RUNS.flatMap((name) => document.bound(name)).filter(isAtTop)];
	const lengths = runs.flatMap((run) => numberBeside(run, ...names)?.value ?? []);
	// `train_cfg.update(dict(max_epochs=48))` changes what a base said.
	const changed = RUNS.some((name) => document.calledAs(`${name}.update`).some(isAtTop));
	return !changed && lengths.every((one) => one === lengths[0]) ? lengths[0] : undefined;
}

/** `OneCycleLR(total_steps=260 * len(loader))`, or `epochs=260, steps_per_epoch=len(loader)`, over 400 epochs. */
function endsBefore({ name, text, assignment, document }: Parameter): Verdict | undefined {
	const { scope } = assignment;
	if (lastPart(scope.callee ?? "") !== "OneCycleLR") return undefined;
	const stepping = steppingOf(scope, document);
	if (stepping?.every !== "batch" || stepping.mayEnd) return undefined;
	const told =
		name === "epochs" ? numberOf(assignment) : constantOf(timesLoader(text, stepping.loader), scope, document);
	const perEpoch = scope.children.find((one) => one.name === "steps_per_epoch");
	const isPerEpoch = perEpoch?.callee === "len" && argument(perEpoch, "", 0)?.value.text === stepping.loader;
	const run = constantOf(stepping.epochs, scope, document);
	if (told === undefined || run === undefined || (name === "epochs" && !isPerEpoch) || told >= run) return undefined;
	return {
		severity: "error",
		message: { id: "cycle-shorter-than-run", params: { name, value: text, told, run } },
		sources: ["torch-one-cycle"],
	};
}

/** The other factor of a product with the number of batches. */
function timesLoader(text: string, loader: string): string {
	const [, first, over, other, after] =
		/^(?:(\w+)\s*\*\s*len\(([\w.]+)\)|len\(([\w.]+)\)\s*\*\s*(\w+))$/.exec(text) ?? [];
	return (over ?? other) === loader ? (first ?? after ?? "") : "";
}
