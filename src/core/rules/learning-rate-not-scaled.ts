import { linearScale, REFERENCE_POINTS, type ReferencePoint, scaledRatio } from "../evidence/formulas.ts";
import { showNumber } from "../present/numbers.ts";
import { isFinalRate, recipeOf } from "../recognise/cell.ts";
import type { DocumentIndex } from "../recognise/index-document.ts";
import { isMainRate } from "../recognise/main-rate.ts";
import { beside, numberBeside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import { setRate } from "../suggest/set-rate.ts";
import type { Page, Rule, Verdict } from "./rule.ts";
import { seen } from "./seen.ts";

export const page: Page = {
	summary: "A learning rate that was not scaled with the batch, by the framework's own recipe.",
	severities: ["warning", "information"],
	explanation: `Detectron2's recipes train with SGD at 0.02 for 16 images, and linear scaling keeps the ratio: a batch of 2 wants 0.0025. Of 139 shipped
configs none is 8 times above it, and reports of loss turning to NaN are.

MMDetection's recipes have the same rate for eight GPUs with two images each: information where \`samples_per_gpu\` and \`gpu_ids\` leave an
eighth of them or less.

OpenMMLab's \`auto_scale_lr\` names the batch that the rate is for and scales it only where \`enable\` is true: information where one
device's batch alone is larger.

A rate below the ratio is common in fine-tuning and stays silent, as do other optimizers and configs whose reference world size
scales the rate by itself.`,
};

export const learningRateNotScaled: Rule = {
	name: "learning-rate-not-scaled",
	parameter: "learning_rate",
	sources: ["detectron2-defaults", "detectron2-1128", "goyal-2017", "deit", "swin", "mmdetection"],
	check(parameter, context) {
		return context.profile === "auto"
			? (detectron(parameter) ?? classifier(parameter) ?? openMmlab(parameter) ?? fewerGpus(parameter))
			: undefined;
	},
};

function detectron(parameter: Parameter): Verdict | undefined {
	const { value, assignment, setup, document } = parameter;
	if (typeof value !== "number" || assignment.name !== "BASE_LR" || !isFinalRate(setup)) return undefined;
	const batch = numberBeside(assignment.scope, "IMS_PER_BATCH", "ims_per_batch");
	if (!batch || batch.value <= 0 || (setup.optimizer && setup.optimizer.value.family !== "sgd")) return undefined;
	if (document.named("reference_world_size").some((one) => typeof one.value.value === "number" && one.value.value > 0))
		return undefined;
	const { ratio: limits } = REFERENCE_POINTS.detectron2;
	const ratio = scaledRatio(REFERENCE_POINTS.detectron2, value, batch.value);
	if (!(ratio > limits.highInfo)) return undefined;
	return {
		...notScaled(parameter, REFERENCE_POINTS.detectron2, batch.value),
		severity: ratio >= limits.highWarn ? "warning" : "information",
		sources: ["detectron2-defaults", "detectron2-1128", "goyal-2017"],
		related: seen(batch.assignment),
	};
}

/** Classification from scratch, where the images of one optimizer step are known. */
function classifier(parameter: Parameter): Verdict | undefined {
	const { value, setup, assignment } = parameter;
	const recipe = recipeOf(setup, assignment.scope);
	const { globalBatch } = setup;
	if (typeof value !== "number" || value <= 0 || !recipe?.ratio || !globalBatch) return undefined;
	if (!isMainRate(parameter) || !isFinalRate(setup)) return undefined;
	const ratio = scaledRatio(recipe, value, globalBatch.value);
	const { lowWarn = 0, lowInfo = 0, highInfo, highWarn } = recipe.ratio;
	if (ratio <= highInfo && ratio >= lowInfo) return undefined;
	return {
		...notScaled(parameter, recipe, globalBatch.value),
		severity: ratio > highWarn || ratio < lowWarn ? "warning" : "information",
		sources: recipe.sources,
		...(globalBatch.span && { related: { span: globalBatch.span, message: { id: "related-decides", params: {} } } }),
	};
}

/** What linear scaling from a recipe says instead. */
function notScaled(parameter: Parameter, recipe: ReferencePoint, batch: number): Pick<Verdict, "message" | "fixes"> {
	const { value, text } = parameter;
	const { rate, batch: reference } = recipe;
	const scaled = linearScale(rate, reference, batch);
	return {
		message: {
			id: "rate-not-scaled",
			params: {
				value: text,
				times: showNumber(scaledRatio(recipe, value as number, batch)),
				rate,
				reference,
				batch,
				scaled: showNumber(scaled),
			},
		},
		fixes: () => [
			setRate(parameter, Number(scaled.toPrecision(3)), true, { id: "fix-scale", params: { rate, batch, reference } }),
		],
	};
}

/** MMDetection of before `auto_scale_lr`: the recipe's own rate, and the GPUs that are left in the script. */
function fewerGpus(parameter: Parameter): Verdict | undefined {
	const { value, setup, document } = parameter;
	const recipe = REFERENCE_POINTS.detectron2;
	if (setup.framework?.value.id !== "mmengine" || setup.optimizer?.value.family !== "sgd") return undefined;
	if (value !== recipe.rate || !isMainRate(parameter) || !isDetection(document)) return undefined;
	const data = document.scopesNamed("data")[0];
	const each = data && numberBeside(data, "samples_per_gpu", "imgs_per_gpu")?.value;
	const gpus = gpusListed(document);
	if (!each || !gpus || scaledRatio(recipe, value, each * gpus) < recipe.ratio.highWarn) return undefined;
	return {
		...notScaled(parameter, recipe, each * gpus),
		severity: "information",
		sources: ["mmdetection", "goyal-2017"],
	};
}

const isDetection = ({ assignments }: DocumentIndex): boolean =>
	assignments.some(({ value }) => typeof value.value === "string" && /rcnn|retinanet|fcos|coco/i.test(value.value));

/** `gpu_ids = range(0, 1)` or a list of them. */
function gpusListed(document: DocumentIndex): number | undefined {
	const [ids, ...others] = document.scopesNamed("gpu_ids");
	if (!ids || others.length > 0) return undefined;
	if (ids.kind === "sequence") return ids.assignments.length;
	const [first, second] = ids.callee === "range" ? ids.assignments.map(({ value }) => value.value) : [];
	if (typeof first !== "number") return undefined;
	return second === undefined ? first : typeof second === "number" ? second - first : undefined;
}

/** `auto_scale_lr = dict(enable=False, base_batch_size=16)` with a batch on one device that is larger already. */
function openMmlab(parameter: Parameter): Verdict | undefined {
	const { text, setup, document } = parameter;
	if (setup.framework?.value.id !== "mmengine" || !isMainRate(parameter)) return undefined;
	const scaling = document.scopesNamed("auto_scale_lr")[0];
	const enable = scaling && beside(scaling, "enable");
	const base = scaling && numberBeside(scaling, "base_batch_size");
	const loader = document.scopesNamed("train_dataloader")[0];
	const batch = loader && numberBeside(loader, "batch_size");
	if (enable?.value.value !== false || !base || !batch || batch.value <= base.value) return undefined;
	const { span } = enable.value;
	return {
		severity: "information",
		message: { id: "rate-for-other-batch", params: { value: text, base: base.value, batch: batch.value } },
		sources: ["mmdetection"],
		related: { span, message: { id: "related-decides", params: {} } },
		fixes: () => [
			{
				title: { id: "fix-auto-scale", params: {} },
				preferred: true,
				safe: false,
				edits: [{ span, text: document.language === "python" ? "True" : "true" }],
			},
		],
	};
}
