/**
 * Every publication and library page that a band, formula, rule or default rests on.
 *
 * `strength`: A = enforced by code or an exact identity; B = replicated experiment or published scaling law; C = published
 * recipe or library default used by many; D = rule of thumb. `year` is the year of a paper, page or discussion, and for
 * software the year it was first published. Figures known from memory only have no entry here.
 */

export interface Source {
	readonly title: string;
	readonly authors: string;
	readonly year: number;
	readonly url: string;
	readonly strength: "A" | "B" | "C" | "D";
}

type Strength = Source["strength"];

const page = (strength: Strength, year: number, authors: string, title: string, url: string): Source => ({
	title,
	authors,
	year,
	url,
	strength,
});

/** A paper by its arXiv number. */
const arxiv = (strength: Strength, year: number, authors: string, title: string, id: string): Source =>
	page(strength, year, authors, title, `https://arxiv.org/abs/${id}`);

/** A file or folder of a repository, as `owner/name@commit:path`; an issue or pull request, as `owner/name/issues/1`. */
const github = (strength: Strength, year: number, authors: string, title: string, at: string): Source => {
	const kind = /\.\w+$/.test(at) ? "/blob/" : "/tree/";
	return page(strength, year, authors, title, `https://github.com/${at.replace("@", kind).replace(":", "/")}`);
};

const HF = "Hugging Face";
const META = "Meta AI";
const MS = "Microsoft";
const NV = "NVIDIA";
const PT = "PyTorch";
const SK = "scikit-learn developers";
const SK_API = "https://scikit-learn.org/stable/modules/generated/sklearn.";

/** Built on first use: an editor that finds nothing never needs it. */
const build = () =>
	({
		// Where the project started
		"article-mlee": page(
			"D",
			2018,
			"Google Cloud",
			"Machine Learning in the Enterprise (course), as summarised in the article the project started from",
			"https://www.coursera.org/learn/art-science-ml",
		),
		"tf-estimator-linear": github(
			"D",
			2017,
			"TensorFlow",
			"TensorFlow Estimator: default learning rate of linear models",
			"tensorflow/estimator@26a7dc2:tensorflow_estimator/python/estimator/canned/linear.py",
		),
		"tf-estimator-wide-deep": github(
			"D",
			2017,
			"TensorFlow",
			"TensorFlow Estimator: default learning rates of wide and deep models",
			"tensorflow/estimator@26a7dc2:tensorflow_estimator/python/estimator/canned/dnn_linear_combined.py",
		),

		// Papers and guides on learning rate and batch size
		"masters-luschi-2018": arxiv(
			"B",
			2018,
			"Masters and Luschi",
			"Revisiting Small Batch Training for Deep Neural Networks",
			"1804.07612",
		),
		"goyal-2017": arxiv(
			"B",
			2017,
			"Goyal et al.",
			"Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour",
			"1706.02677",
		),
		"malladi-2022": arxiv(
			"B",
			2022,
			"Malladi et al.",
			"On the SDEs and Scaling Rules for Adaptive Gradient Algorithms",
			"2205.10287",
		),
		"shallue-2019": page(
			"B",
			2019,
			"Shallue et al.",
			"Measuring the Effects of Data Parallelism on Neural Network Training",
			"https://jmlr.org/papers/v20/18-789.html",
		),
		"mccandlish-2018": arxiv(
			"B",
			2018,
			"McCandlish et al.",
			"An Empirical Model of Large-Batch Training",
			"1812.06162",
		),
		"marek-2025": arxiv(
			"B",
			2025,
			"Marek et al.",
			"Small Batch Size Training for Language Models: When Vanilla SGD Works, and Why Gradient Accumulation Is Wasteful",
			"2507.07101",
		),
		"smith-2017": arxiv("C", 2017, "Smith", "Cyclical Learning Rates for Training Neural Networks", "1506.01186"),
		"bengio-2012": arxiv(
			"D",
			2012,
			"Bengio",
			"Practical Recommendations for Gradient-Based Training of Deep Architectures",
			"1206.5533",
		),
		"tuning-playbook": github(
			"C",
			2023,
			"Godbole, Dahl, Gilmer, Shallue and Nado",
			"Deep Learning Tuning Playbook",
			"google-research/tuning_playbook@7554a51:README.md",
		),
		"chen-simclr-2020": arxiv(
			"B",
			2020,
			"Chen et al.",
			"A Simple Framework for Contrastive Learning of Visual Representations",
			"2002.05709",
		),
		"wu-he-2018": arxiv("B", 2018, "Wu and He", "Group Normalization", "1803.08494"),
		"nvidia-matmul": page(
			"D",
			2023,
			NV,
			"Matrix Multiplication Background User's Guide",
			"https://docs.nvidia.com/deeplearning/performance/dl-performance-matrix-multiplication/index.html",
		),
		umlaut: github(
			"D",
			2021,
			"Schoop et al.",
			"UMLAUT: typical learning rates for Adam",
			"BerkeleyHCI/umlaut@68c2a02:umserver/errors.py",
		),

		// Optimizers
		"torch-optimizers": page(
			"A",
			2016,
			PT,
			"torch.optim: defaults and accepted learning rates",
			"https://docs.pytorch.org/docs/stable/optim.html",
		),
		"torch-sampler": page(
			"A",
			2016,
			PT,
			"torch.utils.data: accepted batch sizes",
			"https://docs.pytorch.org/docs/stable/data.html",
		),
		"torch-schedulers": github(
			"A",
			2017,
			PT,
			"PyTorch: learning-rate schedulers",
			"pytorch/pytorch@008f727:torch/optim/lr_scheduler.py",
		),
		"detectron2-schedule": github(
			"A",
			2019,
			META,
			"Detectron2: milestones beyond MAX_ITER are dropped",
			"facebookresearch/detectron2@02b5c4e:detectron2/solver/build.py",
		),
		"mmcv-lr-updater": github(
			"A",
			2018,
			"OpenMMLab",
			"MMCV: step schedule",
			"open-mmlab/mmcv@270c293:mmcv/runner/hooks/lr_updater.py",
		),
		"mmengine-schedule": github(
			"A",
			2022,
			"OpenMMLab",
			"MMEngine: parameter schedulers",
			"open-mmlab/mmengine@01857d8:mmengine/optim/scheduler/param_scheduler.py",
		),
		"torch-one-cycle": page(
			"A",
			2019,
			PT,
			"OneCycleLR sets the optimizer's learning rate",
			"https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html",
		),
		"torch-cyclic": page(
			"A",
			2018,
			PT,
			"CyclicLR sets the optimizer's learning rate",
			"https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html",
		),
		"torch-examples": github(
			"C",
			2016,
			PT,
			"PyTorch examples: MNIST, DCGAN, GCN, GAT",
			"pytorch/examples@77f55b9:README.md",
		),
		"torch-word-lm": github(
			"C",
			2016,
			PT,
			"PyTorch word-level language model",
			"pytorch/examples@77f55b9:word_language_model/main.py",
		),
		"awd-lstm": github(
			"C",
			2017,
			"Salesforce",
			"AWD-LSTM language model",
			"salesforce/awd-lstm-lm@1d466ec:finetune.py",
		),
		"keras-compile": github(
			"A",
			2015,
			"Keras",
			"Keras: an optimizer by its name is built with its defaults",
			"keras-team/keras@3422977a:keras/src/optimizers/__init__.py",
		),
		"keras-fit": github(
			"A",
			2015,
			"Keras",
			"Keras: no batch_size for data that is batched",
			"keras-team/keras@3422977a:keras/src/trainers/trainer.py",
		),
		"keras-plateau": github(
			"A",
			2015,
			"Keras",
			"Keras: ReduceLROnPlateau",
			"keras-team/keras@3422977a:keras/src/callbacks/reduce_lr_on_plateau.py",
		),
		"keras-settable": github(
			"A",
			2015,
			"Keras",
			"Keras: the rate of an optimizer with a schedule cannot be set",
			"keras-team/keras@3422977a:keras/src/optimizers/base_optimizer.py",
		),
		"keras-optimizers": github(
			"A",
			2015,
			"Keras",
			"Keras optimizers and their defaults",
			"keras-team/keras@3422977a:keras/src/optimizers",
		),
		optax: github(
			"A",
			2020,
			"Google DeepMind",
			"Optax optimizers and their defaults",
			"google-deepmind/optax@2edbcbe2:optax/_src/alias.py",
		),
		timm: github(
			"A",
			2019,
			"Wightman",
			"timm training script: base learning rate and its scaling",
			"huggingface/pytorch-image-models@main:train.py",
		),
		bitsandbytes: github(
			"A",
			2021,
			"bitsandbytes",
			"bitsandbytes optimizers and their defaults",
			"bitsandbytes-foundation/bitsandbytes@main:bitsandbytes/optim",
		),
		"zeiler-2012": arxiv("C", 2012, "Zeiler", "ADADELTA: An Adaptive Learning Rate Method", "1212.5701"),
		"chen-2023": arxiv("C", 2023, "Chen et al.", "Symbolic Discovery of Optimization Algorithms (Lion)", "2302.06675"),
		"lion-pytorch": github("C", 2023, "Wang", "lion-pytorch", "lucidrains/lion-pytorch@6a74fdc:README.md"),
		muon: github("C", 2024, "Jordan", "Muon", "KellerJordan/Muon@857d1ad:README.md"),
		moonlight: github(
			"C",
			2025,
			"Moonshot AI",
			"Moonlight: Muon at the scale of AdamW",
			"MoonshotAI/Moonlight@c2ad5b2:examples/toy_train.py",
		),
		sophia: github("C", 2023, "Liu et al.", "Sophia", "Liuhong99/Sophia@a7e1572:README.md"),
		soap: github("D", 2024, "Vyas et al.", "SOAP", "nikhilvyas/SOAP@a1e5535:soap.py"),
		prodigy: github("A", 2023, "Mishchenko and Defazio", "Prodigy", "konstmish/prodigy@3efb213:README.md"),
		dadaptation: github(
			"A",
			2023,
			"Defazio and Mishchenko",
			"D-Adaptation",
			"facebookresearch/dadaptation@c984980:README.md",
		),
		"schedule-free": github(
			"C",
			2024,
			"Defazio et al.",
			"Schedule-Free learning",
			"facebookresearch/schedule_free@70785b5:README.md",
		),
		"nemo-noam": github(
			"A",
			2019,
			NV,
			"NeMo: Noam schedule, where the learning rate is a multiplier",
			"NVIDIA/NeMo@8cfedd7:nemo/core/optim/lr_scheduler.py",
		),

		// Vision, diffusion, GAN
		mmpretrain: github(
			"C",
			2023,
			"OpenMMLab",
			"MMPretrain training configurations",
			"open-mmlab/mmpretrain@ee7f2e88:configs",
		),
		vissl: github(
			"B",
			2021,
			META,
			"VISSL: SimCLR configurations with learning-rate scaling",
			"facebookresearch/vissl@09270ed:configs/config/pretrain/simclr",
		),
		"nvidia-examples": github("C", 2019, NV, "Deep Learning Examples", "NVIDIA/DeepLearningExamples@729963d:README.md"),
		deit: github("C", 2020, META, "DeiT training script", "facebookresearch/deit@7e160fe:main.py"),
		swin: github("C", 2021, MS, "Swin Transformer training script", "microsoft/Swin-Transformer@f82860b:main.py"),
		mae: github("C", 2022, META, "Masked autoencoders: pre-training", "facebookresearch/mae@efb2a80:PRETRAIN.md"),
		dinov2: github(
			"C",
			2023,
			META,
			"DINOv2 default configuration",
			"facebookresearch/dinov2@fc49f49:dinov2/configs/ssl_default_config.yaml",
		),
		"open-clip": github(
			"C",
			2021,
			"Ilharco et al.",
			"OpenCLIP default parameters",
			"mlfoundations/open_clip@000ca0a:src/open_clip_train/params.py",
		),
		vit: github(
			"C",
			2020,
			"Google Research",
			"Vision Transformer fine-tuning defaults",
			"google-research/vision_transformer@c6de1e5:vit_jax/configs/common.py",
		),
		"detectron2-defaults": github(
			"B",
			2019,
			META,
			"Detectron2 default configuration",
			"facebookresearch/detectron2@02b5c4e:detectron2/config/defaults.py",
		),
		"detectron2-batch": github(
			"A",
			2019,
			META,
			"Detectron2: the batch must divide by the number of GPUs",
			"facebookresearch/detectron2@02b5c4e:detectron2/data/build.py",
		),
		"detectron2-1128": github(
			"B",
			2020,
			META,
			"Detectron2: training diverged at 0.1 with 2 images",
			"facebookresearch/detectron2/issues/1128",
		),
		"torchvision-1233": github(
			"C",
			2019,
			PT,
			"torchvision detection references: 0.02 for 8 × 2 images",
			"pytorch/vision/pull/1233",
		),
		mmdetection: github(
			"C",
			2018,
			"OpenMMLab",
			"MMDetection: learning rate automatic scaling",
			"open-mmlab/mmdetection@dev-3.x:docs/en/user_guides/train.md",
		),
		detr: github("C", 2020, META, "DETR training script", "facebookresearch/detr@29901c5:main.py"),
		paddleseg: github(
			"C",
			2019,
			"PaddlePaddle",
			"PaddleSeg training configurations",
			"PaddlePaddle/PaddleSeg@d7975e7:configs",
		),
		"ultralytics-cfg": github(
			"A",
			2023,
			"Ultralytics",
			"Ultralytics default settings",
			"ultralytics/ultralytics@8b40338:ultralytics/cfg/default.yaml",
		),
		"ultralytics-trainer": github(
			"A",
			2023,
			"Ultralytics",
			"Ultralytics trainer: optimizer=auto ignores lr0",
			"ultralytics/ultralytics@main:ultralytics/engine/trainer.py",
		),
		"latent-diffusion": github(
			"C",
			2021,
			"CompVis",
			"Latent diffusion training script",
			"CompVis/latent-diffusion@a506df5:main.py",
		),
		diffusers: github("C", 2022, HF, "Diffusers training scripts", "huggingface/diffusers@58eb52c:examples"),
		"diffusers-6288": github(
			"C",
			2023,
			HF,
			"The default learning rate of LCM LoRA training is too small",
			"huggingface/diffusers/issues/6288",
		),
		"kohya-sd-scripts": github(
			"A",
			2022,
			"kohya-ss",
			"sd-scripts: warnings on learning rates",
			"kohya-ss/sd-scripts@48d368f:library/train_util.py",
		),
		"lightning-optimizer": github(
			"A",
			2019,
			"Lightning AI",
			"Lightning: keys of an optimizer configuration",
			"Lightning-AI/pytorch-lightning@7f0c343:src/lightning/pytorch/core/optimizer.py",
		),
		"coqui-trainer": github(
			"A",
			2021,
			"Coqui",
			"Coqui Trainer: scheduler_after_epoch",
			"coqui-ai/Trainer@bce8b12:trainer/trainer.py",
		),
		"stylegan2-ada-24": github(
			"A",
			2021,
			"NVIDIA",
			"StyleGAN2-ADA: pl_batch_shrink requires a batch of two",
			"NVlabs/stylegan2-ada-pytorch/issues/24",
		),
		"opennmt-options": github("A", 2017, "OpenNMT", "OpenNMT-py options", "OpenNMT/OpenNMT-py@97111d9:onmt/opts.py"),
		"katib-validator": github(
			"A",
			2018,
			"Kubeflow",
			"Katib: validation of experiments",
			"kubeflow/katib@33c8ff4:pkg/webhook/v1beta1/experiment/validator/validator.go",
		),
		"catboost-options": github(
			"A",
			2017,
			"Yandex",
			"CatBoost: validation of boosting options",
			"catboost/catboost@1f4cb7c:catboost/private/libs/options/boosting_options.cpp",
		),
		"stylegan2-ada": github(
			"C",
			2021,
			NV,
			"StyleGAN2-ADA training configurations",
			"NVlabs/stylegan2-ada-pytorch@d72cc7d:train.py",
		),

		// Reinforcement learning, speech, translation, graphs
		"stable-baselines-2": github(
			"A",
			2018,
			"Hill et al.",
			"Stable-Baselines 2: PPO2",
			"hill-a/stable-baselines@259f278:stable_baselines/ppo2/ppo2.py",
		),
		"rllib-ppo": github("A", 2017, "Ray", "RLlib: PPO", "ray-project/ray@00655e6:rllib/algorithms/ppo/ppo.py"),
		"rllib-38968": github(
			"A",
			2023,
			"Ray",
			"RLlib refuses a train_batch_size that its rollouts do not reach within 10 %",
			"ray-project/ray/issues/38968",
		),
		"stable-baselines3": github(
			"A",
			2020,
			"Raffin et al.",
			"Stable-Baselines3: PPO",
			"DLR-RM/stable-baselines3@e05d2db:stable_baselines3/ppo/ppo.py",
		),
		"rl-zoo": github(
			"C",
			2020,
			"Raffin",
			"RL Baselines3 Zoo: tuned hyperparameters",
			"DLR-RM/rl-baselines3-zoo@22e3ff2:hyperparams",
		),
		"gymnasium-q-learning": github(
			"D",
			2022,
			"Farama Foundation",
			"Gymnasium tutorial: tabular Q-learning",
			"Farama-Foundation/Gymnasium@0bb89da:docs/tutorials/training_agents/frozenlake_q_learning.py",
		),
		speechbrain: github("C", 2021, "SpeechBrain", "SpeechBrain recipes", "speechbrain/speechbrain@9c826ef:recipes"),
		"nemo-asr": github(
			"C",
			2019,
			NV,
			"NeMo speech recognition configurations",
			"NVIDIA/NeMo@8cfedd7:examples/asr/conf",
		),
		wenet: github(
			"C",
			2021,
			"WeNet",
			"WeNet Conformer configuration",
			"wenet-e2e/wenet@0154699:examples/aishell/s0/conf/train_conformer.yaml",
		),
		fairseq: github("C", 2019, META, "fairseq examples", "facebookresearch/fairseq@3d262bb:examples"),
		"fairseq-batch": github(
			"A",
			2019,
			META,
			"fairseq: batches in tokens or sentences",
			"facebookresearch/fairseq@3d262bb:fairseq/dataclass/configs.py",
		),
		"benchmarking-gnns": github(
			"C",
			2020,
			"Dwivedi et al.",
			"Benchmarking Graph Neural Networks: configurations",
			"graphdeeplearning/benchmarking-gnns@b6c4077:configs",
		),

		// Language models
		"brown-2020": arxiv("C", 2020, "Brown et al.", "Language Models are Few-Shot Learners", "2005.14165"),
		"step-law-2025": arxiv(
			"B",
			2025,
			"Li et al.",
			"Predictable Scale: Part I, Step Law – Optimal Hyperparameter Scaling Law in Large Language Model Pretraining",
			"2503.04715",
		),
		olmo: github("C", 2023, "Ai2", "OLMo training configurations", "allenai/OLMo@59a53e3f:configs"),
		"deepseek-llm-2024": arxiv(
			"B",
			2024,
			"Bi et al.",
			"DeepSeek LLM: Scaling Open-Source Language Models with Longtermism",
			"2401.02954",
		),
		"deepseek-llm": github("C", 2023, "DeepSeek", "DeepSeek LLM", "deepseek-ai/DeepSeek-LLM@6712a86:README.md"),
		"llm-foundry": github(
			"C",
			2023,
			"MosaicML",
			"LLM Foundry training configurations",
			"mosaicml/llm-foundry@8c8dd48:scripts/train/yamls",
		),
		"schulman-2025": page(
			"B",
			2025,
			"Schulman and Thinking Machines Lab",
			"LoRA Without Regret",
			"https://thinkingmachines.ai/blog/lora/",
		),
		qlora: github("C", 2023, "Dettmers et al.", "QLoRA fine-tuning scripts", "artidoro/qlora@7f4e95a:scripts"),
		peft: github("C", 2023, HF, "PEFT examples", "huggingface/peft@5d602fd:examples"),
		"trl-peft": github(
			"C",
			2020,
			HF,
			"TRL: learning rates with and without LoRA",
			"huggingface/trl@f2cd57710:docs/source/peft_integration.md",
		),
		"trl-defaults": github("C", 2020, HF, "TRL trainers and their defaults", "huggingface/trl@f2cd57710:trl/trainer"),
		"trl-grpo": github(
			"A",
			2020,
			HF,
			"TRL: checks of GRPO batch sizes",
			"huggingface/trl@f2cd57710:trl/trainer/grpo_config.py",
		),
		"trl-5174": github("C", 2026, HF, "TRL: PPO learning rate corrected to 3e-6", "huggingface/trl/pull/5174"),
		"alignment-handbook": github(
			"C",
			2023,
			HF,
			"Alignment Handbook recipes",
			"huggingface/alignment-handbook@925acdf:recipes",
		),
		"open-instruct": github("C", 2023, "Ai2", "Open Instruct configurations", "allenai/open-instruct@e6c3044:configs"),
		"llama-factory": github(
			"C",
			2023,
			"LLaMA-Factory",
			"LLaMA-Factory examples",
			"hiyouga/LLaMA-Factory@ff6d4d1:examples",
		),
		"llama-factory-4944": github(
			"C",
			2024,
			"LLaMA-Factory",
			"LLaMA-Factory: full fine-tuning of 7B is better at 1e-5 than at 1e-4",
			"hiyouga/LlamaFactory/issues/4944",
		),
		"llama-factory-2495": github(
			"A",
			2024,
			"LLaMA-Factory",
			"LLaMA-Factory: a DeepSpeed scheduler overrides the trainer's",
			"hiyouga/LlamaFactory/issues/2495",
		),
		axolotl: github("C", 2023, "Axolotl", "Axolotl examples", "axolotl-ai-cloud/axolotl@067b021:examples"),
		torchtune: github("C", 2024, PT, "torchtune recipes", "meta-pytorch/torchtune@bd2a0fc:recipes/configs"),
		verl: github("C", 2024, "verl", "verl trainer configuration", "verl-project/verl@1dda039:verl/trainer/config"),
		openrlhf: github(
			"C",
			2023,
			"OpenRLHF",
			"OpenRLHF PPO defaults",
			"OpenRLHF/OpenRLHF@3c3be62:openrlhf/cli/train_ppo_ray.py",
		),
		llava: github("C", 2023, "Liu et al.", "LLaVA training recipe", "haotian-liu/LLaVA@c121f04:README.md"),
		"devlin-2019": arxiv(
			"C",
			2019,
			"Devlin et al.",
			"BERT: Pre-training of Deep Bidirectional Transformers",
			"1810.04805",
		),
		bert: github("C", 2018, "Google Research", "BERT fine-tuning recipe", "google-research/bert@eedf571:README.md"),
		"mosbach-2021": arxiv(
			"B",
			2021,
			"Mosbach et al.",
			"On the Stability of Fine-tuning BERT: Misconceptions, Explanations, and Strong Baselines",
			"2006.04884",
		),
		"transformers-t5": github(
			"C",
			2021,
			HF,
			"Transformers: training tips for T5",
			"huggingface/transformers/pull/13240",
		),
		"hf-static-embeddings": page(
			"C",
			2025,
			"Aarsen",
			"Train 400x faster Static Embedding Models with Sentence Transformers",
			"https://huggingface.co/blog/static-embeddings",
		),
		"hf-whisper": page(
			"C",
			2022,
			"Gandhi",
			"Fine-Tune Whisper For Multilingual ASR with Transformers",
			"https://huggingface.co/blog/fine-tune-whisper",
		),
		unsloth: page(
			"C",
			2024,
			"Unsloth",
			"Continued pretraining: a smaller learning rate for embeddings",
			"https://unsloth.ai/docs/basics/continued-pretraining",
		),
		"sentence-transformers": github(
			"C",
			2019,
			"Reimers and Gurevych",
			"Sentence Transformers training examples",
			"huggingface/sentence-transformers@85ec6455:examples",
		),

		// Trainers: identities, loaders, schedules
		"transformers-arguments": page(
			"A",
			2018,
			HF,
			"Transformers: TrainingArguments",
			"https://huggingface.co/docs/transformers/main_classes/trainer",
		),
		"transformers-optimization": github(
			"A",
			2018,
			HF,
			"Transformers: schedules and Adafactor",
			"huggingface/transformers@main:src/transformers/optimization.py",
		),
		"nanogpt-train": github("A", 2022, "Karpathy", "nanoGPT: training script", "karpathy/nanoGPT@master:train.py"),
		"transformers-argparser": github(
			"A",
			2018,
			HF,
			"Transformers: HfArgumentParser",
			"huggingface/transformers@main:src/transformers/hf_argparser.py",
		),
		"transformers-deepspeed": github(
			"A",
			2020,
			HF,
			"Transformers: DeepSpeed values must match TrainingArguments",
			"huggingface/transformers@main:src/transformers/integrations/deepspeed.py",
		),
		"deepspeed-config": github(
			"A",
			2020,
			MS,
			"DeepSpeed: batch size identity",
			"microsoft/DeepSpeed@38327e07:deepspeed/runtime/config.py",
		),
		"megatron-scheduler": github(
			"A",
			2019,
			NV,
			"Megatron-LM: order of rates and warmup",
			"NVIDIA/Megatron-LM@d98e8a6:megatron/core/optimizer_param_scheduler.py",
		),
		"megatron-batch": github(
			"A",
			2019,
			NV,
			"Megatron-LM: global and micro batch",
			"NVIDIA/Megatron-LM@d98e8a6:megatron/core/num_microbatches_calculator.py",
		),
		"gpt-neox-batch": github(
			"A",
			2021,
			"EleutherAI",
			"GPT-NeoX: batch size identity",
			"EleutherAI/gpt-neox@ea7aefd:megatron/neox_arguments/arguments.py",
		),
		"verl-checks": github(
			"A",
			2024,
			"verl",
			"verl: checks of batch sizes",
			"verl-project/verl@1dda039:verl/workers/config/actor.py",
		),
		"trl-ppo-config": github(
			"A",
			2023,
			HF,
			"TRL before 0.12: checks of PPO batch sizes",
			"huggingface/trl@v0.11.4:trl/trainer/ppo_config.py",
		),
		"ultralytics-devices": github(
			"A",
			2023,
			"Ultralytics",
			"Ultralytics: batch and number of devices",
			"ultralytics/ultralytics@main:ultralytics/utils/torch_utils.py",
		),
		"litgpt-batch": github(
			"A",
			2023,
			"Lightning AI",
			"LitGPT: global and micro batch",
			"Lightning-AI/litgpt@02f2fca:litgpt/args.py",
		),
		"llm-foundry-batch": github(
			"A",
			2023,
			"MosaicML",
			"LLM Foundry: global and micro batch",
			"mosaicml/llm-foundry@main:llmfoundry/utils/config_utils.py",
		),
		"lightning-deepspeed": github(
			"A",
			2019,
			"Lightning AI",
			"Lightning: checks of a DeepSpeed configuration",
			"Lightning-AI/pytorch-lightning@2.5.0:src/lightning/pytorch/strategies/deepspeed.py",
		),
		"deepspeed-schedules": github(
			"A",
			2020,
			MS,
			"DeepSpeed: schedules, whose warmup ends at a rate of their own",
			"deepspeedai/DeepSpeed@v0.16.7:deepspeed/runtime/lr_schedules.py",
		),
		"trl-kto": github(
			"A",
			2020,
			HF,
			"TRL: KTO refuses a batch of one",
			"huggingface/trl@v0.12.0:trl/trainer/kto_trainer.py",
		),
		"olmo-core-batch": github(
			"A",
			2024,
			"Allen Institute for AI",
			"OLMo-core: the global batch is a multiple of the micro-batches, in tokens",
			"allenai/OLMo-core@main:src/olmo_core/train/train_module/transformer/train_module.py",
		),
		"mlx-lm": github(
			"A",
			2023,
			"Apple",
			"MLX LM: a schedule stands in the place of the learning rate",
			"ml-explore/mlx-lm@main:mlx_lm/lora.py",
		),
		"verl-trainer": github(
			"A",
			2024,
			"verl",
			"verl: the batch must be shared out among all GPUs",
			"verl-project/verl@1dda039:verl/trainer/ppo/ray_trainer.py",
		),
		"axolotl-validation": github(
			"A",
			2023,
			"axolotl",
			"axolotl: checks of a configuration",
			"axolotl-ai-cloud/axolotl@main:src/axolotl/utils/schemas/validation.py",
		),
		"search-r1-28": github(
			"C",
			2025,
			"Search-R1",
			"Search-R1: a warmup over most of the run",
			"PeterGriffinJin/Search-R1/issues/28",
		),
		"torch-batch-norm": github(
			"A",
			2016,
			PT,
			"PyTorch: batch normalization needs more than one value per channel",
			"pytorch/pytorch@v2.0.0:torch/nn/functional.py",
		),
		"pyyaml-resolver": github(
			"A",
			2006,
			"PyYAML",
			"PyYAML: which scalars are numbers",
			"yaml/pyyaml@d51d8a1:lib/yaml/resolver.py",
		),
		"pyyaml-173": github("A", 2018, "PyYAML", "PyYAML: 1e-4 is loaded as text", "yaml/pyyaml/issues/173"),
		omegaconf: github(
			"A",
			2018,
			"Yadan",
			"OmegaConf: which scalars are numbers",
			"omry/omegaconf@v2.3.1:omegaconf/_utils.py",
		),
		"wandb-507": github("A", 2019, "Weights & Biases", "log_uniform min max unintuitive", "wandb/wandb/issues/507"),
		"hyperopt-space": github(
			"A",
			2013,
			"Bergstra et al.",
			"hyperopt: parameter expressions",
			"hyperopt/hyperopt@master:docs/templates/getting-started/search_spaces.md",
		),
		"optuna-log-uniform": page(
			"A",
			2019,
			"Optuna",
			"Optuna: LogUniformDistribution",
			"https://optuna.readthedocs.io/en/v2.10.1/reference/generated/optuna.distributions.LogUniformDistribution.html",
		),

		// Boosting and classical learning
		xgboost: github("A", 2014, "XGBoost", "XGBoost parameters", "dmlc/xgboost@379b29f0:doc/parameter.rst"),
		"xgboost-rf": github(
			"A",
			2014,
			"XGBoost",
			"Random forests in XGBoost",
			"dmlc/xgboost@379b29f0:doc/tutorials/rf.rst",
		),
		"lightgbm-forest": github(
			"A",
			2016,
			MS,
			"LightGBM: random forest without shrinkage",
			"microsoft/LightGBM@master:src/boosting/rf.hpp",
		),
		lightgbm: github("A", 2016, MS, "LightGBM parameters", "microsoft/LightGBM@bae0b7ba:docs/Parameters.rst"),
		catboost: page(
			"A",
			2017,
			"CatBoost",
			"CatBoost: speeding up the training",
			"https://catboost.ai/docs/concepts/speed-up-training.html",
		),
		"sklearn-boosting": page(
			"A",
			2010,
			SK,
			"GradientBoostingClassifier",
			`${SK_API}ensemble.GradientBoostingClassifier.html`,
		),
		"sklearn-adaboost": page("A", 2010, SK, "AdaBoostClassifier", `${SK_API}ensemble.AdaBoostClassifier.html`),
		"sklearn-sgd": page("A", 2010, SK, "SGDClassifier", `${SK_API}linear_model.SGDClassifier.html`),
		"sklearn-mlp": page("A", 2010, SK, "MLPClassifier", `${SK_API}neural_network.MLPClassifier.html`),
		"sklearn-tsne": page("A", 2010, SK, "TSNE", `${SK_API}manifold.TSNE.html`),
		umap: github("A", 2018, "McInnes et al.", "UMAP", "lmcinnes/umap@e82ed0d:umap/umap_.py"),
		gensim: github("A", 2010, "Řehůřek", "gensim: word2vec", "piskvorky/gensim@37f90ec:gensim/models/word2vec.py"),
		fasttext: github(
			"A",
			2016,
			META,
			"fastText: text classification tutorial",
			"facebookresearch/fastText@1142dc4:docs/supervised-tutorial.md",
		),
	}) as const satisfies Record<string, Source>;

export type SourceId = keyof ReturnType<typeof build>;

let built: Readonly<Record<SourceId, Source>> | undefined;

/** Every source by its id. */
export function allSources(): Readonly<Record<SourceId, Source>> {
	built ??= build();
	return built;
}

export const sourceOf = (id: SourceId): Source => allSources()[id];
