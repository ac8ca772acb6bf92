/** Which weights are trained, towards what, and how many there are: what decides the learning rate of a language model (E4). */

import type { Assignment, Scope, Span } from "../read/model.ts";
import { phrase } from "../words/phrase.ts";
import type { Fact, Regime, Stage } from "./facts.ts";
import type { Framework } from "./frameworks/framework.ts";
import { type DocumentIndex, inTextOrder, lastPart } from "./index-document.ts";
import { nameTest } from "./names.ts";
import { optimizerCalls } from "./optimizer.ts";
import { meaningOf } from "./vocabulary.ts";
import { words } from "./words.ts";

type Adapter = "lora" | "prompt-tuning";

/** P-Tuning v2, of ChatGLM and others: the length of the prefix that is trained. */
const P_TUNING = "pre_seq_len";
const ADAPTER_NAMES = [
	P_TUNING,
	"adapter",
	"finetuning_type",
	"lora_r",
	"lora_rank",
	"lora_dim",
	"lora_alpha",
	"lora_enable",
	"use_peft",
	"use_lora",
	"use_llm_lora",
	"peft_type",
	"peft_method",
	"peft_scheme",
	"train_type",
	"sft_type",
	"tuner_type",
	"network_module",
	"network_dim",
];
/** ms-swift's names, of which other frameworks have the first for other things. */
const TUNER_NAMES = ["train_type", "sft_type", "tuner_type"];
const OTHER_TUNERS = /^(?:adapter|llamapro|boft|fourierft|reft|bone)$/;
/** Where nothing is said, these train LoRA. */
const LORA_BY_DEFAULT: ReadonlySet<string> = new Set(["ms-swift", "llama-factory"]);
/** Values of those names that switch the adapter off, or name another way to train. */
const NO_ADAPTER: ReadonlySet<unknown> = new Set([null, false, 0, "", "none", "None", "full", "freeze"]);
const TINY_ADAPTERS = /prompt|prefix|p_?tuning|ia3|vera|vblora|fourierft|c3a|trainable_tokens/i;
/** Low-rank products. What else adapts (OFT, FourierFT, a bottleneck) is trained at rates of its own, that no band is for. */
const LOW_RANK = /lora|lo(?:ha|kr)|dora|pissa/i;
/** The names whose text says which kind of adapter it is. */
const ADAPTER_KINDS = ["adapter", "finetuning_type", "peft_type", "peft_scheme"];

/** PEFT's configurations. */
const ADAPTER_CLASSES: readonly (readonly [string, Adapter])[] = [
	["LoraConfig", "lora"],
	["AdaLoraConfig", "lora"],
	...[
		"PromptTuningConfig",
		"PrefixTuningConfig",
		"PromptEncoderConfig",
		"MultitaskPromptTuningConfig",
		"IA3Config",
		"VeraConfig",
		"VBLoRAConfig",
		"FourierFTConfig",
	].map((name) => [name, "prompt-tuning"] as const),
];

/** Stages by the value of LLaMA-Factory's `stage`, axolotl's `rl`, ms-swift's `rlhf_type`. */
const STAGE_NAMES = ["stage", "rl", "rlhf_type"];
const STAGES: Readonly<Record<string, Stage>> = {
	sft: "sft",
	pt: "continued-pretrain",
	dpo: "preference",
	ipo: "preference",
	kto: "preference",
	orpo: "preference",
	simpo: "preference",
	cpo: "preference",
	ppo: "rl",
	grpo: "rl",
	rloo: "rl",
	gkd: "sft",
	rm: "reward",
	reward: "reward",
};
const STAGE_CLASSES: readonly (readonly [RegExp, Stage])[] = [
	[/^(?:\w*DPO|KTO|ORPO|CPO|SimPO|BCO|IPO)(?:Config|Trainer)$/, "preference"],
	[/^(?:GRPO|RLOO|PPO|PPOv2)(?:Config|Trainer)$/, "rl"],
	[/^Reward(?:Config|Trainer)$/, "reward"],
	[/^SFT(?:Config|Trainer)$/, "sft"],
];
/** Frameworks that do nothing but train language models further. */
const TUNERS: ReadonlySet<string> = new Set([
	"axolotl",
	"llama-factory",
	"torchtune",
	"trl",
	"alignment-handbook",
	"ms-swift",
	"xtuner",
]);
const PRETRAINERS: ReadonlySet<string> = new Set(["gpt-neox", "olmo", "nanogpt", "torchtitan", "megatron-lm"]);
/** Names by which a pre-training framework is told that this run is none. */
const TUNES = /tun|sft|dpo|ppo|grpo|eval|generat|_t0|_mtf/i;
const NO_PRETRAINING = ["finetune", "sft", "perform_rl_step", "pretrained_checkpoint"];

const MODEL_NAMES = [
	"base_model",
	"model_name_or_path",
	"model_id",
	"pretrained_model_name_or_path",
	"model_name",
	"model",
];
const MODEL_SIZE = /(?:^|[-_/\s])(\d+(?:\.\d+)?)\s?([bBmM])(?![a-zA-Z])/;

/** GPT-2 says no size: all but the largest have at most this many parameters. */
const SMALL_GPT2 = /(?:^|\/)(?:distil)?gpt2(?:-medium|-large)?$/;
const GPT2_LARGE = 774e6;

export function recogniseRegime(
	document: DocumentIndex,
	framework: Framework | undefined,
): (at: Assignment | undefined) => Fact<Regime> | undefined {
	const adapter = recogniseAdapter(document) ?? usualAdapter(document, framework);
	const stage = documentStage(document) ?? impliedStage(document, framework);
	if (isUnknownKind(document)) return () => undefined;
	const probe = linearProbe(document) ?? trainedHead(document);
	if (probe) return () => probe;
	return (at) => {
		const prompt = trainedPrompt(at?.scope);
		if (prompt) return prompt;
		const found = stageOfCall(at?.scope) ?? stageOfPath(at, framework?.id) ?? stage;
		if (!found) return adapter;
		if (!adapter) return found.value === "sft" ? { ...found, value: "full-finetune" } : (found as Fact<Regime>);
		if (found.value === "sft") return adapter;
		if (adapter.value !== "lora" || found.value === "critic" || found.value.includes("pretrain"))
			return found as Fact<Regime>;
		return { ...found, value: `${found.value}-lora` as Regime, because: `${found.because}, ${adapter.because}` };
	};
}

/** OpenPrompt keeps the optimizer of a trained prompt inside it: `soft_template: {optimize: {lr: 0.3}}` (E4.8). */
function trainedPrompt(from: Scope | undefined): Fact<Regime> | undefined {
	for (let scope = from; scope; scope = scope.parent)
		if (TRAINED_PROMPT.test(scope.name)) return { value: "prompt-tuning", span: scope.nameSpan, because: scope.name };
	return undefined;
}

const TRAINED_PROMPT =
	/^(?:soft|mixed|ptuning|prefix_?tuning)_?(?:template|verbalizer|prompt)$|^(?:prompt|prefix)_?(?:encoder|tuning)$/i;

/** Only a linear head is trained, on a backbone of which every stage is frozen (E5.4). */
function linearProbe(document: DocumentIndex): Fact<Regime> | undefined {
	const frozen = [...document.named("frozen_stages"), ...document.named("linear_probe")].find(
		({ value }) => value.value === true || (typeof value.value === "number" && value.value >= ALL_STAGES),
	);
	if (frozen)
		return { value: "linear-probe", span: frozen.value.span, because: `${frozen.name}: ${frozen.value.text}` };
	const [command, ...others] = document.commands.filter(({ assignments }) =>
		assignments.some(({ name }) => meaningOf(name)?.parameter === "learning_rate"),
	);
	const isProbe = ({ callee = "" }: Scope): boolean => PROBING.test(lastPart(callee));
	return command && [command, ...others].every(isProbe)
		? { value: "linear-probe", span: command.span, because: command.callee ?? "" }
		: undefined;
}

/** `main_lincls.py`, `main_linprobe.py`, `eval_linear.py`: scripts are called after what they train. */
const PROBING = /^(?:main_|submitit_|run_)?(?:lincls|linprobe|linear_probe)$|^eval_linear$/;

/** The only optimizer of a script is given the parameters of a head and no others: `SGD(model.fc.parameters(), lr=30)`. */
function trainedHead(document: DocumentIndex): Fact<Regime> | undefined {
	const [optimizer, ...others] = optimizerCalls(document);
	const given = optimizer?.children.find(({ name, path }) => name === "" || path.at(-1) === "params");
	return given && others.length === 0 && HEAD.test(given.callee ?? "")
		? { value: "linear-probe", span: given.span, because: `${given.callee}()` }
		: undefined;
}

const HEAD = /\w\.(?:fc|head|heads|linear|classifier)\.parameters$/;

/** A ResNet has four stages. */
const ALL_STAGES = 4;

/** A stage that is named but not known, or only some layers trained: no published range is for it. */
function isUnknownKind(document: DocumentIndex): boolean {
	const text = (name: string): string[] =>
		document.named(name).flatMap(({ value }) => (typeof value.value === "string" ? [value.value.toLowerCase()] : []));
	return (
		STAGE_NAMES.some((name) => text(name).some((value) => !Object.hasOwn(STAGES, value))) ||
		text("finetuning_type").includes("freeze") ||
		ADAPTER_KINDS.some((name) => text(name).some(isOtherAdapter)) ||
		TUNER_NAMES.some((name) => text(name).some((value) => OTHER_TUNERS.test(value)))
	);
}

/** `${adapter}` is filled in elsewhere and says nothing. */
const isOtherAdapter = (value: string): boolean =>
	!NO_ADAPTER.has(value) && !value.includes("{") && !TINY_ADAPTERS.test(value) && !LOW_RANK.test(value);

function recogniseAdapter(document: DocumentIndex): Fact<Adapter> | undefined {
	for (const name of ADAPTER_NAMES) {
		const named = document.named(name)[0];
		if (!named || NO_ADAPTER.has(named.value.value)) continue;
		const { value } = named.value;
		if (TUNER_NAMES.includes(name) && !(typeof value === "string" && LOW_RANK.test(value))) continue;
		// `adapter=adapter` of a script may be any network that is put beside another.
		if (name === "adapter" && named.value.form === "name") continue;
		const because = `${named.name}: ${named.value.text}`;
		const tiny = name === P_TUNING || (typeof value === "string" && TINY_ADAPTERS.test(value));
		return { value: tiny ? "prompt-tuning" : "lora", span: named.value.span, because };
	}
	for (const [name, value] of ADAPTER_CLASSES) {
		const call = document.called(name)[0];
		if (call) return { value, span: call.span, because: `${name}(…)` };
	}
	const component = document
		.named("_component_")
		.find(({ value }) => typeof value.value === "string" && /[._]q?lora_/.test(value.value));
	return component && { value: "lora", span: component.value.span, because: component.value.text };
}

/** What is trained where no name says it: a script that is called after it, the framework's own default. */
function usualAdapter(document: DocumentIndex, framework: Framework | undefined): Fact<Adapter> | undefined {
	const script = document.commands.find(({ callee = "" }) => /lora/i.test(lastPart(callee)));
	if (script?.callee !== undefined) return { value: "lora", span: script.span, because: script.callee };
	const isNamed = [...TUNER_NAMES, "finetuning_type"].some((name) => document.named(name).length > 0);
	// Megatron-SWIFT trains all weights by default.
	const isMegatron = document.calledLike(isMegatronCall).length > 0;
	// LLaMA-Factory's configs of the first kind name their stage; those of the second train all weights.
	const isSecond = framework?.id === "llama-factory" && document.named("stage").length === 0;
	return framework !== undefined && LORA_BY_DEFAULT.has(framework.id) && !isNamed && !isMegatron && !isSecond
		? { value: "lora", span: undefined, because: phrase("default of {framework}", { framework: framework.label }) }
		: undefined;
}

const isMegatronCall = nameTest((callee) => callee.startsWith("megatron."));
const isOfStage = nameTest((callee) => STAGE_CLASSES.some(([pattern]) => pattern.test(lastPart(callee))));

function documentStage(document: DocumentIndex): Fact<Stage> | undefined {
	for (const name of STAGE_NAMES) {
		for (const named of document.named(name)) {
			const value = typeof named.value.value === "string" ? STAGES[named.value.value.toLowerCase()] : undefined;
			if (value) return { value, span: named.value.span, because: `${named.name}: ${named.value.text}` };
		}
	}
	const corpus = document.named("pretraining_dataset")[0] ?? document.scopesNamed("pretraining_dataset")[0];
	if (corpus) return { value: "pretrain", span: corpus.nameSpan, because: corpus.name };
	const reward = [...document.named("reward_model"), ...document.named("process_reward_model")].find(
		({ value }) => value.value === true,
	);
	if (reward) return { value: "reward", span: reward.value.span, because: `${reward.name}: ${reward.value.text}` };
	const loss = document
		.named("_component_")
		.find(({ value }) => typeof value.value === "string" && /DPOLoss$/.test(value.value));
	if (loss) return { value: "preference", span: loss.value.span, because: loss.value.text };
	const stages = document
		.calledLike(isOfStage)
		.map(stageOfCall)
		.filter((found) => found !== undefined);
	return stages.every(({ value }) => value === stages[0]?.value) ? stages[0] : undefined;
}

function stageOfCall(scope: Scope | undefined): Fact<Stage> | undefined {
	const callee = scope?.kind === "call" ? lastPart(scope.callee ?? "") : "";
	const stage = STAGE_CLASSES.find(([pattern]) => pattern.test(callee));
	return scope && stage && { value: stage[1], span: scope.span, because: `${callee}(…)` };
}

/** verl and OpenRLHF keep an actor's and a critic's settings under their names. */
function stageOfPath(at: Assignment | undefined, framework: string | undefined): Fact<Stage> | undefined {
	if (!at || (framework !== "verl" && framework !== "openrlhf")) return undefined;
	const path = at.path.join(".");
	const fact = (value: Stage): Fact<Stage> => ({ value, span: at.nameSpan, because: path });
	return /critic/.test(path) ? fact("critic") : /actor/.test(path) ? fact("rl") : undefined;
}

/** What a framework does when its config names no stage. */
function impliedStage(document: DocumentIndex, framework: Framework | undefined): Fact<Stage> | undefined {
	if (framework === undefined) return undefined;
	const { id, label } = framework;
	const whole = id === "transformers" || id === "trl" ? wholeModel(document) : undefined;
	if (whole) return whole;
	const told = commandStage(document, TUNERS.has(id) || id === "openrlhf");
	if (told) return told;
	const first = (...names: string[]): Span | undefined =>
		names.map((name) => document.named(name)[0] ?? document.scopesNamed(name)[0]).find((one) => one?.nameSpan)
			?.nameSpan;
	const rewards = id === "trl" ? first("reward_funcs", "num_generations") : undefined;
	if (rewards) return { value: "rl", span: rewards, because: phrase("rewards and generations") };
	const preferences =
		id === "alignment-handbook" || id === "trl" ? first("beta", "loss_type", "desirable_weight") : undefined;
	if (preferences)
		return { value: "preference", span: preferences, because: phrase("beta, the strength of the preference loss") };
	if (PRETRAINERS.has(id)) {
		const isOn = ({ value }: Assignment): boolean => value.value !== false && value.value !== null;
		const other =
			NO_PRETRAINING.some((name) => document.named(name).some(isOn)) ||
			document.commands.some(({ callee = "" }) => TUNES.test(callee));
		return other ? undefined : { value: "pretrain", span: undefined, because: label };
	}
	if (id === "llm-foundry") return foundryStage(document);
	if (id === "open-instruct") return instructStage(document);
	// ms-swift's arguments say in a script what its configs say.
	const says = id === "ms-swift" && document.named("train_type").length > 0;
	if (!TUNERS.has(id) || (document.language === "python" && !says)) return undefined;
	return { value: "sft", span: undefined, because: phrase("{framework}, no other stage named", { framework: label }) };
}

/** A script that hands a pretrained language model to a trainer and knows nothing of adapters or frozen weights trains all of it. */
function wholeModel(document: DocumentIndex): Fact<Stage> | undefined {
	if (document.language !== "python") return undefined;
	const [model, ...others] = document
		.called("from_pretrained")
		.filter(({ callee }) => /(?:^|\.)(?:\w+ForCausalLM|\w+LMHeadModel)\.from_pretrained$/.test(callee ?? ""));
	const trains = ["Trainer", "SFTTrainer"].some((name) => document.called(name).length > 0);
	if (!model || others.length > 0 || !trains) return undefined;
	const partly =
		document.imports.some(isPartly) ||
		document.scopesNamedLike(isPartly).length > 0 ||
		document.calledLike(isPartly).length > 0 ||
		document.namedLike(isPartly).length > 0;
	return partly
		? undefined
		: { value: "sft", span: model.span, because: phrase("{call}, no adapter", { call: `${model.callee}(…)` }) };
}

const isPartly = nameTest((name) =>
	/peft|lora|adapter|fr[eo]ez|requires_grad|quantiz|load_in_\dbit|distil|teacher/i.test(name),
);

/** The stage that a command is called after: `trl dpo`, `swift pt`, `openrlhf.cli.train_rm`. */
function commandStage(document: DocumentIndex, isTuner: boolean): Fact<Stage> | undefined {
	for (const { callee = "", span } of document.commands) {
		const word = words(lastPart(callee)).find((one) => Object.hasOwn(STAGES, one) && (isTuner || one.length > 2));
		const value = STAGES[word ?? ""];
		// Of `rm` and `pt` only a tuner's command is sure; `sft` says nothing of what else a script may do.
		if (value && (isTuner || value !== "sft")) return { value, span, because: callee };
	}
	return undefined;
}

/** LLM Foundry's training loader is for text or for fine-tuning, its model given or new. */
function foundryStage(document: DocumentIndex): Fact<Stage> | undefined {
	const loader = document.at("train_loader", "name");
	if (loader?.value.value === "finetuning") return { value: "sft", ...from(loader) };
	const given = document.at("model", "pretrained");
	if (loader?.value.value !== "text" || given?.value.value === undefined) return undefined;
	return { value: given.value.value === true ? "continued-pretrain" : "pretrain", ...from(given) };
}

/** open-instruct's recipes name their data and the run, not the stage. */
function instructStage(document: DocumentIndex): Fact<Stage> | undefined {
	if (document.language === "python") return undefined;
	const texts = inTextOrder([...document.assignments])
		.flatMap(({ name, value }) => [name, value.text])
		.join(" ");
	const preference = /dpo|simpo|pref|ultrafeedback/i.exec(texts)?.[0];
	if (preference !== undefined) return { value: "preference", span: undefined, because: preference };
	if (/ppo|grpo|reward|rlvr/i.test(texts)) return undefined;
	const sft = /sft|tulu-v2|instruct/i.exec(texts)?.[0];
	return sft === undefined ? undefined : { value: "sft", span: undefined, because: sft };
}

const from = ({ name, value }: Assignment): { span: Span; because: string } => ({
	span: value.span,
	because: `${name}: ${value.text}`,
});

/** The number of parameters, from a model's name: `Llama-3.1-8B`, `SmolLM2-135M`. */
export function recogniseModelSize(document: DocumentIndex): Fact<number> | undefined {
	for (const name of MODEL_NAMES) {
		for (const { name: written, value } of document.named(name)) {
			if (typeof value.value === "string" && SMALL_GPT2.test(value.value))
				return { value: GPT2_LARGE, span: value.span, because: `${written}: ${value.text}` };
			const found = sizeIn(value, `${written}: ${value.text}`);
			if (found) return found;
		}
	}
	// `LlamaForCausalLM.from_pretrained("llama-30b-hf")`; of a teacher and its student nothing is known.
	const loaded = document.called("from_pretrained").flatMap(({ callee, assignments: [first] }) => {
		const found =
			first?.name === "" && /For[A-Z]\w*\.from_pretrained$/.test(callee ?? "")
				? sizeIn(first.value, `${callee}(${first.value.text})`)
				: undefined;
		return found ? [found] : [];
	});
	return loaded.every(({ value }) => value === loaded[0]?.value) ? loaded[0] : undefined;
}

function sizeIn({ value, span }: Assignment["value"], because: string): Fact<number> | undefined {
	const [, number, unit] = (typeof value === "string" && MODEL_SIZE.exec(value)) || [];
	return number && unit
		? { value: Number(number) * (unit.toLowerCase() === "b" ? 1e9 : 1e6), span, because }
		: undefined;
}
