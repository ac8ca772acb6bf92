/** What people call the things that are recognised: wherever one of them is shown, it is called so. A framework carries its own name. */

import type { Regime, Task } from "../recognise/facts.ts";
import { phrase } from "../words/phrase.ts";

/** As their authors write them. */
const OPTIMIZERS: Readonly<Record<string, string>> = {
	adam: "Adam",
	adamw: "AdamW",
	adamax: "Adamax",
	nadam: "NAdam",
	nadamw: "NAdamW",
	radam: "RAdam",
	amsgrad: "AMSGrad",
	adabelief: "AdaBelief",
	adabound: "AdaBound",
	adan: "Adan",
	adamp: "AdamP",
	ademamix: "AdEMAMix",
	laprop: "LaProp",
	ranger: "Ranger",
	ranger21: "Ranger21",
	"adam-mini": "Adam-mini",
	"galore-adamw": "GaLore AdamW",
	"apollo-adamw": "APOLLO AdamW",
	"stable-adamw": "StableAdamW",
	grokadamw: "GrokAdamW",
	"cautious-adamw": "C-AdamW",
	"one-bit-adam": "1-bit Adam",
	"zero-one-adam": "0/1 Adam",
	sgd: "SGD",
	sgdw: "SGDW",
	asgd: "ASGD",
	sgdp: "SGDP",
	musgd: "MuSGD",
	rmsprop: "RMSprop",
	adagrad: "Adagrad",
	adadelta: "Adadelta",
	adafactor: "Adafactor",
	"galore-adafactor": "GaLore Adafactor",
	lamb: "LAMB",
	"one-bit-lamb": "1-bit LAMB",
	lars: "LARS",
	larc: "LARC",
	lion: "Lion",
	sophia: "Sophia",
	soap: "SOAP",
	shampoo: "Shampoo",
	muon: "Muon",
	novograd: "NovoGrad",
	prodigy: "Prodigy",
	"d-adaptation": "D-Adaptation",
	"d-adapt-adam": "D-Adapt Adam",
	"d-adapt-adagrad": "D-Adapt Adagrad",
	"d-adapt-adan": "D-Adapt Adan",
	"d-adapt-sgd": "D-Adapt SGD",
	"d-adapt-lion": "D-Adapt Lion",
	"d-adapt-lamb": "D-Adapt LAMB",
	dog: "DoG",
	ldog: "L-DoG",
	cocob: "COCOB",
	mechanic: "Mechanic",
	"schedule-free-adamw": "Schedule-Free AdamW",
	"schedule-free-radam": "Schedule-Free RAdam",
	"schedule-free-sgd": "Schedule-Free SGD",
	ftrl: "FTRL",
	lbfgs: "L-BFGS",
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

export const nameTask = (task: Task): string => taskNames()[task];

/** By the words of their names, without those that all schedules have. */
const scheduleNames = (): Readonly<Record<string, string>> => ({
	noam: phrase("Noam"),
	lambda: phrase("a function of the step"),
	cosine: phrase("cosine"),
	cos: phrase("cosine"),
	cosine_annealing: phrase("cosine"),
	warmup_cosine: phrase("warmup, then cosine"),
	cosine_warmup: phrase("warmup, then cosine"),
	cosine_with_restarts: phrase("cosine with restarts"),
	cosine_annealing_warm_restarts: phrase("cosine with restarts"),
	cosine_with_min: phrase("cosine with a floor"),
	linear: phrase("linear"),
	linear_warmup: phrase("warmup, then linear"),
	constant: phrase("constant"),
	none: phrase("constant"),
	constant_with_warmup: phrase("constant with warmup"),
	warmup: phrase("constant with warmup"),
	warmup_decay: phrase("warmup, then linear"),
	warmup_linear: phrase("warmup, then linear"),
	step: phrase("steps"),
	multi: phrase("steps"),
	multi_step: phrase("steps"),
	warmup_multi_step: phrase("steps"),
	exponential: phrase("exponential"),
	polynomial: phrase("polynomial"),
	poly: phrase("polynomial"),
	polynomial_decay: phrase("polynomial"),
	inverse_sqrt: phrase("inverse square root"),
	inverse_square_root: phrase("inverse square root"),
	one_cycle: phrase("one cycle"),
	reducelronplateau: phrase("reduced on a plateau"),
	reduce_on_plateau: phrase("reduced on a plateau"),
	warmup_stable_decay: phrase("warmup, stable, decay"),
	wsd: phrase("warmup, stable, decay"),
});

/** The words of a name, as schedules are spelled; `cosineannealinglr` has lost its capitals. */
const wordsOfSchedule = (written: string): string =>
	written
		.replace(/(?<=[a-z])(?=annealing|warm|restarts|decay|cycle|lr\b|step)/g, " ")
		.split(/[^a-z\d]+/)
		.filter((word) => word !== "" && !/^(?:lr|scheduler|schedule|sched|type)$/.test(word))
		.join("_");

/** Undefined for what is only the name of the thing that holds one, such as `self.lr_scheduler`. */
export function nameSchedule(written: string): string | undefined {
	const plain = wordsOfSchedule(written);
	const isHolder = plain === "" || /^(?:self|args|state)\b|sched/.test(written);
	return scheduleNames()[plain] ?? (isHolder ? undefined : written);
}
