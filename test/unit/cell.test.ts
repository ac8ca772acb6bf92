import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";
import type { Language } from "../../src/core/read/model.ts";
import { cellOf } from "../../src/core/recognise/cell.ts";

/** The row of each learning rate of a document, in the order of the text. */
function cellsOf(text: string, language: Language): string[] {
	return analyse(text, language)
		.parameters.filter(({ parameter }) => parameter === "learning_rate")
		.map(({ setup, assignment, value }) => {
			const { task } = setup;
			if (task) {
				assert.ok(task.because !== "", "a task says why");
				assert.ok(!task.span || task.span.end <= text.length, "and where");
			}
			return `${value} ${cellOf(setup, assignment.scope)}`;
		});
}

const ADAM = "optimizer: {name: adamw, lr: 1.0e-4}";
const TRAINER = "from transformers import AutoModelForSequenceClassification, TrainingArguments, Trainer\n";
const TORCH = "import torch\nfrom torch import nn\n";
const STEP = "opt = torch.optim.Adam(net.parameters(), lr=1e-4)\n";

type Row = readonly [what: string, language: Language, text: string, ...cells: string[]];
const ROWS: readonly Row[] = [
	// Vision
	[
		"a picture classifier from scratch",
		"python",
		`${TORCH}from torchvision import datasets\ntrain = datasets.CIFAR10('d')\n${STEP}`,
		"0.0001 vision-scratch/adam",
	],
	[
		"a pretrained picture classifier",
		"python",
		`${TORCH}train = torchvision.datasets.CIFAR10('d')\nnet = resnet18(pretrained=True)\n${STEP}`,
		"0.0001 vision-finetune/adam",
	],
	[
		"a picture classifier whose start is an option",
		"python",
		`${TORCH}train = torchvision.datasets.CIFAR10('d')\nnet = resnet18(pretrained=args.pretrained)\n${STEP}`,
		"0.0001 any/adam",
	],
	["a config of ImageNet", "yaml", `dataset: imagenet\npretrained: false\n${ADAM}`, "0.0001 vision-scratch/adam"],
	["some other dataset", "yaml", `dataset: ours\npretrained: false\n${ADAM}`, "0.0001 any/adam"],
	[
		"a hub's vision transformer",
		"python",
		`${TORCH}net = ViTForImageClassification.from_pretrained('google/vit-base-patch16-224')\n${STEP}`,
		"0.0001 vision-finetune/adam",
	],
	[
		"OpenMMLab's detector",
		"python",
		"model = dict(type='MaskRCNN')\noptim_wrapper = dict(optimizer=dict(type='SGD', lr=0.02))",
		"0.02 detection/sgd",
	],
	[
		"torchvision's detector",
		"python",
		`${TORCH}net = fasterrcnn_resnet50_fpn(num_classes=2)\nopt = torch.optim.SGD(p, lr=0.005)`,
		"0.005 detection/sgd",
	],
	["Detectron2", "yaml", "{VERSION: 2, SOLVER: {OPTIMIZER: SGD, BASE_LR: 0.02}}", "0.02 detection/sgd"],
	[
		"masked pictures",
		"python",
		"model = dict(type='MAE')\noptim_wrapper = dict(optimizer=dict(type='AdamW', lr=2.4e-3))",
		"0.0024 ssl-mim/adam",
	],
	[
		"contrasted pictures",
		"python",
		"model = dict(type='SimCLR')\noptim_wrapper = dict(optimizer=dict(type='LARS', lr=4.8))",
		"4.8 ssl-contrastive/lars",
	],
	[
		"pairs of picture and text",
		"python",
		`import open_clip\n${TORCH}loss = open_clip.ClipLoss()\n${STEP}`,
		"0.0001 clip/adam",
	],
	// Generation
	[
		"two players",
		"python",
		`${TORCH}class Generator(nn.Module):\n    pass\nclass Discriminator(nn.Module):\n    pass\n` +
			"opt_G = torch.optim.Adam(g, lr=2e-4)\nopt_D = torch.optim.Adam(d, lr=3e-4)",
		"0.0002 gan/adam",
		"0.0003 gan/adam",
	],
	[
		"a generator of random numbers and a discriminator",
		"python",
		`${TORCH}class Discriminator(nn.Module):\n    pass\ng = torch.Generator(1)\n${STEP}`,
		"0.0001 any/adam",
	],
	[
		"a diffusion model from scratch",
		"python",
		`${TORCH}from diffusers import UNet2DModel\nnet = UNet2DModel(64)\n${STEP}`,
		"0.0001 diffusion-scratch/adam",
	],
	["a diffusion model further", "python", `import diffusers\n${TORCH}${STEP}`, "0.0001 diffusion-finetune/adam"],
	[
		"a diffusion model's adapter",
		"python",
		`import diffusers\n${TORCH}config = LoraConfig(r=4)\n${STEP}`,
		"0.0001 diffusion-lora/adam",
	],
	[
		"a network beside a diffusion model",
		"python",
		`import diffusers\n${TORCH}pipe = Pipeline(adapter=adapter)\n${STEP}`,
		"0.0001 diffusion-finetune/adam",
	],
	// Speech and translation
	[
		"NeMo's recogniser",
		"yaml",
		"{exp_manager: {}, model: {preprocessor: {_target_: nemo.collections.asr.modules.X}, optim: {name: adamw, lr: 1.0e-3}}}",
		"0.001 speech-scratch/adam",
	],
	[
		"NeMo's recogniser, further",
		"yaml",
		"{exp_manager: {}, init_from_pretrained_model: m, model: {preprocessor: {_target_: nemo.collections.asr.modules.X}, optim: {name: adamw, lr: 1.0e-4}}}",
		"0.0001 speech-finetune/adam",
	],
	[
		"Whisper",
		"python",
		"from transformers import Seq2SeqTrainer, Seq2SeqTrainingArguments\n" +
			"m = WhisperForConditionalGeneration.from_pretrained('openai/whisper-small')\nSeq2SeqTrainingArguments(learning_rate=1e-5)",
		"0.00001 whisper-finetune/adam",
	],
	[
		"fairseq's translation",
		"yaml",
		"{task: {_name: translation}, criterion: {_name: c}, optimization: {lr: [5.0e-4]}, optimizer: {_name: adam}, distributed_training: {}}",
		"0.0005 nmt-scratch/adam",
	],
	// Text
	[
		"an encoder by its class",
		"python",
		`${TRAINER}m = AutoModelForSequenceClassification.from_pretrained('bert-base-uncased')\nTrainingArguments(learning_rate=2e-5)`,
		"0.00002 encoder-finetune/adam",
	],
	[
		"a decoder that classifies",
		"python",
		`${TRAINER}m = AutoModelForSequenceClassification.from_pretrained('gpt2-medium')\nTrainingArguments(learning_rate=2e-5)`,
		"0.00002 any/adam",
	],
	[
		"a frozen encoder",
		"python",
		`${TRAINER}m = AutoModelForSequenceClassification.from_pretrained('bert-base-uncased')\nfor p in m.parameters():\n    p.requires_grad = False\n` +
			"TrainingArguments(learning_rate=1e-2)",
		"0.01 any/adam",
	],
	[
		"an encoder by its weights",
		"yaml",
		"{model_name_or_path: distilbert-base-uncased, per_device_train_batch_size: 8, learning_rate: 2.0e-5, output_dir: o}",
		"0.00002 encoder-finetune/adam",
	],
	[
		"words that are masked",
		"yaml",
		"{model_name_or_path: bert-base-uncased, mlm_probability: 0.15, per_device_train_batch_size: 8, learning_rate: 1.0e-4, output_dir: o}",
		"0.0001 any/adam",
	],
	[
		"T5",
		"yaml",
		"{model_name_or_path: google/flan-t5-base, per_device_train_batch_size: 8, learning_rate: 1.0e-4, output_dir: o}",
		"0.0001 t5-finetune/adam",
	],
	[
		"T5 with Adafactor",
		"yaml",
		"{model_name_or_path: t5-small, optim: adafactor, per_device_train_batch_size: 8, learning_rate: 1.0e-3, output_dir: o}",
		"0.001 t5-finetune/adafactor",
	],
	[
		"sentences",
		"python",
		"import sentence_transformers\nargs = SentenceTransformerTrainingArguments(learning_rate=2e-5)",
		"0.00002 embedding-finetune/adam",
	],
	["a recurrent language model", "python", `${TORCH}bptt = 35\nopt = torch.optim.SGD(p, lr=20)`, "20 rnn-lm/sgd"],
	[
		"Megatron-LM",
		"yaml",
		"MODEL_ARGS:\n  --num-attention-heads: 16\n  --micro-batch-size: 4\n  --lr: 0.00015",
		"0.00015 llm-pretrain/adam",
	],
	[
		"Megatron-LM by reinforcement",
		"yaml",
		"MODEL_ARGS:\n  --num-attention-heads: 16\n  --micro-batch-size: 4\n  --perform-rl-step: true\n  --lr: 1.0e-6",
		"0.000001 any/adam",
	],
	[
		"LLM Foundry's tuning of a small GPT-2",
		"yaml",
		"{model: {pretrained_model_name_or_path: gpt2, pretrained: true}, train_loader: {name: finetuning}, max_duration: 1ep, optimizer: {name: adamw, lr: 6.0e-4}}",
		"0.0006 llm-sft-full-lt1b/adam",
	],
	[
		"LLaVA's projector",
		"yaml",
		"{tune_mm_mlp_adapter: true, per_device_train_batch_size: 8, learning_rate: 1.0e-3, output_dir: o}",
		"0.001 vlm-projector/adam",
	],
	// Reinforcement, graphs, tables
	[
		"a policy of the zoo",
		"yaml",
		"CartPole-v1: {n_timesteps: 1e5, policy: MlpPolicy, learning_rate: 0.001}",
		"0.001 rl-control/adam",
	],
	[
		"random search of the zoo",
		"yaml",
		"Ant-v4: {n_timesteps: 1e5, policy: LinearPolicy, n_delta: 32, learning_rate: 0.02}",
		"0.02 any/unknown",
	],
	[
		"an agent's script",
		"python",
		`import gymnasium as gym\n${TORCH}clip_coef = 0.2\n${STEP}`,
		"0.0001 rl-control/adam",
	],
	[
		"a policy gradient by hand",
		"python",
		`import gymnasium as gym\n${TORCH}opt = torch.optim.Adam(policy.parameters(), lr=1e-2)`,
		"0.01 any/adam",
	],
	["a table of actions", "python", "import gymnasium as gym\nepsilon = 0.1\nlearning_rate = 0.9", "0.9 rl-tabular/-"],
	["a graph network", "python", `from torch_geometric.nn import GCNConv\n${TORCH}${STEP}`, "0.0001 gnn/adam"],
	["a network on tables", "python", `import pytorch_tabular\n${TORCH}${STEP}`, "0.0001 tabular-nn/adam"],
	// Several in one document
	[
		"two trainings in one script",
		"python",
		"from transformers import Trainer, TrainingArguments\n" +
			"def classify():\n    m = AutoModelForSequenceClassification.from_pretrained('bert-base-uncased')\n    TrainingArguments(learning_rate=2e-5)\n" +
			"def look():\n    m = ViTForImageClassification.from_pretrained('google/vit-base-patch16-224')\n    TrainingArguments(learning_rate=1e-3)\n" +
			"TrainingArguments(learning_rate=1e-4)",
		"0.00002 encoder-finetune/adam",
		"0.001 vision-finetune/adam",
		"0.0001 any/adam",
	],
	[
		"two runs in one config",
		"yaml",
		`a: {model: t5-small, ${ADAM}}\nb: {model: bert-base-uncased, ${ADAM}}`,
		"0.0001 t5-finetune/adam",
		"0.0001 encoder-finetune/adam",
	],
	[
		"two documents in one file",
		"yaml",
		`model: t5-small\n${ADAM}\n---\nmodel: bert-base-uncased\n${ADAM}`,
		"0.0001 t5-finetune/adam",
		"0.0001 encoder-finetune/adam",
	],
	// Nothing that is explicit
	["a config that says nothing", "yaml", `model: ours\n${ADAM}`, "0.0001 any/adam"],
	["a script that says nothing", "python", `${TORCH}${STEP}`, "0.0001 any/adam"],
];

suite("what is trained", () => {
	for (const [what, language, text, ...cells] of ROWS)
		test(what, () => assert.deepStrictEqual(cellsOf(text, language), cells, text));
});
