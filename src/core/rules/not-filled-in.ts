import type { Parameter } from "../recognise/setup.ts";
import type { Verdict } from "./rule.ts";

/** What fills DeepSpeed's `auto` in: whoever imports one of them may leave it to them. */
const FILLING = ["transformers", "accelerate", "lightning", "pytorch_lightning", "trl", "mmengine"];

/** `auto` in a script that hands its configuration to `deepspeed.initialize` itself (E7.8). */
export function notFilledIn({ value, name, document }: Parameter): Verdict | undefined {
	if (value !== "auto" || document.language !== "python") return undefined;
	const initialised = document.called("initialize").find(({ callee }) => callee === "deepspeed.initialize");
	if (!initialised || FILLING.some((module) => document.importsFrom(module))) return undefined;
	return {
		severity: "information",
		message: { id: "auto-not-filled-in", params: { name } },
		sources: ["transformers-deepspeed"],
		related: { span: initialised.span, message: { id: "related-reader", params: {} } },
	};
}
