/** A setup in a few words: `AdamW · LoRA · global batch 64`. */

import type { Regime, Setup, Task } from "../recognise/facts.ts";
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

/** As people in the field call them, in few words. */
const taskNames = (): Readonly<Record<Task, string>> => ({
	clip: "CLIP",
	detection: phrase("object detection"),
	"diffusion-finetune": phrase("diffusion fine-tuning"),
	"diffusion-lora": phrase("diffusion LoRA"),
	"diffusion-scratch": phrase("diffusion from scratch"),
	"embedding-finetune": phrase("embedding fine-tuning"),
	"encoder-finetune": phrase("encoder fine-tuning"),
	gan: "GAN",
	gnn: phrase("graph network"),
	"linear-probe": phrase("linear probe"),
	"language-model": phrase("language model"),
	"nmt-scratch": phrase("translation from scratch"),
	"rl-control": phrase("reinforcement learning"),
	"rnn-lm": phrase("recurrent language model"),
	segmentation: phrase("segmentation"),
	"sklearn-mlp": phrase("scikit-learn MLP"),
	"sklearn-sgd": phrase("scikit-learn SGD"),
	"speech-finetune": phrase("speech fine-tuning"),
	"speech-scratch": phrase("speech from scratch"),
	"ssl-contrastive": phrase("contrastive pretraining"),
	"ssl-mim": phrase("masked-image pretraining"),
	"static-embedding": phrase("static embedding"),
	"t5-finetune": phrase("T5 fine-tuning"),
	"tabular-nn": phrase("tabular network"),
	"vision-finetune": phrase("vision fine-tuning"),
	"vision-scratch": phrase("vision from scratch"),
	"vlm-projector": phrase("vision-language projector"),
	"whisper-finetune": phrase("Whisper fine-tuning"),
	word2vec: "word2vec",
	yolo: "YOLO",
	fasttext: "fastText",
	gbdt: phrase("gradient boosting"),
	"rl-tabular": phrase("tabular Q-learning"),
	adaboost: "AdaBoost",
	tsne: "t-SNE",
	umap: "UMAP",
});

export const nameRegime = (regime: Regime): string => regimeNames()[regime];

export const nameOptimizer = (name: string): string => OPTIMIZERS[name] ?? name;

/** What is trained and how: the regime, else the task. Undefined where neither was recognised. */
export const nameTraining = ({ regime, task }: Setup): string | undefined =>
	regime ? nameRegime(regime.value) : task && taskNames()[task.value];

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
