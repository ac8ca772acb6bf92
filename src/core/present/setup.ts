/** A setup in a few words: `AdamW · LoRA · global batch 64`. */

import type { Regime, Setup } from "../recognise/facts.ts";

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

export const REGIME_NAMES: Readonly<Record<Regime, string>> = {
	lora: "LoRA",
	"prompt-tuning": "prompt tuning",
	"linear-probe": "linear probe",
	"full-finetune": "full fine-tuning",
	pretrain: "pretraining",
	"continued-pretrain": "continued pretraining",
	preference: "preference tuning",
	rl: "reinforcement learning",
	critic: "critic",
	reward: "reward model",
	"preference-lora": "preference tuning with LoRA",
	"rl-lora": "reinforcement learning with LoRA",
	"reward-lora": "reward model with LoRA",
};

export const nameOptimizer = (name: string): string => OPTIMIZERS[name] ?? name;

/** The facts that say most, the framework only where nothing else does. Empty where nothing was recognised. */
export function summarise({ framework, optimizer, regime, task, linearModel, globalBatch }: Setup): string {
	const what = regime ? REGIME_NAMES[regime.value] : (linearModel?.value ?? task?.value.replaceAll("-", " "));
	const known = [
		optimizer && nameOptimizer(optimizer.value.name),
		what,
		globalBatch && `global batch ${globalBatch.value}`,
	].filter((one) => one !== undefined);
	const words = known.length < 2 && framework ? [framework.value.label, ...known] : known;
	return words.join(" · ");
}
