import * as assert from "assert";
import type { Language, ReadDocument } from "../../src/core/read/model.ts";
import { FRAMEWORKS, recogniseFramework } from "../../src/core/recognise/frameworks/index.ts";
import { indexDocument } from "../../src/core/recognise/index-document.ts";
import { readJson, readPython, readShell, readToml, readYaml } from "./readers.ts";

const READERS: Readonly<Record<Language, (text: string) => ReadDocument>> = {
	yaml: readYaml,
	json: readJson,
	python: readPython,
	toml: readToml,
	shell: readShell,
};

function recognised(text: string, language: Language): string | undefined {
	const document = READERS[language](text);
	const root = document.documents[0];
	const found = root && recogniseFramework(indexDocument(document, root));
	if (found) {
		const { start, end } = found.mark.span;
		assert.ok(start >= 0 && end <= text.length && found.mark.because !== "", "the mark stands in the text");
	}
	return found?.framework.id;
}

/** Framework → configs that are its own; each on one line, so that YAML is written in flow style. */
const CONFIGS: Readonly<Record<string, readonly string[]>> = {
	katib: ["spec: {parameters: [{name: lr, parameterType: double, feasibleSpace: {min: '0.01', max: '0.1'}}]}"],
	"wandb-sweep": ["{method: bayes, metric: {name: loss, goal: minimize}, parameters: {lr: {min: 0.001, max: 0.1}}}"],
	nemo: [
		"{exp_manager: {name: asr}, trainer: {max_epochs: 5}, model: {optim: {lr: 1e-3}}}",
		"model: {_target_: nemo.collections.llm.GPTModel, micro_batch_size: 2}",
	],
	"nemo-rl": [
		"{policy: {train_global_batch_size: 512, train_micro_batch_size: 4, optimizer: {kwargs: {lr: 5e-06}}}, cluster: {num_nodes: 1}}",
	],
	verl: ["{actor_rollout_ref: {actor: {optim: {lr: 1e-6}, ppo_mini_batch_size: 64}}}"],
	openrlhf: ["{micro_train_batch_size: 2, micro_rollout_batch_size: 4, train_batch_size: 128}"],
	"ms-swift": [
		"{model: org/some-model, dataset: [mine.jsonl], train_type: lora, per_device_train_batch_size: 1}",
		"{model: m, dataset: d, rlhf_type: dpo, learning_rate: 1e-6}",
	],
	"llama-factory": [
		"{stage: sft, finetuning_type: lora, template: qwen, per_device_train_batch_size: 1}",
		"{model_class: llm, cutoff_len: 2048, micro_batch_size: 1, learning_rate: 1e-4}",
	],
	axolotl: [
		"{base_model: org/model, sequence_len: 4096, micro_batch_size: 2, learning_rate: 2e-4}",
		"{base_model: org/model, datasets: [{path: a}], micro_batch_size: 2}",
	],
	"open-instruct": ["{with_tracking: true, use_slow_tokenizer: true, per_device_train_batch_size: 1}"],
	"alignment-handbook": [
		"{model_name_or_path: m, dataset_mixture: {datasets: [{id: d}]}, per_device_train_batch_size: 4}",
		"{model_name_or_path: m, dataset_mixer: {d: 1.0}, per_device_train_batch_size: 4}",
	],
	trl: [
		"{model_name_or_path: m, reward_funcs: [accuracy], per_device_train_batch_size: 4}",
		"{num_generations: 8, per_device_train_batch_size: 8, learning_rate: 1e-6}",
	],
	mask2former: ["{MODEL: {MASK_FORMER: {HIDDEN_DIM: 256}}, SOLVER: {BASE_LR: 0.0001, IMS_PER_BATCH: 16}}"],
	slowfast: ["{TRAIN: {DATASET: kinetics}, DATA: {NUM_FRAMES: 32}, SOLVER: {BASE_LR: 0.1}}"],
	swin: [
		"{MODEL: {TYPE: swin, SWIN: {DEPTHS: [2, 2]}}, TRAIN: {EPOCHS: 5}}",
		"{MODEL: {TYPE: other}, TRAIN: {BASE_LR: 5e-4}}",
	],
	detectron2: [
		"{VERSION: 2, SOLVER: {BASE_LR: 0.02, IMS_PER_BATCH: 16}}",
		"{_BASE_: base.yaml, MODEL: {MASK_ON: true}, SOLVER: {BASE_LR: 0.01}}",
		"{MODEL: {WEIGHTS: 'detectron2://ImageNet/R-50.pkl'}, SOLVER: {IMS_PER_BATCH: 8}}",
	],
	yacs: ["{MODEL: {WEIGHT: r50.pth}, SOLVER: {BASE_LR: 0.01, IMS_PER_BATCH: 8}}"],
	vissl: ["config: {OPTIMIZER: {param_schedulers: {lr: {auto_lr_scaling: {auto_scale: true, base_value: 0.1}}}}}"],
	lavis: [
		"{model: {arch: blip2}, run: {task: captioning, lr_sched: linear_warmup_cosine_lr, init_lr: 1e-5, batch_size_train: 16}}",
	],
	mmf: [
		"{optimizer: {type: adam_w, params: {lr: 5e-5}}, training: {batch_size: 32, max_updates: 22000}}",
		"{dataset_config: {vqa2: {}}, training: {batch_size: 32}}",
	],
	paddleclas: ["{Global: {epochs: 120}, Arch: {name: ResNet50}, Optimizer: {lr: {learning_rate: 0.1}}}"],
	ultralytics: ["{lr0: 0.01, lrf: 0.01, momentum: 0.9}"],
	dinov2: ["{optim: {base_lr: 0.004, scaling_rule: sqrt_wrt_1024}}"],
	mae: ["{blr: 1.5e-4, warmup_epochs: 40, batch_size: 64}"],
	"latent-diffusion": ["model: {base_learning_rate: 2.0e-06, target: ldm.models.diffusion.ddpm.LatentDiffusion}"],
	"generative-models": ["model: {base_learning_rate: 1.0e-4, target: sgm.models.diffusion.DiffusionEngine}"],
	kohya: ["{network_dim: 32, network_alpha: 16, unet_lr: 0.0001, train_batch_size: 2}"],
	"ai-toolkit": ["{job: extension, config: {process: [{type: sd_trainer, train: {lr: 1e-4, batch_size: 1}}]}}"],
	"gpt-neox": ["{pipe_parallel_size: 1, train_micro_batch_size_per_gpu: 4, optimizer: {params: {lr: 6.0e-4}}}"],
	"megatron-lm": ["MODEL_ARGS:\n  --num-attention-heads: 16\n  --micro-batch-size: 4\n  --lr: 0.0001"],
	"llm-foundry": [
		"{train_loader: {name: text}, device_train_microbatch_size: auto, max_duration: 10ba}",
		"{model: {name: mpt_causal_lm}, device_eval_batch_size: 4}",
	],
	olmo: ["{model: {max_sequence_length: 2048}, global_train_batch_size: 2048, optimizer: {learning_rate: 3.0e-4}}"],
	torchtitan: ["{training: {local_batch_size: 8}, parallelism: {data_parallel_shard_degree: -1}}"],
	torchtune: [
		"{batch_size: 2, optimizer: {_component_: torch.optim.AdamW, lr: 2e-5}, loss: {_component_: torchtune.modules.loss.X}}",
	],
	litgpt: [
		"{data: {class_path: litgpt.data.Alpaca}, train: {micro_batch_size: 1}}",
		"{out_dir: o, precision: bf16-true, train: {global_batch_size: 8, micro_batch_size: 1}}",
	],
	maxtext: ["{base_config: base.yml, per_device_batch_size: 12.0}", "{base_emb_dim: 64, base_num_decoder_layers: 2}"],
	levanter: ["{trainer: {num_train_steps: 100, train_batch_size: 64}, optimizer: {learning_rate: 1e-3}}"],
	fairseq: ["{task: {_name: t}, criterion: {_name: c}, optimization: {lr: [0.0005]}, distributed_training: {}}"],
	opennmt: ["{src_vocab: v, train_steps: 1000, batch_type: tokens, batch_size: 4096}"],
	wenet: ["{encoder_conf: {}, dataset_conf: {batch_conf: {batch_size: 16}}, optim_conf: {lr: 0.002}}"],
	espnet: ["{optim: adam, optim_conf: {lr: 0.002}, batch_type: numel, batch_bins: 1000000}"],
	speechbrain: ["lr: 0.001\nlr_annealing: !new:my.Scheduler\n  initial_value: !ref <lr>"],
	paddledetection: ["{TrainReader: {batch_size: 2}}", "{LearningRate: {base_lr: 0.01}}"],
	paddleseg: [
		"{iters: 1000, batch_size: 4, train_dataset: {type: D}}",
		"{_base_: ../b.yml, lr_scheduler: {type: PolynomialDecay, learning_rate: 0.01}}",
	],
	mmengine: ["optim_wrapper: {optimizer: {type: SGD, lr: 0.01}}"],
	timm: ["{opt: adamw, sched: cosine, warmup_epochs: 5, lr: 1e-3}"],
	"rl-zoo": ["CartPole-v1: {n_timesteps: 1e5, policy: MlpPolicy, learning_rate: lin_3e-4}"],
	rllib: ["ppo: {run: PPO, env: CartPole-v1, config: {rollout_fragment_length: 200, lr: 0.0003}}"],
	graphgym: ["{gnn: {layers_mp: 2}, optim: {base_lr: 0.01}, train: {batch_size: 32}}"],
	dgl: ["{pipeline_name: nodepred, general_pipeline: {optimizer: {lr: 0.01}}}"],
	ludwig: ["{input_features: [{name: a}], output_features: [{name: b}], trainer: {learning_rate: auto}}"],
	transformers: ["{per_device_train_batch_size: 8, learning_rate: 5e-5, output_dir: out}"],
	lightning: [
		"{seed_everything: 1, trainer: {max_epochs: 3}, model: {lr: 0.1}}",
		"{trainer: {}, data: {class_path: my.Data}}",
	],
	deepspeed: [
		'{"train_micro_batch_size_per_gpu": "auto", "optimizer": {"params": {"lr": "auto"}}}',
		'{"train_batch_size": 64, "steps_per_print": 10}',
		'{"zero_optimization": {"stage": 2}, "train_batch_size": 8}',
	],
	hydra: [
		"{defaults: [{model: small}, _self_], lr: 1e-4}",
		"{hydra: {run: {dir: out}}, batch_size: 8}",
		"optimizer: {_target_: torch.optim.Adam, lr: 1e-4}",
	],
	xgboost: ["{objective: 'reg:squarederror', max_depth: 6, eta: 0.1}"],
	lightgbm: ["{num_leaves: 31, learning_rate: 0.1}"],
	catboost: ["{l2_leaf_reg: 3, depth: 6, learning_rate: 0.1}"],
	keras: ['{"class_name": "Adam", "config": {"learning_rate": 0.001}}'],
};

const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
	deit: ["import torch\nlinear_scaled_lr = args.lr * args.batch_size * utils.get_world_size() / 512.0"],
	nemo: ["import nemo.collections.asr as nemo_asr\nimport lightning\nlr = 1"],
	trl: [
		"import torch\nfrom peft import LoraConfig\nfrom trl import SFTConfig, SFTTrainer\nSFTConfig(learning_rate=2e-4)",
	],
	xtuner: ["from mmengine.config import read_base\nfrom xtuner.engine import X\nlr = 2e-4"],
	detectron2: ["import torch\nfrom detectron2.config import get_cfg\ncfg.SOLVER.BASE_LR = 0.01"],
	mae: [
		"import torch\nparser.add_argument('--blr', type=float, default=1e-3)\nparser.add_argument('--accum_iter', default=1)",
	],
	"stable-baselines3": ["from stable_baselines3 import PPO\nmodel = PPO('MlpPolicy', env, learning_rate=3e-4)"],
	nanogpt: ["learning_rate = 6e-4\nmax_iters = 600000\nlr_decay_iters = 600000\neval_iters = 200"],
	mmengine: ["_base_ = ['../base.py']\nlr = 0.1", "optim_wrapper = dict(optimizer=dict(type='SGD', lr=0.01))"],
	transformers: [
		"import torch\nfrom transformers import Trainer, TrainingArguments\nTrainingArguments(learning_rate=1e-5)",
	],
	"sentence-transformers": [
		"import torch\nfrom sentence_transformers import SentenceTransformer, SentenceTransformerTrainingArguments\nlr = 2e-5",
	],
	accelerate: ["import torch\nfrom accelerate import Accelerator\nlr = 1e-4"],
	peft: ["import torch\nfrom peft import LoraConfig\nlr = 1e-4"],
	diffusers: ["import torch\nfrom accelerate import Accelerator\nfrom diffusers import UNet2DModel\nlr = 1e-4"],
	lightning: ["import torch\nimport pytorch_lightning as pl\nlr = 1e-3"],
	pyg: ["import torch\nfrom torch_geometric.nn import GCNConv\nlr = 0.01"],
	"ray-tune": ["import torch\nfrom ray import tune\nspace = {'lr': tune.loguniform(1e-4, 1e-1)}"],
	optuna: ["import optuna\nimport torch\nlr = trial.suggest_float('lr', 1e-5, 1e-1, log=True)"],
	xgboost: [
		"import xgboost as xgb\nfrom sklearn.metrics import f1_score\nmodel = xgb.XGBClassifier(learning_rate=0.1)",
	],
	"scikit-learn": ["from sklearn.neural_network import MLPClassifier\nMLPClassifier(learning_rate_init=0.001)"],
	keras: ["import tensorflow as tf\ntf.keras.optimizers.Adam(learning_rate=1e-3)", "import keras\nlr = 0.1"],
	pytorch: [
		"import torch\nfrom sklearn.metrics import f1_score\noptimizer = torch.optim.Adam(m.parameters(), lr=1e-3)",
	],
};

/** What looks near and is not certain, or is nothing of ours. */
const NOTHING: readonly (readonly [what: string, language: Language, text: string])[] = [
	["a plain config", "yaml", "{lr: 1e-3, batch_size: 32, epochs: 10, optimizer: adam}"],
	["a plain JSON", "json", '{"train": {"learning_rate": 0.001, "batch_size": 32}, "model": {}, "data": {}}'],
	[
		"a Kubernetes manifest",
		"yaml",
		"{apiVersion: batch/v1, kind: Job, spec: {template: {spec: {containers: [{name: a, env: [{name: batch_size, value: '8'}]}]}}}}",
	],
	[
		"a GitHub workflow",
		"yaml",
		"{on: push, defaults: {run: {shell: bash}}, jobs: {a: {strategy: {matrix: {batch_size: [1, 2]}}, steps: [{uses: x, name: n}]}}}",
	],
	["a compose file", "yaml", "{services: {a: {image: b, command: train, environment: {BATCH_SIZE: 8, BASE_LR: 0.1}}}}"],
	["a package.json", "json", '{"name": "hydra", "scripts": {"train": "x"}, "base": "y", "config": {"batch_size": 8}}'],
	["Spring Boot", "yaml", "{spring: {jpa: {properties: {hibernate: {jdbc: {batch_size: 50}}}}}, server: {port: 8080}}"],
	["a Jekyll site", "yaml", "{defaults: [{scope: {path: ''}, values: {layout: post}}], batch: 1}"],
	["a CloudFormation template", "yaml", "Resources:\n  BatchSize: !Ref Size\n  A: !GetAtt b.c"],
	["a GitLab pipeline", "yaml", "train:\n  script: !reference [.setup, script]\n  variables: {LR: '0.1'}"],
	[
		"a tokenizer's vocabulary",
		"json",
		'{"optimization": 1, "criterion": 2, "task": 3, "trainer": 4, "job": 5, "hydra": 6, "run": 7}',
	],
	["a MONAI bundle", "yaml", "{optimizer: {_target_: torch.optim.Adam, params: '$@net.parameters()', lr: 0.1}}"],
	["a gateway", "yaml", "{method: GET, parameters: {batch_size: {in: query}}}"],
	["a merge recipe", "yaml", "{base_model: a, models: [{model: b}], dtype: bf16}"],
	["a model card's index", "yaml", "{Collections: [{Name: VGG, Metadata: {Batch Size: 256}}], Models: []}"],
	[
		"a gan's config",
		"json",
		'{"train": {"learning_rate": 2e-4, "batch_size": 64, "lr_decay": 0.99, "fp16_run": true}}',
	],
	["a config with upper-case names", "yaml", "{MODEL: {NAME: unet}, TRAIN: {LR: 0.1, BATCH_SIZE: 8}}"],
	["a serving config", "yaml", "{model: m, tensor_parallel_size: 2, max_num_seqs: 8, batch_size: 4}"],
	["a detection server", "yaml", "{Global: {model_dir: m}, TrainConfig: {learning_rate: 0.1, epochs: 2}}"],
	["a broken file", "yaml", "lr: [1e-3, {batch_size: "],
	["a script of none", "python", "import numpy as np\nlearning_rate = 0.1\nbatch_size = 32"],
	["a script with a config's names", "python", "base_model = 'a'\nsequence_len = 5\nmicro_batch_size = 2\nlr = 0.1"],
	["a script of two libraries", "python", "import torch\nimport tensorflow as tf\nlearning_rate = 0.1"],
	["a comparison", "python", "import xgboost\nimport lightgbm\nlearning_rate = 0.1"],
	["a command of a script of anybody's", "shell", "python train.py --lr 0.1 --batch_size 8 --model m"],
	["an empty text", "json", ""],
];

/** Framework → commands that run it. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
	"llama-factory": ["llamafactory-cli train --stage sft --learning_rate 1e-4"],
	"ms-swift": ["swift sft --model m --learning_rate 1e-4", "NPROC_PER_NODE=8 megatron rlhf --lr 1e-5"],
	axolotl: ["accelerate launch -m axolotl.cli.train cfg.yml --learning_rate 1e-5", "axolotl train cfg.yml --lora-r 8"],
	openrlhf: ["deepspeed --module openrlhf.cli.train_dpo --learning_rate 5e-7"],
	trl: ["trl dpo --learning_rate 1e-6"],
	torchtune: ["tune run --nproc_per_node 2 full_finetune_distributed batch_size=8"],
	litgpt: ["litgpt finetune meta/m --train.micro_batch_size 4"],
	fairseq: ["fairseq-train data-bin/x --arch transformer --lr 5e-4", "fairseq-hydra-train optimization.lr=[0.1]"],
	ultralytics: ["yolo detect train data=coco.yaml lr0=0.01 batch=16"],
	maxtext: ["python3 -m MaxText.train configs/base.yml learning_rate=3e-5"],
	levanter: ["python -m levanter.main.train_lm --optimizer.learning_rate 1e-3"],
	"open-instruct": ["accelerate launch --num_processes 8 open_instruct/finetune.py --learning_rate 5e-6"],
	verl: ["python3 -m verl.trainer.main_ppo data.train_batch_size=1024"],
	"verl-experimental": ["python3 -m verl.experimental.fully_async_policy.main data.train_batch_size=0 x.lr=1"],
	"megatron-lm": ["torchrun pretrain_gpt.py --num-attention-heads 8 --micro-batch-size 4 --lr 1e-4"],
	transformers: ["python run_glue.py --per_device_train_batch_size 8 --learning_rate 2e-5"],
	kohya: ["accelerate launch train_network.py --network_module=networks.lora --network_dim=8 --unet_lr=1e-4"],
};

suite("frameworks", () => {
	for (const [id, texts] of Object.entries(COMMANDS)) {
		test(`${id} is told by its command`, () => {
			for (const text of texts) {
				const document = readShell(text);
				const ids = document.documents.map((root) => recogniseFramework(indexDocument(document, root))?.framework.id);
				assert.ok(ids.includes(id), `${text}: ${ids}`);
			}
		});
	}
	for (const [id, texts] of Object.entries(CONFIGS)) {
		test(`${id} is told by its config`, () => {
			for (const text of texts) assert.strictEqual(recognised(text, text.startsWith('{"') ? "json" : "yaml"), id, text);
		});
	}
	for (const [id, texts] of Object.entries(SCRIPTS)) {
		test(`${id} is told by its script`, () => {
			for (const text of texts) assert.strictEqual(recognised(text, "python"), id, text);
		});
	}
	for (const [what, language, text] of NOTHING) {
		test(`${what} is nothing of ours`, () => assert.strictEqual(recognised(text, language), undefined));
	}
	test("every framework has an id of its own and is told in a test", () => {
		const ids = FRAMEWORKS.map(({ id }) => id);
		assert.strictEqual(new Set(ids).size, ids.length);
		assert.deepStrictEqual(
			ids.filter((id) => !CONFIGS[id] && !SCRIPTS[id] && !COMMANDS[id]),
			[],
		);
		for (const id of ids) assert.match(id, /^[a-z\d]+(?:-[a-z\d]+)*$/);
	});
	test("values with a meaning of their own", () => {
		const of = (id: string) => FRAMEWORKS.find((framework) => framework.id === id);
		for (const value of [-1, 0.7]) assert.ok(of("ultralytics")?.batchSentinel?.(value, "batch"));
		for (const value of [-2, 16.5]) assert.ok(!of("ultralytics")?.batchSentinel?.(value, "batch"));
		assert.ok(of("maxtext")?.batchSentinel?.(0.5, "per_device_batch_size"));
		assert.ok(of("deepspeed")?.rateSentinel?.("auto", "lr"));
		assert.ok(of("rl-zoo")?.rateSentinel?.("lin_2.5e-4", "learning_rate"));
		assert.ok(of("scikit-learn")?.rateSentinel?.("optimal", "learning_rate"));
		assert.ok(of("dinov2")?.rateSentinel?.(0, "lr"));
		assert.ok(!of("dinov2")?.rateSentinel?.(0.1, "lr"));
	});
});
