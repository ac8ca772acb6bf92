import { DEFAULT_RATE } from "../evidence/defaults.ts";
import type { SourceId } from "../evidence/sources.ts";
import type { Assignment, Scope } from "../read/model.ts";
import { lastPart } from "../recognise/index-document.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { normalised } from "../recognise/words.ts";
import type { Rule } from "./rule.ts";

/** What makes a rate be ignored: the place that does it, in words, and where it is published. */
interface Override {
	readonly by: string;
	readonly source: SourceId;
}

export const learningRateIgnored: Rule = {
	name: "learning-rate-ignored",
	summary: "A learning rate that another setting silently overrides.",
	explanation: `Ultralytics' \`optimizer: auto\` (also its default in a training config that names no optimizer) picks optimizer and rate itself and ignores
\`lr0\`. scikit-learn's \`learning_rate="optimal"\` (the default of SGDClassifier) does not use \`eta0\`, and \`solver="lbfgs"\` no
\`learning_rate_init\`. In MAE's scripts \`lr\` stands before \`blr\`. PyTorch's OneCycleLR sets the optimizer's rate from its own \`max_lr\`.`,
	parameter: "learning_rate",
	severities: ["warning", "information"],
	sources: ["ultralytics-trainer", "sklearn-sgd", "sklearn-mlp", "mae", "torch-one-cycle"],
	check(parameter) {
		if (typeof parameter.value !== "number") return undefined;
		const override =
			ultralytics(parameter) ??
			scikitLearn(parameter) ??
			maskedAutoencoder(parameter) ??
			oneCycle(parameter, parameter.value);
		return (
			override && {
				// PyTorch's own example gives the optimizer another rate than the schedule: it misleads, but it is not wrong.
				severity: override.source === "torch-one-cycle" ? "information" : "warning",
				message: { id: "rate-ignored", params: { name: parameter.name, value: parameter.text, by: override.by } },
				sources: [override.source],
			}
		);
	},
};

/** What Ultralytics and scikit-learn write where nobody chose a rate: a full dump of settings has them. */
const isDefault = (value: unknown): boolean => value === DEFAULT_RATE || value === 0;

const shown = ({ name, value }: Assignment): string => `${name}: ${value.text}`;

function ultralytics({ assignment, setup, document, value }: Parameter): Override | undefined {
	if (isDefault(value)) return undefined;
	const inCall = assignment.scope.kind === "call" && lastPart(assignment.scope.callee ?? "") === "train";
	if (assignment.name !== "lr0" || !(setup.framework?.value.id === "ultralytics" || inCall)) return undefined;
	const optimizer = beside(assignment.scope, "optimizer");
	if (optimizer)
		return optimizer.value.value === "auto" ? { by: shown(optimizer), source: "ultralytics-trainer" } : undefined;
	// A hyperparameter file alone (lr0, lrf, momentum …) may be given to a trainer that names its optimizer.
	const trains = inCall || ["epochs", "imgsz", "data"].every((name) => document.named(name).length > 0);
	return trains ? { by: "optimizer, which is auto by default", source: "ultralytics-trainer" } : undefined;
}

function scikitLearn({ assignment, value }: Parameter): Override | undefined {
	const callee = lastPart(assignment.scope.callee ?? "");
	const schedule = beside(assignment.scope, "learning_rate");
	if (normalised(assignment.name) === "eta0" && callee === "SGDClassifier" && !isDefault(value)) {
		if (!schedule) return { by: 'learning_rate, which is "optimal" by default', source: "sklearn-sgd" };
		if (schedule.value.value === "optimal") return { by: shown(schedule), source: "sklearn-sgd" };
	}
	const solver = beside(assignment.scope, "solver");
	if (/^MLP(?:Classifier|Regressor)$/.test(callee) && solver?.value.value === "lbfgs")
		return { by: shown(solver), source: "sklearn-mlp" };
	return undefined;
}

function maskedAutoencoder({ assignment, setup }: Parameter): Override | undefined {
	if (assignment.name !== "blr" || setup.framework?.value.id !== "mae") return undefined;
	const rate = beside(assignment.scope, "lr");
	return typeof rate?.value.value === "number" ? { by: shown(rate), source: "mae" } : undefined;
}

/** `OneCycleLR(optimizer, max_lr=…)` in the same function as the optimizer that is given another rate. */
function oneCycle({ assignment, document, setup }: Parameter, value: number): Override | undefined {
	const { scope, name } = assignment;
	if (scope.kind !== "call" || name !== "lr" || !setup.optimizer || setup.optimizer.span !== scope.span)
		return undefined;
	const isOfThis = (schedule: Scope): boolean =>
		schedule.parent === scope.parent && schedule.assignments[0]?.value.value === scope.name && scope.name !== "";
	const schedules = document.called("OneCycleLR").filter(isOfThis);
	const [schedule] = schedules;
	const top = schedule?.assignments.find(
		(one) => one.name === "max_lr" || (one.name === "" && one.path.at(-1) === "1"),
	);
	if (schedules.length !== 1 || typeof top?.value.value !== "number" || top.value.value === value) return undefined;
	return { by: `OneCycleLR's max_lr = ${top.value.text}`, source: "torch-one-cycle" };
}
