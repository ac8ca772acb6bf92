import { isOtherBatch, linearScale, SCALINGS } from "../evidence/formulas.ts";
import { showNumber, writeNumber } from "../present/numbers.ts";
import { rateBandOf } from "../recognise/cell.ts";
import type { Parameter } from "../recognise/setup.ts";
import { setRate } from "../suggest/set-rate.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A learning rate that stayed as it was while the batch changed.",
	severities: ["information"],
	explanation: `A rate is tuned for a batch. When the batch of an optimizer step at least doubles or halves, the rate that it was tuned with is no longer
that: with SGD it grows as the batch does (linear scaling, tried up to batches of about 8,000), with Adam and RMSprop as its square root.
Both are where to begin anew, not laws: the Tuning Playbook says that a new batch asks for new tuning.

Seen in the editor, where the document is compared with what was committed or, without Git, with what it was when it was opened; the
command line sees one text only. What counts is the batch times accumulation and devices, as far as they are written down: half the batch
with twice the accumulation is no change.

Silent for other optimizers, where the framework scales the rate by itself, where a document has several batches of which no product is
known, where the scaled rate would lie outside of everything published, and as soon as the rate is changed too.`,
};

export const learningRateLeftBehind: Rule = {
	name: "learning-rate-left-behind",
	parameter: "learning_rate",
	sources: ["goyal-2017", "malladi-2022", "tuning-playbook"],
	comparesWithEarlier: true,
	check(parameter, { profile, changes }) {
		const { value, text, name, setup, span } = parameter;
		const change = changes?.get(span.start);
		const family = setup.optimizer?.value.family;
		const scaling = family && SCALINGS[family];
		if (!change || !scaling || typeof value !== "number" || profile !== "auto") return undefined;
		const { from, to, batch, along } = change;
		if (!isOtherBatch(from, to)) return undefined;
		const rate = scaling.scale(value, from, to);
		const { lowWarn, highWarn } = rateBandOf(setup, parameter.assignment.scope).learningRate;
		// No scaling goes on for ever: what leads out of all that is published is no advice.
		if (rate < lowWarn || rate > highWarn) return undefined;
		const isLinear = scaling.scale === linearScale;
		const scaled = (one: Parameter): number => Number(scaling.scale(one.value as number, from, to).toPrecision(3));
		const written = (one: Parameter): string => writeNumber(scaled(one), one.document.language);
		const alone = setRate(parameter, scaled(parameter), true, {
			id: isLinear ? "fix-left-linear" : "fix-left-root",
			params: { old: text },
		});
		const isLeft = ({ editSpan }: Parameter): boolean => alone.edits.every(({ span }) => span.start !== editSpan.start);
		const others = along.map((one) => one.name).join(", ");
		const factor = showNumber(scaling.scale(1, from, to));
		return {
			severity: "information",
			message: {
				id: isLinear ? "rate-left-linear" : "rate-left-root",
				params: { from, to, name, value: text, scaled: written(parameter) },
			},
			sources: scaling.sources,
			related: { span: batch.span, message: { id: "related-batch-before", params: { from } } },
			fixes: () => [
				alone,
				...(along.some(isLeft)
					? [
							{
								title: {
									id: isLinear ? ("fix-left-linear-all" as const) : ("fix-left-root-all" as const),
									params: { name, others, factor },
								},
								preferred: false,
								safe: false,
								edits: [parameter, ...along].map((one) => ({ span: one.editSpan, text: written(one) })),
							},
						]
					: []),
			],
		};
	},
};
