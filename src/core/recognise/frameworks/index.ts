/** The only registry of frameworks: the most specific first, generic bases last. */

import type { DocumentIndex } from "../index-document.ts";
import { accelerate } from "./accelerate.ts";
import { aiToolkit } from "./ai-toolkit.ts";
import { alignmentHandbook } from "./alignment-handbook.ts";
import { axolotl } from "./axolotl.ts";
import { catboost } from "./catboost.ts";
import { deepspeed } from "./deepspeed.ts";
import { deit } from "./deit.ts";
import { detectron2 } from "./detectron2.ts";
import { dgl } from "./dgl.ts";
import { diffusers } from "./diffusers.ts";
import { dinov2 } from "./dinov2.ts";
import { espnet } from "./espnet.ts";
import { fairseq } from "./fairseq.ts";
import type { Framework, Mark } from "./framework.ts";
import { generativeModels } from "./generative-models.ts";
import { gptNeox } from "./gpt-neox.ts";
import { graphgym } from "./graphgym.ts";
import { hydra } from "./hydra.ts";
import { katib } from "./katib.ts";
import { keras } from "./keras.ts";
import { kohya } from "./kohya.ts";
import { latentDiffusion } from "./latent-diffusion.ts";
import { lavis } from "./lavis.ts";
import { levanter } from "./levanter.ts";
import { lightgbm } from "./lightgbm.ts";
import { lightning } from "./lightning.ts";
import { litgpt } from "./litgpt.ts";
import { llamaFactory } from "./llama-factory.ts";
import { llmFoundry } from "./llm-foundry.ts";
import { ludwig } from "./ludwig.ts";
import { mae } from "./mae.ts";
import { mask2former } from "./mask2former.ts";
import { maxtext } from "./maxtext.ts";
import { megatronLm } from "./megatron-lm.ts";
import { mmengine } from "./mmengine.ts";
import { mmf } from "./mmf.ts";
import { msSwift } from "./ms-swift.ts";
import { nanogpt } from "./nanogpt.ts";
import { nemo } from "./nemo.ts";
import { nemoRl } from "./nemo-rl.ts";
import { olmo } from "./olmo.ts";
import { openInstruct } from "./open-instruct.ts";
import { opennmt } from "./opennmt.ts";
import { openrlhf } from "./openrlhf.ts";
import { optuna } from "./optuna.ts";
import { paddleclas } from "./paddleclas.ts";
import { paddledetection } from "./paddledetection.ts";
import { paddleseg } from "./paddleseg.ts";
import { peft } from "./peft.ts";
import { pyg } from "./pyg.ts";
import { pytorch } from "./pytorch.ts";
import { rayTune } from "./ray-tune.ts";
import { rlZoo } from "./rl-zoo.ts";
import { rllib } from "./rllib.ts";
import { scikitLearn } from "./scikit-learn.ts";
import { sentenceTransformers } from "./sentence-transformers.ts";
import { slowfast } from "./slowfast.ts";
import { speechbrain } from "./speechbrain.ts";
import { stableBaselines3 } from "./stable-baselines3.ts";
import { swin } from "./swin.ts";
import { timm } from "./timm.ts";
import { torchtitan } from "./torchtitan.ts";
import { torchtune } from "./torchtune.ts";
import { transformers } from "./transformers.ts";
import { trl } from "./trl.ts";
import { ultralytics } from "./ultralytics.ts";
import { verl, verlExperimental } from "./verl.ts";
import { vissl } from "./vissl.ts";
import { wandbSweep } from "./wandb-sweep.ts";
import { wenet } from "./wenet.ts";
import { xgboost } from "./xgboost.ts";
import { xtuner } from "./xtuner.ts";
import { yacs } from "./yacs.ts";

export const FRAMEWORKS: readonly Framework[] = [
	katib,
	wandbSweep,
	nemo,
	nemoRl,
	verl,
	verlExperimental,
	openrlhf,
	msSwift,
	llamaFactory,
	axolotl,
	openInstruct,
	alignmentHandbook,
	trl,
	xtuner,
	mask2former,
	slowfast,
	swin,
	detectron2,
	yacs,
	vissl,
	ultralytics,
	dinov2,
	deit,
	mae,
	latentDiffusion,
	generativeModels,
	kohya,
	aiToolkit,
	gptNeox,
	megatronLm,
	llmFoundry,
	olmo,
	torchtitan,
	torchtune,
	litgpt,
	maxtext,
	levanter,
	nanogpt,
	fairseq,
	opennmt,
	wenet,
	espnet,
	speechbrain,
	paddleclas,
	paddledetection,
	paddleseg,
	mmengine,
	lavis,
	mmf,
	timm,
	rlZoo,
	stableBaselines3,
	rllib,
	graphgym,
	dgl,
	pyg,
	ludwig,
	sentenceTransformers,
	transformers,
	lightning,
	deepspeed,
	diffusers,
	accelerate,
	peft,
	hydra,
	xgboost,
	lightgbm,
	catboost,
	rayTune,
	optuna,
	scikitLearn,
	keras,
	pytorch,
];

/** The framework that a document belongs to, if that is certain. */
export function recogniseFramework(document: DocumentIndex): { framework: Framework; mark: Mark } | undefined {
	for (const framework of FRAMEWORKS) {
		const mark = framework.recognise(document);
		if (mark) return { framework, mark };
	}
	return undefined;
}
