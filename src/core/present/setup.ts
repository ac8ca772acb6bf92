/** A setup in a few words: `AdamW · LoRA · global batch 64`. */

import type { Setup } from "../recognise/facts.ts";
import { phrase } from "../words/phrase.ts";
import { nameOptimizer, nameRegime, nameTask } from "./names.ts";

/** What is trained and how: the regime, else the task. Undefined where neither was recognised. */
export const nameTraining = ({ regime, task }: Setup): string | undefined =>
	regime ? nameRegime(regime.value) : task && nameTask(task.value);

/** The facts that say most, the framework only where nothing else does. Empty where nothing was recognised. */
export function summarise(setup: Setup): string {
	const { framework, optimizer, regime, linearModel, globalBatch } = setup;
	const what = (!regime && linearModel?.value) || nameTraining(setup);
	const known = [
		optimizer && nameOptimizer(optimizer.value.name),
		what,
		globalBatch && phrase("global batch {size}", { size: globalBatch.value }),
	].filter((one) => one !== undefined);
	const words = known.length < 2 && framework ? [framework.value.label, ...known] : known;
	return words.join(" · ");
}
