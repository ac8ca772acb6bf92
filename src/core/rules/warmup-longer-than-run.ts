import { isMostOfRun, isTrial } from "../evidence/formulas.ts";
import { showNumber } from "../present/numbers.ts";
import { type Assignment, literalOf } from "../read/model.ts";
import { type Beside, beside, numberBeside } from "../recognise/numbers-beside.ts";
import { isShareOfRun } from "../recognise/warmups.ts";
import { normalised } from "../recognise/words.ts";
import type { Page, Rule } from "./rule.ts";

const EPOCHS = ["epochs", "num_epochs", "max_epochs", "total_epochs", "n_epochs", "num_train_epochs", "train_epochs"];
/** The length of the run in the unit of the warmup, by the names that frameworks use together. */
const RUN_LENGTHS: Readonly<Record<string, readonly string[]>> = {
	warmup_steps: ["max_steps", "total_steps", "num_training_steps", "max_train_steps"],
	num_warmup_steps: ["num_training_steps", "max_steps", "max_train_steps"],
	lr_warmup_steps: ["max_train_steps", "max_steps", "lr_decay_steps"],
	lr_warmup_iters: ["lr_decay_iters", "train_iters"],
	lr_warmup_samples: ["lr_decay_samples", "train_samples"],
	warmup_iters: ["lr_decay_iters", "max_iters", "max_iter", "train_iters"],
	warmup_epochs: EPOCHS,
	num_warmup_epochs: EPOCHS,
};

export const page: Page = {
	summary: "A warmup that takes the whole run or most of it.",
	severities: ["warning", "information"],
	explanation: `The learning rate climbs during warmup and falls after it: a warmup as long as the run never reaches the rate, or ends at it. Megatron-LM
asserts that the warmup is shorter than the decay. Judged only where both stand as numbers in one place, in steps, iterations,
samples or epochs. Coqui's \`scheduler_after_epoch\` makes epochs of the warmup's steps. Information for a share of half the run or more, and for
runs that only try the code out.`,
};

export const warmupLongerThanRun: Rule = {
	name: "warmup-longer-than-run",
	parameter: "warmup",
	sources: ["megatron-scheduler", "tuning-playbook", "search-r1-28", "coqui-trainer"],
	check({ value, text, assignment, setup }) {
		// Defaults that a script declares are not given together: `--max-steps` may count something else.
		if (typeof value !== "number" || value <= 0 || assignment.declared) return undefined;
		const name = normalised(assignment.name);
		if (isShareOfRun(assignment))
			return isMostOfRun(value)
				? {
						severity: "information",
						message: { id: "warmup-most-of-run", params: { share: showNumber(value / 0.01) } },
						sources: ["search-r1-28", "tuning-playbook"],
					}
				: undefined;
		const run = coquiRun(assignment);
		const inEpochs = run !== undefined || name.endsWith("epochs");
		// Ultralytics' default of three epochs stands in every dump of its settings.
		if ((value <= 1 && !inEpochs) || (inEpochs && setup.framework?.value.id === "ultralytics")) return undefined;
		const lengths = RUN_LENGTHS[name] ?? [];
		// `scheduler: {warmup_steps}` stands below the run that it belongs to.
		const { scope } = assignment;
		const above = /^(?:lr_?)?(?:scheduler|schedule|sched)$/.test(scope.name) ? scope.parent : undefined;
		const length = run ?? numberBeside(scope, ...lengths) ?? (above && numberBeside(above, ...lengths));
		// -1 is "not set" for Transformers' max_steps.
		if (!length || length.value <= 0 || value < length.value) return undefined;
		return {
			severity:
				isTrial(length.value, inEpochs ? "epochs" : "steps") || beside(scope, "benchmark") ? "information" : "warning",
			message: {
				id: inEpochs ? "warmup-longer-epochs" : "warmup-longer",
				params: { value: text, steps: length.value },
			},
			sources: run ? ["coqui-trainer"] : ["megatron-scheduler", "tuning-playbook"],
			related: { span: literalOf(length.assignment).span, message: { id: "related-length", params: {} } },
		};
	},
};

/** Coqui's epochs, where its schedule is stepped once for each of them. */
function coquiRun({ scope, name }: Assignment): Beside | undefined {
	const run = scope.name === "lr_scheduler_params" && name === "warmup_steps" ? scope.parent : undefined;
	return run && beside(run, "scheduler_after_epoch")?.value.value === true ? numberBeside(run, "epochs") : undefined;
}
