/** A setup in a few words: `AdamW · LoRA · global batch 64`. */

import type { Regime, Setup } from "../recognise/facts.ts";
import { phrase } from "../words/phrase.ts";

/** As their authors write them; others as they are found. */
const OPTIMIZERS: Readonly<Record<string, string>> = {
	adam: "Adam",
	adamw: "AdamW",
	adamax: "Adamax",
	nadam: "NAdam",
	radam: "RAdam",
	sgd: "SGD",
	rmsprop: "RMSprop",
	adagrad: "Adagrad",
	adadelta: "Adadelta",
	adafactor: "Adafactor",
	lamb: "LAMB",
	lars: "LARS",
	lion: "Lion",
	muon: "Muon",
	prodigy: "Prodigy",
	ftrl: "FTRL",
};

const regimeNames = (): Readonly<Record<Regime, string>> => ({
	lora: "LoRA",
	"prompt-tuning": phrase("prompt tuning"),
	"linear-probe": phrase("linear probe"),
	"full-finetune": phrase("full fine-tuning"),
	pretrain: phrase("pretraining"),
	"continued-pretrain": phrase("continued pretraining"),
	preference: phrase("preference tuning"),
	rl: phrase("reinforcement learning"),
	critic: phrase("critic"),
	reward: phrase("reward model"),
	"preference-lora": phrase("preference tuning with LoRA"),
	"rl-lora": phrase("reinforcement learning with LoRA"),
	"reward-lora": phrase("reward model with LoRA"),
});

export const nameRegime = (regime: Regime): string => regimeNames()[regime];

export const nameOptimizer = (name: string): string => OPTIMIZERS[name] ?? name;

/** The facts that say most, the framework only where nothing else does. Empty where nothing was recognised. */
export function summarise({ framework, optimizer, regime, task, linearModel, globalBatch }: Setup): string {
	const what = regime ? nameRegime(regime.value) : (linearModel?.value ?? task?.value.replaceAll("-", " "));
	const known = [
		optimizer && nameOptimizer(optimizer.value.name),
		what,
		globalBatch && phrase("global batch {size}", { size: globalBatch.value }),
	].filter((one) => one !== undefined);
	const words = known.length < 2 && framework ? [framework.value.label, ...known] : known;
	return words.join(" · ");
}
