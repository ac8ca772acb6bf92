/**
 * The bands: for each kind of training and optimizer family, the peak learning rates and the batch sizes that are usual,
 * uncommon and unheard of. The limits are the project's judgement, derived from the sources named, not a figure that any
 * of them states as a limit. Comparisons are strict: a value equal to a limit is not beyond it.
 */

import type { SourceId } from "./sources.ts";

/**
 * Below `lowWarn` or above `highWarn`: outside every known use. Between the warn and the info limit: rare. Between the
 * typical and the info limit: uncommon but published.
 */
export interface Limits {
	readonly lowWarn: number;
	readonly lowInfo: number;
	readonly typicalLow: number;
	readonly typicalHigh: number;
	readonly highInfo: number;
	readonly highWarn: number;
}

/** What one unit of the batch is. */
export type BatchUnit =
	| "examples"
	| "images"
	| "pairs"
	| "transitions"
	| "utterances"
	| "tokens"
	| "sequences"
	| "graphs"
	| "rows"
	| "prompts";

/**
 * Limits of the batch of one optimizer step, over all devices and accumulation. A lower limit that is absent does not
 * exist, and one that is there may only be held against a batch known to be that global one. Not calibrated: information
 * at most.
 */
export interface BatchLimits extends Omit<Limits, "lowWarn" | "lowInfo"> {
	readonly unit: BatchUnit;
	readonly lowWarn?: number;
	readonly lowInfo?: number;
}

export interface Band {
	readonly cell: string;
	/** What is trained, in words, lower case but for names: they follow "usual for". */
	readonly regime: string;
	/** Of the peak of the schedule, after any scaling that the framework applies. */
	readonly learningRate: Limits;
	readonly batchSize?: BatchLimits;
	readonly sources: readonly SourceId[];
}

type Six<T> = readonly [T, T, T, T, T, T];
type Row = readonly [regime: string, rate: Six<number>, sources: readonly SourceId[], batch?: BatchLimits];

const limits = ([lowWarn, lowInfo, typicalLow, typicalHigh, highInfo, highWarn]: Six<number>): Limits => ({
	lowWarn,
	lowInfo,
	typicalLow,
	typicalHigh,
	highInfo,
	highWarn,
});

const batch = (
	unit: BatchUnit,
	[typicalLow, typicalHigh, highInfo, highWarn]: readonly [number, number, number, number],
	lowInfo?: number,
	lowWarn?: number,
): BatchLimits => ({
	unit,
	typicalLow,
	typicalHigh,
	highInfo,
	highWarn,
	...(lowInfo !== undefined && { lowInfo }),
	...(lowWarn !== undefined && { lowWarn }),
});

/** Built on first use: an editor that finds nothing never needs it. */
const build = () => {
	const EXAMPLES = batch("examples", [1, 1024, 8192, 131072]);
	const MANY_EXAMPLES = batch("examples", [1, 4096, 16384, 131072]);
	const MANY_IMAGES = batch("images", [32, 4096, 16384, 131072], 8);
	const DETECTION = batch("images", [4, 64, 256, 2048], 2);
	const YOLO = batch("images", [8, 256, 1024, 8192], 4);
	const DIFFUSION = batch("images", [1, 64, 512, 8192]);
	const T5 = batch("sequences", [8, 256, 2048, 16384], 4);
	const PRETRAINING = batch("tokens", [262144, 8e6, 2e7, 1e8], 65536, 8192);
	const FINE_TUNING = batch("sequences", [8, 256, 1024, 8192], 2);
	const PREFERENCES = batch("pairs", [16, 256, 1024, 8192], 4);
	const PROMPTS = batch("prompts", [32, 1024, 4096, 32768], 8);
	const REWARDS = batch("pairs", [32, 512, 2048, 16384], 8);
	return {
		// Optimizer known, kind of training not
		"any/unknown": [
			"optimizer and kind of training unknown",
			[1e-9, 1e-8, 1e-6, 0.1, 1, 30],
			["tuning-playbook", "torch-word-lm"],
			EXAMPLES,
		],
		"any/adam": [
			"Adam-type optimizers, kind of training unknown",
			[1e-8, 1e-7, 1e-6, 0.003, 0.01, 0.05],
			["torch-optimizers", "umlaut", "tuning-playbook"],
			EXAMPLES,
		],
		"any/sgd": [
			"SGD, kind of training unknown",
			[1e-6, 1e-5, 0.001, 0.5, 2, 30],
			["goyal-2017", "torch-optimizers", "torch-word-lm"],
			EXAMPLES,
		],
		"any/rmsprop": [
			"RMSprop, kind of training unknown",
			[1e-7, 1e-6, 5e-5, 0.01, 0.2, 1],
			["torch-optimizers", "nvidia-examples", "alignment-handbook"],
			EXAMPLES,
		],
		"any/adagrad": [
			"Adagrad, kind of training unknown",
			[1e-6, 1e-4, 0.001, 0.1, 0.5, 2],
			["torch-optimizers", "tf-estimator-wide-deep"],
			EXAMPLES,
		],
		"any/adadelta": [
			"Adadelta, kind of training unknown",
			[1e-4, 0.01, 0.1, 1, 2, 10],
			["zeiler-2012", "torch-optimizers", "speechbrain"],
			EXAMPLES,
		],
		"any/adafactor": [
			"Adafactor with a learning rate of its own, kind of training unknown",
			[1e-8, 1e-7, 1e-5, 0.01, 0.03, 0.5],
			["transformers-optimization", "transformers-t5"],
			EXAMPLES,
		],
		"any/lamb": [
			"LAMB, kind of training unknown",
			[1e-6, 1e-5, 5e-4, 0.01, 0.03, 0.2],
			["mmpretrain", "nvidia-examples"],
			batch("examples", [256, 65536, 131072, 2 ** 20], 32),
		],
		"any/lars": [
			"LARS, kind of training unknown",
			[1e-4, 0.005, 0.1, 10, 20, 100],
			["vissl", "mmpretrain"],
			batch("examples", [256, 32768, 131072, 2 ** 20], 32),
		],
		"any/lion": [
			"Lion, kind of training unknown",
			[1e-8, 1e-7, 1e-6, 3e-4, 0.001, 0.01],
			["chen-2023", "lion-pytorch"],
			batch("examples", [64, 4096, 16384, 131072], 16),
		],
		"any/second-order": [
			"second-order optimizers, kind of training unknown",
			[1e-7, 1e-6, 1e-4, 0.005, 0.01, 0.1],
			["sophia", "soap"],
			EXAMPLES,
		],
		"any/muon": [
			"Muon, kind of training unknown",
			[1e-6, 1e-5, 1e-4, 0.05, 0.1, 0.5],
			["muon", "moonlight", "torch-optimizers"],
			MANY_EXAMPLES,
		],
		"any/novograd": [
			"NovoGrad, kind of training unknown",
			[1e-6, 1e-5, 0.001, 0.1, 0.2, 1],
			["nemo-asr"],
			MANY_EXAMPLES,
		],
		"any/lr-free": [
			"learning-rate-free optimizers",
			[0.1, 0.5, 0.5, 1, 2, 10],
			["prodigy", "dadaptation", "kohya-sd-scripts"],
			EXAMPLES,
		],
		"any/schedule-free-adamw": [
			"Schedule-Free AdamW, kind of training unknown",
			[1e-6, 1e-5, 1e-4, 0.01, 0.05, 0.5],
			["schedule-free"],
			EXAMPLES,
		],
		"any/schedule-free-sgd": [
			"Schedule-Free SGD, kind of training unknown",
			[1e-4, 0.001, 0.1, 5, 10, 50],
			["schedule-free"],
			EXAMPLES,
		],
		"any/ftrl": [
			"FTRL on linear and wide models",
			[1e-5, 1e-4, 0.001, 0.2, 1, 10],
			["tf-estimator-linear", "tf-estimator-wide-deep", "keras-optimizers"],
			batch("examples", [16, 256, 8192, 131072], 4),
		],
		"any/lbfgs": ["L-BFGS", [1e-4, 0.001, 0.1, 1, 2, 20], ["torch-optimizers"]],

		// Vision, diffusion, GAN
		"vision-scratch/sgd": [
			"image classification from scratch with SGD",
			[1e-4, 0.001, 0.01, 1, 2, 10],
			["goyal-2017", "mmpretrain"],
			MANY_IMAGES,
		],
		"vision-scratch/adam": [
			"image classification from scratch with AdamW",
			[1e-6, 1e-5, 1e-4, 0.004, 0.01, 0.05],
			["deit", "swin", "mmpretrain"],
			batch("images", [64, 4096, 16384, 131072], 8),
		],
		"vision-finetune/sgd": [
			"fine-tuning of an image model with SGD",
			[1e-5, 1e-4, 0.001, 0.05, 0.2, 2],
			["vit"],
			batch("images", [16, 1024, 8192, 65536], 4),
		],
		"vision-finetune/adam": [
			"fine-tuning of an image model with AdamW",
			[1e-7, 1e-6, 1e-5, 0.002, 0.008, 0.05],
			["mmpretrain", "mae"],
			batch("images", [16, 2048, 8192, 65536], 4),
		],
		"linear-probe/sgd": [
			"linear probe on frozen features",
			[0.001, 0.01, 0.1, 30, 50, 500],
			["mmpretrain"],
			batch("images", [128, 16384, 65536, 524288], 16),
		],
		"ssl-contrastive/lars": [
			"contrastive pre-training with LARS",
			[0.01, 0.05, 0.3, 10, 20, 100],
			["vissl", "chen-simclr-2020", "mmpretrain"],
			batch("images", [256, 8192, 65536, 524288], 64, 8),
		],
		"ssl-mim/adam": [
			"self-supervised pre-training of vision transformers",
			[1e-6, 1e-5, 1e-4, 0.004, 0.01, 0.05],
			["mae", "dinov2"],
			batch("images", [256, 8192, 32768, 262144], 16),
		],
		"clip/adam": [
			"image-text contrastive training",
			[1e-7, 1e-6, 1e-5, 0.001, 0.005, 0.05],
			["open-clip", "chen-simclr-2020"],
			batch("pairs", [256, 65536, 262144, 2 ** 20], 64, 8),
		],
		"detection/sgd": [
			"object detection with SGD",
			[1e-5, 1e-4, 0.001, 0.04, 0.16, 0.5],
			["detectron2-defaults", "torchvision-1233", "mmdetection"],
			DETECTION,
		],
		"detection/adam": [
			"detection transformers",
			[1e-7, 1e-6, 2e-5, 5e-4, 0.002, 0.01],
			["detr"],
			batch("images", [8, 64, 256, 2048], 2),
		],
		"yolo/sgd": ["YOLO training with SGD", [1e-5, 1e-4, 0.001, 0.02, 0.1, 1], ["ultralytics-cfg"], YOLO],
		"yolo/adam": [
			"YOLO training with Adam",
			[1e-6, 1e-5, 1e-4, 0.002, 0.01, 0.05],
			["ultralytics-cfg", "ultralytics-trainer"],
			YOLO,
		],
		"segmentation/sgd": ["semantic segmentation with SGD", [1e-5, 1e-4, 0.001, 0.05, 0.1, 1], ["paddleseg"], DETECTION],
		"diffusion-scratch/adam": [
			"diffusion model from scratch",
			[1e-7, 1e-6, 1e-5, 3e-4, 0.001, 0.01],
			["latent-diffusion"],
			MANY_IMAGES,
		],
		"diffusion-finetune/adam": [
			"full fine-tuning of a diffusion model",
			[1e-8, 1e-7, 1e-6, 1e-4, 3e-4, 0.001],
			["diffusers", "kohya-sd-scripts"],
			DIFFUSION,
		],
		"diffusion-lora/adam": [
			"LoRA fine-tuning of a diffusion model",
			[1e-7, 1e-5, 5e-5, 5e-4, 0.002, 0.01],
			["diffusers", "diffusers-6288", "kohya-sd-scripts"],
			DIFFUSION,
		],
		"gan/adam": [
			"generative adversarial network",
			[1e-7, 1e-6, 1e-5, 0.0025, 0.005, 0.03],
			["torch-examples", "stylegan2-ada"],
			batch("images", [1, 256, 4096, 65536]),
		],

		// Reinforcement learning, speech, translation, graphs, tables
		"rl-control/adam": [
			"deep reinforcement learning",
			[1e-7, 5e-6, 2e-5, 0.001, 0.005, 0.05],
			["stable-baselines3", "rl-zoo"],
			batch("transitions", [32, 4096, 32768, 262144], 8, 2),
		],
		"rl-tabular/-": ["tabular Q-learning", [1e-5, 1e-4, 0.01, 0.9, 1, 2], ["gymnasium-q-learning"]],
		"speech-scratch/adam": [
			"speech model from scratch",
			[1e-6, 1e-5, 1e-4, 0.004, 0.01, 0.15],
			["nemo-asr", "wenet", "speechbrain"],
		],
		"speech-finetune/adam": [
			"fine-tuning of a speech model",
			[1e-7, 1e-6, 5e-6, 5e-4, 0.001, 0.005],
			["speechbrain", "fairseq"],
			batch("utterances", [8, 128, 1024, 8192], 2),
		],
		"whisper-finetune/adam": [
			"fine-tuning of Whisper",
			[1e-8, 1e-7, 1e-6, 5e-5, 3e-4, 0.001],
			["hf-whisper"],
			batch("utterances", [8, 128, 1024, 8192], 2),
		],
		"nmt-scratch/adam": [
			"translation transformer from scratch",
			[1e-6, 1e-5, 1e-4, 0.002, 0.005, 0.05],
			["fairseq", "fairseq-batch"],
			batch("tokens", [3500, 500000, 2e6, 1e7], 1000, 256),
		],
		"rnn-lm/sgd": [
			"recurrent language model with clipped SGD",
			[0.001, 0.01, 0.1, 30, 40, 200],
			["torch-word-lm", "awd-lstm"],
			batch("sequences", [16, 256, 2048, 16384], 4),
		],
		"gnn/adam": [
			"graph neural network",
			[1e-6, 1e-5, 1e-4, 0.01, 0.05, 0.5],
			["benchmarking-gnns", "torch-examples"],
			batch("graphs", [16, 1024, 8192, 131072], 4),
		],
		"tabular-nn/adam": [
			"neural network on tabular data",
			[1e-6, 1e-5, 1e-4, 0.01, 0.05, 0.5],
			["sklearn-mlp", "keras-optimizers"],
			batch("rows", [32, 4096, 16384, 131072], 8),
		],

		// Language models
		"encoder-finetune/adam": [
			"fine-tuning of a BERT-class encoder",
			[1e-7, 1e-6, 1e-5, 1e-4, 3e-4, 0.002],
			["devlin-2019", "bert", "mosbach-2021"],
			batch("sequences", [8, 128, 1024, 8192], 4),
		],
		"t5-finetune/adam": [
			"fine-tuning of a T5-class model",
			[1e-7, 1e-6, 2e-5, 5e-4, 0.001, 0.01],
			["transformers-t5"],
			T5,
		],
		"t5-finetune/adafactor": [
			"fine-tuning of a T5-class model with Adafactor",
			[1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1],
			["transformers-t5", "transformers-optimization"],
			T5,
		],
		"embedding-finetune/adam": [
			"fine-tuning of a sentence-embedding model",
			[1e-7, 1e-6, 5e-6, 1e-4, 5e-4, 0.01],
			["sentence-transformers"],
			batch("pairs", [32, 4096, 65536, 2 ** 20], 16, 2),
		],
		"static-embedding/adam": [
			"static embeddings",
			[1e-5, 0.001, 0.01, 0.5, 1, 10],
			["hf-static-embeddings"],
			batch("pairs", [256, 8192, 65536, 2 ** 20], 16, 2),
		],
		"llm-pretrain/adam": [
			"pre-training of a language model",
			[1e-6, 1e-5, 6e-5, 0.001, 0.004, 0.02],
			["brown-2020", "step-law-2025", "olmo"],
			PRETRAINING,
		],
		"llm-pretrain/muon": [
			"pre-training of a language model with Muon",
			[1e-5, 1e-4, 5e-4, 0.05, 0.1, 0.5],
			["muon", "moonlight"],
			PRETRAINING,
		],
		"llm-cpt/adam": [
			"continued pre-training of a language model",
			[1e-7, 1e-6, 5e-6, 3e-4, 0.001, 0.005],
			["olmo", "llm-foundry"],
			PRETRAINING,
		],
		"llm-sft-full/adam": [
			"full fine-tuning of a language model",
			[1e-8, 5e-7, 2e-6, 5e-5, 1e-4, 0.001],
			["trl-defaults", "alignment-handbook", "torchtune"],
			FINE_TUNING,
		],
		"llm-sft-full-ge3b/adam": [
			"full fine-tuning of a language model of 3B parameters or more",
			[1e-8, 5e-7, 1e-6, 3e-5, 5e-5, 5e-4],
			["llama-factory-4944", "alignment-handbook", "torchtune"],
			FINE_TUNING,
		],
		"llm-sft-full-lt1b/adam": [
			"full fine-tuning of a language model under 1B parameters",
			[1e-7, 1e-6, 5e-6, 5e-4, 0.001, 0.005],
			["alignment-handbook"],
			FINE_TUNING,
		],
		"llm-sft-lora/adam": [
			"LoRA fine-tuning of a language model",
			[1e-7, 1e-5, 5e-5, 5e-4, 0.002, 0.01],
			["schulman-2025", "trl-peft", "qlora"],
			batch("sequences", [4, 64, 256, 2048], 2),
		],
		"llm-peft-prompt/adam": [
			"prompt tuning and other tiny adapters of a language model",
			[1e-5, 1e-4, 0.001, 0.05, 0.3, 1],
			["trl-peft", "peft"],
			batch("sequences", [4, 256, 1024, 8192], 2),
		],
		"llm-pref-full/adam": [
			"preference optimization of a language model",
			[1e-9, 1e-8, 2e-7, 5e-6, 1e-5, 1e-4],
			["trl-defaults", "alignment-handbook", "open-instruct"],
			PREFERENCES,
		],
		"llm-pref-lora/adam": [
			"preference optimization of a language model with LoRA",
			[1e-8, 2e-7, 1e-6, 5e-5, 2e-4, 0.001],
			["trl-peft", "alignment-handbook", "llama-factory"],
			PREFERENCES,
		],
		"llm-rl-full/adam": [
			"reinforcement learning of a language model",
			// TRL's PPO of 2023 trained at 1.41e-5 where nothing else was said.
			[1e-9, 5e-8, 3e-7, 5e-6, 2e-5, 1e-4],
			["trl-defaults", "verl", "openrlhf"],
			PROMPTS,
		],
		"llm-rl-lora/adam": [
			"reinforcement learning of a language model with LoRA",
			[1e-8, 1e-7, 1e-6, 5e-5, 1e-4, 0.001],
			["trl-peft"],
			PROMPTS,
		],
		"llm-rl-critic/adam": [
			"critic of a language model's reinforcement learning",
			[1e-8, 1e-7, 1e-6, 3e-5, 1e-4, 0.001],
			["verl", "openrlhf"],
			PROMPTS,
		],
		"llm-rm-full/adam": [
			"reward model",
			[1e-8, 1e-7, 1e-6, 3e-5, 2e-4, 0.001],
			["trl-defaults", "open-instruct", "openrlhf"],
			REWARDS,
		],
		"llm-rm-lora/adam": [
			"reward model with LoRA",
			[1e-7, 1e-6, 1e-5, 3e-4, 0.001, 0.01],
			["llama-factory", "trl-defaults"],
			REWARDS,
		],
		"vlm-projector/adam": [
			"projector of a vision-language model",
			[1e-6, 1e-5, 2e-4, 0.002, 0.005, 0.05],
			["llava"],
			batch("sequences", [64, 1024, 4096, 32768], 8),
		],

		// Boosting and classical learning
		"gbdt/-": ["gradient boosting", [1e-5, 0.001, 0.01, 0.3, 0.5, 1], ["xgboost", "lightgbm", "sklearn-boosting"]],
		"adaboost/-": ["AdaBoost", [1e-4, 0.001, 0.01, 1, 2, 10], ["sklearn-adaboost"]],
		"sklearn-sgd/eta0": ["linear model of scikit-learn with SGD", [1e-7, 1e-6, 1e-4, 1, 10, 1000], ["sklearn-sgd"]],
		"sklearn-mlp/adam": [
			"multilayer perceptron of scikit-learn",
			[1e-7, 1e-6, 1e-4, 0.01, 0.1, 1],
			["sklearn-mlp"],
			batch("rows", [16, 512, 4096, 65536], 4),
		],
		"tsne/-": ["t-SNE", [1, 10, 50, 1000, 20000, 1e6], ["sklearn-tsne"]],
		"umap/-": ["UMAP", [0.001, 0.01, 0.1, 1, 10, 100], ["umap"]],
		"word2vec/alpha": ["word2vec", [1e-5, 1e-4, 0.01, 0.05, 0.1, 1], ["gensim"]],
		"fasttext/-": ["fastText", [1e-4, 0.001, 0.05, 1, 1.5, 10], ["fasttext"]],
	} as const satisfies Record<string, Row>;
};

/** The name of a band: kind of training, then optimizer family. */
export type Cell = keyof ReturnType<typeof build>;

let built: Readonly<Record<Cell, Row>> | undefined;
const rows = (): Readonly<Record<Cell, Row>> => {
	built ??= build();
	return built;
};

export const isCell = (name: string): name is Cell => Object.hasOwn(rows(), name);

export function bandOf(cell: Cell): Band {
	const [regime, rate, sources, batchSize] = rows()[cell];
	return { cell, regime, learningRate: limits(rate), sources, ...(batchSize && { batchSize }) };
}

/** Every band, in the order of the table. */
export const allBands = (): Band[] => (Object.keys(rows()) as Cell[]).map(bandOf);
