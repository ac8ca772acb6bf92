import { linearScale, REFERENCE_POINTS, scaledRatio } from "../evidence/formulas.ts";
import { showNumber, writeNumber } from "../present/numbers.ts";
import { isFinalRate } from "../recognise/cell.ts";
import { numberBeside } from "../recognise/numbers-beside.ts";
import type { Rule } from "./rule.ts";

export const learningRateNotScaled: Rule = {
	name: "learning-rate-not-scaled",
	summary: "A Detectron2 learning rate far above what linear scaling gives for its batch.",
	explanation: `Detectron2's recipes train with SGD at 0.02 for 16 images, and linear scaling keeps the ratio: a batch of 2 wants 0.0025. Of 139 shipped
configs none is 8 times above it, and reports of loss turning to NaN are.

A rate below the ratio is common in fine-tuning and stays silent, as do other optimizers and configs whose reference world size
scales the rate by itself.`,
	parameter: "learning_rate",
	severities: ["warning", "information"],
	sources: ["detectron2-defaults", "detectron2-1128", "goyal-2017"],
	check({ value, text, assignment, setup, editSpan, document, name }, { profile }) {
		if (typeof value !== "number" || assignment.name !== "BASE_LR" || profile !== "auto" || !isFinalRate(setup))
			return undefined;
		const batch = numberBeside(assignment.scope, "IMS_PER_BATCH", "ims_per_batch");
		if (!batch || batch.value <= 0 || (setup.optimizer && setup.optimizer.value.family !== "sgd")) return undefined;
		if (
			document.named("reference_world_size").some((one) => typeof one.value.value === "number" && one.value.value > 0)
		)
			return undefined;
		const { rate, batch: reference, ratio: limits } = REFERENCE_POINTS.detectron2;
		const ratio = scaledRatio(REFERENCE_POINTS.detectron2, value, batch.value);
		if (!(ratio > limits.highInfo)) return undefined;
		const scaled = linearScale(rate, reference, batch.value);
		const written = writeNumber(Number(scaled.toPrecision(3)), document.language);
		return {
			severity: ratio >= limits.highWarn ? "warning" : "information",
			message: {
				id: "rate-not-scaled",
				params: {
					value: text,
					times: showNumber(ratio),
					rate,
					reference,
					batch: batch.value,
					scaled: showNumber(scaled),
				},
			},
			sources: this.sources,
			fixes: [
				{
					title: { id: "fix-scale", params: { name, value: written, rate, batch: batch.value, reference } },
					preferred: true,
					safe: false,
					edits: [{ span: editSpan, text: written }],
				},
			],
		};
	},
};
