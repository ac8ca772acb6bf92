import type { Assignment, Scope } from "../read/model.ts";
import { lastPart } from "../recognise/index-document.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule, Verdict } from "./rule.ts";

export const page: Page = {
	summary: "A number of accumulated batches that the framework refuses.",
	severities: ["error"],
	explanation: `DeepSpeed multiplies \`gradient_accumulation_steps\` with the micro batch and the devices: a number in quotes is text and stops the run.
Lightning writes it into the configuration of its DeepSpeed strategy by itself, from \`accumulate_grad_batches\`, and refuses one that stands there.`,
};

export const accumulationRefused: Rule = {
	name: "accumulation-refused",
	parameter: "gradient_accumulation",
	sources: ["deepspeed-config", "lightning-deepspeed"],
	check: (parameter) => quoted(parameter) ?? ofLightning(parameter),
};

/** DeepSpeed's own JSON keeps text as text. */
function quoted({ assignment, name, text, setup, editSpan, value, document }: Parameter): Verdict | undefined {
	if (assignment.value.form !== "quoted" || setup.framework?.value.id !== "deepspeed" || document.language !== "json")
		return undefined;
	if (typeof value !== "number") return undefined;
	return {
		severity: "error",
		message: { id: "accumulation-text", params: { name, value: text } },
		sources: ["deepspeed-config"],
		fixes: () => [
			{
				title: { id: "fix-write-as-number", params: { value } },
				preferred: true,
				safe: true,
				edits: [{ span: editSpan, text: String(value) }],
			},
		],
	};
}

/** `DeepSpeedStrategy(config={"gradient_accumulation_steps": …})`, straight or by the name of a dictionary. */
function ofLightning({ assignment: { scope }, name, document }: Parameter): Verdict | undefined {
	const lightning = ["lightning", "pytorch_lightning"].some((module) => document.importsFrom(module));
	if (!lightning || name !== "gradient_accumulation_steps" || !isGivenToStrategy(scope, document.scopes))
		return undefined;
	return {
		severity: "error",
		message: { id: "accumulation-of-lightning", params: { name } },
		sources: ["lightning-deepspeed"],
	};
}

const isStrategy = (one: Scope | undefined): boolean =>
	one?.kind === "call" && /^DeepSpeed(?:Strategy|Plugin)$/.test(lastPart(one.callee ?? ""));

const isGivenToStrategy = (config: Scope, scopes: readonly Scope[]): boolean =>
	(config.name === "config" && isStrategy(config.parent)) ||
	(config.name !== "" &&
		scopes.some((one) => {
			const given: Assignment | undefined = isStrategy(one) ? beside(one, "config") : undefined;
			return given?.value.form === "name" && given.value.text === config.name;
		}));
