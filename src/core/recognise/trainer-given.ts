/** The trainer's arguments that a DeepSpeed configuration is given to: around it, or elsewhere by its name. */

import type { Scope } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { beside } from "./numbers-beside.ts";

export function trainerGiven({ name, parent }: Scope, document: DocumentIndex): Scope | undefined {
	if (name === "deepspeed") return parent;
	return document
		.named("deepspeed")
		.find(
			({ scope, value }) =>
				scope.kind === "call" && value.value === name && beside(scope, "deepspeed")?.value === value,
		)?.scope;
}
