/** The trainer's arguments that a DeepSpeed configuration is given to: around it, or elsewhere by its name. */

import type { Scope } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";
import { beside } from "./numbers-beside.ts";

export const trainerGiven = (config: Scope, document: DocumentIndex): Scope | undefined =>
	config.name === "deepspeed"
		? config.parent
		: document.scopes.find(
				(one) => one.kind === "call" && config.name !== "" && beside(one, "deepspeed")?.value.value === config.name,
			);
