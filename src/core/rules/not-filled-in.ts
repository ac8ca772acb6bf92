import { lastPart } from "../recognise/index-document.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Verdict } from "./rule.ts";

/** What fills DeepSpeed's `auto` in: whoever imports one of them may leave it to them. */
const FILLING = ["transformers", "accelerate", "lightning", "pytorch_lightning", "trl", "mmengine"];

/** The arguments of Transformers' trainers and TRL's: what others' `auto` is filled in from. */
const TRAINERS =
	/^(?:Seq2Seq|SentenceTransformer)?TrainingArguments$|^(?:SFT|DPO|KTO|ORPO|CPO|GRPO|RLOO|PPO|Reward)Config$/;

/** `auto` in the arguments themselves, which take numbers. */
function inArguments({ name, assignment: { scope, value }, document }: Parameter): Verdict | undefined {
	const callee = lastPart(scope.callee ?? "");
	const isTheirs = document.importsFrom("transformers") || document.importsFrom("trl");
	if (scope.kind !== "call" || !TRAINERS.test(callee) || !isTheirs || value.form === "name") return undefined;
	return {
		severity: "error",
		message: { id: "auto-in-arguments", params: { name, callee } },
		sources: ["transformers-deepspeed"],
	};
}

/** `auto` in a script that hands its configuration to `deepspeed.initialize` itself (E7.8). */
export function notFilledIn(parameter: Parameter): Verdict | undefined {
	const { value, name, document } = parameter;
	if (value !== "auto" || document.language !== "python") return undefined;
	const refused = inArguments(parameter);
	if (refused) return refused;
	const initialised = document.called("initialize").find(({ callee }) => callee === "deepspeed.initialize");
	if (!initialised || FILLING.some((module) => document.importsFrom(module))) return undefined;
	return {
		severity: "information",
		message: { id: "auto-not-filled-in", params: { name } },
		sources: ["transformers-deepspeed"],
		related: { span: initialised.span, message: { id: "related-reader", params: {} } },
	};
}
