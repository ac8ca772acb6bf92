/** What is trained, told by what a document names: model classes, pretrained models, datasets. Only what is explicit counts. */

import { indexAt } from "../read/cells.ts";
import { type Assignment, literalOf, type Scope, type Span } from "../read/model.ts";
import type { Fact, Task } from "./facts.ts";
import type { Framework } from "./frameworks/framework.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";
import { type NameTest, nameTest } from "./names.ts";
import { beside } from "./numbers-beside.ts";
import { optimizerCalls } from "./optimizer.ts";
import { remembered } from "./remembered.ts";
import { normalised } from "./words.ts";

type Patterns = readonly (readonly [RegExp, Task])[];

/** Something seen, and the place it holds for: that scope and all inside it. */
interface Clue extends Fact<Task> {
	readonly scope: Scope;
}

/** Classes and functions that are for one task, by the last part of their name (`X` of `X.from_pretrained`). */
const CLASSES: Patterns = [
	[/^(?:T5|MT5|UMT5|LongT5)ForConditionalGeneration$/, "t5-finetune"],
	[/^(?:Auto|GPT2|GPTNeo|Llama|Mistral|Qwen2)(?:ModelFor|LMHeadModel|ForCausalLM)(?:CausalLM)?$/, "language-model"],
	[/^Whisper\w+$/, "whisper-finetune"],
	[/^(?:Wav2Vec2|Hubert|WavLM)For(?:CTC|AudioClassification)$/, "speech-finetune"],
	[/^(?:Auto|ViT|DeiT|Beit|Swin|ConvNext|ResNet)\w*ForImageClassification$/, "vision-finetune"],
	[/^(?:TF)?(?:Detr|YolosFor|ConditionalDetr|DeformableDetr|AutoModel)ForObjectDetection$/, "detection"],
	[/^(?:SentenceTransformer|SparseEncoder)(?:Trainer|TrainingArguments)$/, "embedding-finetune"],
	[/^CrossEncoder(?:Trainer|TrainingArguments)$/, "encoder-finetune"],
	[/^(?:fasterrcnn|maskrcnn|keypointrcnn|retinanet|fcos|ssd300|ssdlite320)_\w+$/, "detection"],
	[/^(?:deeplabv3|fcn|lraspp)_(?:resnet|mobilenet)\w+$/, "segmentation"],
	[/^(?:Faster|Mask|Cascade|Sparse|Libra|Grid|Dynamic|Double|Point|HTC|Keypoint)RCNN$/, "detection"],
	[
		/^(?:RetinaNet|FCOS|ATSS|GFL|VFNet|CenterNet|RepPointsDetector|YOLOX|YOLOV3|SingleStageDetector|FSAF|PAA|TOOD|RTMDet|(?:Deformable|Conditional|DAB)?DETR|DINO(?=Det))$/,
		"detection",
	],
	[/^ImageClassifier$/, "vision-scratch"],
	[/^(?:MAE|BEiT|BEiTV2|SimMIM|MaskFeat|EVA|MILAN|CAE|iTPN|MixMIM)$/, "ssl-mim"],
	[/^(?:SimCLR|BYOL|MoCo|MoCoV3|SwAV|DenseCL|BarlowTwins|SimSiam)$/, "ssl-contrastive"],
	[/^(?:UNet2DModel|GaussianDiffusion|LatentDiffusion|DDPM)$/, "diffusion-scratch"],
	[/^CLIPModel$/, "clip"],
	[/^(?:TabNet(?:Classifier|Regressor)|TabularModelConfig|CategoryEmbeddingModelConfig|TabTransformer)$/, "tabular-nn"],
];
/** `AutoModelForSequenceClassification`, `BertForTokenClassification`: an encoder, unless the weights that are named are a decoder's. */
const ENCODER_CLASS =
	/^(?:TF|Flax)?(?:Auto|Bert|Roberta|DistilBert|Electra|Deberta|DebertaV2|Albert|XLMRoberta|Camembert|XLNet|MPNet|ModernBert)(?:Model)?For(?:Sequence|Token)Classification$|ForQuestionAnswering$/;
const SPEECH_CLASS = /^Auto\w+For(?:CTC|AudioClassification|SpeechSeq2Seq)$/;
/** Pretrained weights by their name on a hub. */
const WEIGHTS: Patterns = [
	[/(?:^|\/)(?:flan-|byt?|m|long-)?t5(?:-|_|$)/i, "t5-finetune"],
	[/(?:^|\/)whisper-/i, "whisper-finetune"],
	[/(?:^|\/)(?:wav2vec2|hubert-|wavlm-)/i, "speech-finetune"],
	[
		/(?:^|\/)(?:distil|tiny|mobile|xlm-|multilingual-)?(?:bert|roberta|deberta|electra|albert|camembert|modernbert)(?:-|_|$)/i,
		"encoder-finetune",
	],
	[/(?:^|\/)(?:vit|deit|beit|swin|swinv2|convnext|convnextv2)-(?:tiny|small|base|large|huge)/i, "vision-finetune"],
	[/(?:^|\/)(?:llama|meta-llama|mistral|qwen|gemma|phi|gpt2|opt|pythia|bloom|falcon|smollm)[-\d]/i, "language-model"],
];
const WEIGHT_NAMES = [
	"model_name_or_path",
	"pretrained_model_name_or_path",
	"model_name",
	"model_checkpoint",
	"base_model",
	"pretrained_model",
	"checkpoint",
	"model_id",
	"model",
];
/** Modules that are for one task, whatever else a script does. */
const MODULES: readonly (readonly [string, Task])[] = [
	["open_clip", "clip"],
	["pytorch_tabular", "tabular-nn"],
	["pytorch_tabnet", "tabular-nn"],
];
const GYMS = ["gym", "gymnasium", "pettingzoo", "dm_control"];
const NETWORKS = ["torch", "tensorflow", "keras", "jax", "flax", "stable_baselines3", "ray", "tianshou", "paddle"];
/** Settings of PPO, DQN and their kin, for which the rates are published. */
const DEEP_RL = [
	"gae_lambda",
	"clip_coef",
	"clip_range",
	"clip_epsilon",
	"buffer_size",
	"replay_buffer",
	"target_network",
];
const TABULAR_RL = ["epsilon", "gamma", "discount_factor"];
/** Datasets of pictures, as functions, classes and modules name them. */
const PICTURES =
	/(?:^|\.)(?:(?:Fashion|E|K)?MNIST|CIFAR100?|SVHN|ImageNet|STL10|(?:fashion_)?mnist\.load_data|cifar100?\.load_data)$/;
const IMAGE_SETS = /^(?:imagenet(?:-?1k)?|ilsvrc2012|cifar-?100?|(?:fashion-?)?mnist)$/i;
/** Names of fairseq's tasks. */
const FAIRSEQ: Patterns = [[/^translation(?:_|$)/, "nmt-scratch"]];
/** Tasks of a document that say more than its framework does. */
const REFINES: ReadonlySet<Task> = new Set(["diffusion-scratch", "vlm-projector"]);

/** What a value's run trains; nothing where nothing was seen, or two different things. */
export function recogniseTask(
	document: DocumentIndex,
	framework: Framework | undefined,
	mark: Span | undefined,
): (at: Assignment | undefined) => Fact<Task> | undefined {
	const heard = hear(findClues(document));
	const own = framework?.trains;
	// Textual inversion trains one word, not the network.
	const isWord = document.called("get_input_embeddings").length > 0;
	const implied: Fact<Task> | undefined =
		isWord || !own || !framework ? undefined : { value: own, span: mark, because: framework.label };
	return (at) => {
		const seen = nearest(heard, at?.scope ?? document.root);
		const found = implied && !(seen && REFINES.has(seen.value)) ? implied : seen;
		return found?.value === "rl-control" && at && isRandomSearch(at.scope) ? undefined : found;
	};
}

/** Augmented random search moves the weights of a policy along random directions: its rate is no gradient's (E5.12). */
const isRandomSearch = (scope: Scope): boolean =>
	lastPart(scope.callee ?? "") === "ARS" || beside(scope, "n_delta", "delta_std") !== undefined;

/** What the clues in a place say: the first of them where all agree, `undefined` where they do not. */
type Heard = ReadonlyMap<Scope, Fact<Task> | undefined>;

/** Each clue is heard in its place and in all around it. */
function hear(clues: readonly Clue[]): Heard {
	const heard = new Map<Scope, Fact<Task> | undefined>();
	for (const clue of clues)
		for (let scope: Scope | undefined = clue.scope; scope; scope = scope.parent) {
			if (!heard.has(scope)) heard.set(scope, clue);
			else if (heard.get(scope)?.value !== clue.value) heard.set(scope, undefined);
		}
	return heard;
}

/** What is heard in the innermost place around a value where anything is. */
function nearest(heard: Heard, from: Scope): Fact<Task> | undefined {
	for (let scope: Scope | undefined = from; scope; scope = scope.parent) if (heard.has(scope)) return heard.get(scope);
	return undefined;
}

function findClues(document: DocumentIndex): readonly Clue[] {
	const lesson = isLesson(document);
	const whole = lesson ? undefined : wholeDocument(document);
	if (whole) return [{ ...whole, scope: document.root }];
	const models = [...fromClasses(document), ...fromWeights(document)];
	const clues = models.length > 0 || lesson ? models : fromPictures(document);
	const partly = isPartlyTrained(document);
	const goesOn = startsFromWeights(document);
	return clues.filter(
		({ value }) => !(partly && value.endsWith("finetune")) && !(goesOn && value === "vision-scratch"),
	);
}

/** A notebook with optimizers in several cells shows several trainings: what is said of the whole holds for none of them. */
function isLesson(document: DocumentIndex): boolean {
	const { cells } = document;
	if (cells.length === 0) return false;
	return new Set(optimizerCalls(document).map(({ span }) => indexAt(cells, span.start))).size > 1;
}

/** Weights of a run before are loaded: it does not start from nothing. */
function startsFromWeights(document: DocumentIndex): boolean {
	const loads = ["load_from", "resume_from", "init_checkpoint", "finetune", "frozen_stages"].flatMap((name) =>
		document.named(name),
	);
	return (
		loads.some(({ value }) => value.value !== null && value.value !== false && value.value !== "") ||
		document.named("type").some(({ value }) => value.value === "Pretrained") ||
		document.called("load_state_dict").length + document.called("load_checkpoint").length > 0
	);
}

/** A head on features that are looked up: a bare encoder is loaded, and who knows whether it is trained. */
const isBareEncoder = ({ callee }: Scope): boolean =>
	/(?:^|\.)(?:Auto|\w*Bert|\w*Roberta|Electra|T5Encoder)Model\.from_pretrained$/.test(callee ?? "");

const isTeacherOrStudent = nameTest((name) => /^(?:teacher|student)(?:_|$)/.test(name));
const isPretrainingHead = nameTest((callee) => /For(?:MaskedLM|PreTraining)\b/.test(callee));

/** Frozen weights, adapters, a teacher, or words that are masked and guessed: the ranges of fine-tuning are not for it. */
function isPartlyTrained(document: DocumentIndex): boolean {
	const is = (name: string, state: boolean): boolean => document.named(name).some(({ value }) => value.value === state);
	return (
		document.importsFrom("peft") ||
		document.called("requires_grad_").length > 0 ||
		document.called("from_pretrained").some(isBareEncoder) ||
		document.called("TransformerWordEmbeddings").length > 0 ||
		document.scopesNamedLike(isTeacherOrStudent).length > 0 ||
		document.importsFrom("adapters") ||
		is("requires_grad", false) ||
		is("trainable", false) ||
		["freeze", "freeze_encoder", "freeze_backbone", "freeze_base_model"].some((name) => is(name, true)) ||
		document.named("mlm_probability").length > 0 ||
		document.calledLike(isPretrainingHead).some(isCall)
	);
}

/** What a document says as a whole: two players, an environment, a task by its name. */
function wholeDocument(document: DocumentIndex): Fact<Task> | undefined {
	const clue = (value: Task, found: Assignment | Scope | undefined, because: string): Fact<Task> | undefined =>
		found && { value, span: found.nameSpan ?? ("value" in found ? found.value.span : found.span), because };
	const table = document.called("StaticEmbedding")[0];
	if (table) return clue("static-embedding", table, "StaticEmbedding(…)");
	const projector = document.named("tune_mm_mlp_adapter").find(({ value }) => value.value === true);
	if (projector) return clue("vlm-projector", projector, projector.name);
	// Features of CLIP serve for much else.
	const module = MODULES.find(
		([name, task]) => document.importsFrom(name) && (task !== "clip" || document.called("ClipLoss").length > 0),
	);
	if (module) return { value: module[1], span: document.root.span, because: `import ${module[0]}` };
	const gym = GYMS.find((name) => document.importsFrom(name));
	if (gym !== undefined) {
		const deep = NETWORKS.some((name) => document.importsFrom(name));
		const told = (deep ? DEEP_RL : TABULAR_RL).find((name) => first(document, name));
		if (told === undefined) return undefined;
		return clue(deep ? "rl-control" : "rl-tabular", first(document, told), `${gym} and ${told}`);
	}
	const discriminator = player(document, isDiscriminator);
	if (discriminator && player(document, isGenerator)) return clue("gan", discriminator, "generator and discriminator");
	for (const { value, scope } of document.named("_name")) {
		const task = scope.name === "task" && typeof value.value === "string" && match(FAIRSEQ, value.value);
		if (task) return { value: task, span: value.span, because: `task: ${value.text}` };
	}
	const speech = document
		.named("_target_")
		.find(({ value }) => typeof value.value === "string" && /^nemo\.collections\.(?:asr|tts)\./.test(value.value));
	if (speech) {
		const from = [...document.named("init_from_pretrained_model"), ...document.named("init_from_nemo_model")][0];
		return clue(from ? "speech-finetune" : "speech-scratch", from ?? speech, from?.name ?? speech.value.text);
	}
	const head = ["roi_head", "rpn_head"].map((name) => document.scopesNamed(name)[0]).find((one) => one !== undefined);
	// Whoever finds people in videos trains otherwise.
	const ofVideo = document.named("type").some(({ value }) => /^AVA|Slow|3[dD]/.test(String(value.value)));
	if (head && !ofVideo) return clue("detection", head, head.name);
	const steps = document.named("bptt")[0];
	return clue("rnn-lm", steps, "bptt, the steps that are propagated through time");
}

const first = (document: DocumentIndex, name: string): Assignment | Scope | undefined =>
	document.named(name)[0] ?? document.scopesNamed(name)[0];

const isCall = ({ kind }: Scope): boolean => kind === "call";

const isDiscriminator = nameTest((name) => /^(?:(?:\w*_)?discriminator|net_?D|D)$/i.test(name));
const isGenerator = nameTest((name) => /^(?:(?:\w*_)?generator|net_?G|G)$/i.test(name));

/** A network of a game of two: a section of a config, or a class or variable of a script. */
const player = (document: DocumentIndex, isIt: NameTest): Scope | undefined =>
	document.calledLike(isIt).find(({ kind }) => kind === "class") ??
	document.scopesNamedLike(isIt).find(
		({ kind, callee }) =>
			(kind === "call" || kind === "mapping") &&
			// A source of random numbers, not of pictures
			!/^(?:torch|np|numpy|random)\./.test(callee ?? ""),
	);

function fromClasses(document: DocumentIndex): Clue[] {
	const clues: Clue[] = [];
	const named = (name: string, scope: Scope, span: Span): void => {
		const task =
			(name === "MAE" && isMeanError(scope) ? undefined : taskOfClass(name)) ??
			(ENCODER_CLASS.test(name) ? taskOfWeights(scope, "encoder-finetune") : undefined) ??
			(SPEECH_CLASS.test(name) ? taskOfWeights(scope, "speech-finetune") : undefined);
		if (task) clues.push({ value: task, span, because: name, scope });
	};
	for (const scope of document.calledLike(isTelling))
		if (scope.kind !== "function" && scope.kind !== "class") named(classOf(scope.callee ?? ""), scope, scope.span);
	for (const name of ["type", "_target_", "class_path"])
		for (const { value, scope } of document.named(name))
			if (typeof value.value === "string") named(lastPart(value.value), scope, value.span);
	return clues;
}

const taskOfClass = remembered((name) => match(CLASSES, name));

/** Whether the class that is called may say what is trained. */
const isTelling = nameTest((callee) => {
	const name = classOf(callee);
	return taskOfClass(name) !== undefined || ENCODER_CLASS.test(name) || SPEECH_CLASS.test(name);
});

/** The class that is called or whose weights are loaded; nothing where a head is built from a configuration, which starts from nothing. */
function classOf(callee: string): string {
	const parts = callee.split(".");
	const last = parts.at(-1) ?? "";
	const name = /^from_/.test(last) ? (parts.at(-2) ?? "") : last;
	return last === "from_pretrained" || !/For[A-Z]/.test(name) ? name : "";
}

/** Masked autoencoders are built of something; the mean absolute error of the same name is of nothing, or among metrics. */
const isMeanError = ({ assignments, children, callee = "", path }: Scope): boolean =>
	/(?:^|_)(?:evaluator|metrics?)(?:$|\.)/.test(path.join(".")) ||
	(lastPart(callee) === "MAE" &&
		![...assignments, ...children].some(({ name }) =>
			/encoder|backbone|neck|head|mask|patch|embed|size$|dim$/.test(name),
		));

/** What a class for many models is trained for, by the weights it is given. */
function taskOfWeights(scope: Scope, otherwise: Task): Task {
	const weights = scope.assignments.find(({ name }) => name === "" || normalised(name).endsWith("name_or_path"));
	const name = weights && literalOf(weights);
	return typeof name?.value === "string" && name.form !== "name"
		? (match(WEIGHTS, name.value) ?? otherwise)
		: otherwise;
}

const NO_WEIGHTS = /(?:Config|Tokenizer\w*|Processor|FeatureExtractor)\.\w+$/;

function fromWeights(document: DocumentIndex): Clue[] {
	const clues: Clue[] = [];
	const given = (assignment: Assignment): void => {
		const { value, form, span, text } = literalOf(assignment);
		if (typeof value !== "string" || form === "name" || form === "expression") return;
		const task = match(WEIGHTS, value);
		if (task) clues.push({ value: task, span, because: text, scope: assignment.scope });
	};
	for (const name of WEIGHT_NAMES) for (const one of document.named(name)) given(one);
	// A configuration alone is a network that starts from nothing; a tokenizer serves any network.
	for (const scope of document.called("from_pretrained").filter(({ callee }) => !NO_WEIGHTS.test(callee ?? "")))
		for (const one of scope.assignments) if (one.name === "") given(one);
	return clues;
}

const isOfPictures = nameTest((callee) => PICTURES.test(callee));

/** Pictures are classified: by a network that starts from nothing, or by one that is said to be pretrained. */
function fromPictures(document: DocumentIndex): Clue[] {
	const loader = document.calledLike(isOfPictures).find(isCall);
	const named = ["dataset", "dataset_name", "data_name"]
		.flatMap((name) => document.named(name))
		.find(({ value }) => typeof value.value === "string" && IMAGE_SETS.test(value.value));
	const span = loader?.span ?? named?.value.span;
	if (!span) return [];
	const starts = ["pretrained", "weights"].flatMap((name) => document.named(name));
	const isOff = ({ value }: Assignment): boolean => value.value === false || value.value === null;
	const isOn = ({ value }: Assignment): boolean => value.value === true || value.value === "imagenet";
	const fact = (value: Task): Clue[] => [
		{ value, span, because: loader?.callee ?? named?.value.text ?? "", scope: document.root },
	];
	if (starts.length > 0)
		return starts.every(isOff) ? fact("vision-scratch") : starts.every(isOn) ? fact("vision-finetune") : [];
	return fact("vision-scratch");
}

const match = (patterns: Patterns, text: string): Task | undefined =>
	patterns.find(([pattern]) => pattern.test(text))?.[1];
