/** The optimizer families, and every spelling of their members that is found in configs and scripts. */

export type OptimizerFamily =
	| "adam"
	| "sgd"
	| "rmsprop"
	| "adagrad"
	| "adadelta"
	| "adafactor"
	| "lamb"
	| "lars"
	| "lion"
	| "second-order"
	| "muon"
	| "novograd"
	| "lr-free"
	| "schedule-free-adamw"
	| "schedule-free-sgd"
	| "ftrl"
	| "lbfgs";

/**
 * Spellings in lower case without separators, as `spelling` or `spelling=canonical-name`. Precision, fusion, paging and
 * sharding change nothing about the learning rate (E2.16): they are stripped as decoration, not listed.
 */
const SPELLINGS: Readonly<Record<OptimizerFamily, string>> = {
	adam:
		"adam adamw adamax nadam nadamw radam amsgrad=adam adabelief adabound adan adamp ademamix laprop ranger ranger21 " +
		"adammini=adam-mini adamwmini=adam-mini galoreadamw=galore-adamw apolloadamw=apollo-adamw stableadamw=stable-adamw " +
		"grokadamw adamweightdecay=adamw adamwithweightdecay=adamw bertadam=adamw cadamw=cautious-adamw " +
		"onebitadam=one-bit-adam zerooneadam=zero-one-adam",
	sgd:
		"sgd sgdw asgd sgdp sgdm=sgd momentum=sgd nag=sgd nesterov=sgd gradientdescent=sgd momentumsgd=sgd " +
		"sgdmomentum=sgd sgdwithmomentum=sgd sgdnesterov=sgd nesterovsgd=sgd nesterovmomentum=sgd musgd",
	rmsprop: "rmsprop rmsproptf=rmsprop",
	adagrad: "adagrad",
	adadelta: "adadelta",
	adafactor: "adafactor galoreadafactor=galore-adafactor adafactorbv=adafactor adafactorbigvision=adafactor",
	lamb: "lamb lambc=lamb onebitlamb=one-bit-lamb",
	lars: "lars larc nlars=lars nlarc=larc",
	lion: "lion lionw=lion",
	"second-order": "sophia sophiag=sophia sophiah=sophia soap shampoo",
	muon: "muon singledevicemuon=muon muonwithauxadam=muon singledevicemuonwithauxadam=muon muonclip=muon",
	novograd: "novograd",
	"lr-free":
		"prodigy prodigyplusschedulefree=prodigy dadaptation=d-adaptation dadapt=d-adaptation dadaptadam=d-adapt-adam " +
		"dadaptadampreprint=d-adapt-adam dadaptadagrad=d-adapt-adagrad dadaptadan=d-adapt-adan dadaptadanip=d-adapt-adan " +
		"dadaptsgd=d-adapt-sgd dadaptlion=d-adapt-lion dadaptlamb=d-adapt-lamb ldog cocob mechanic mechanize=mechanic",
	"schedule-free-adamw":
		"adamwschedulefree=schedule-free-adamw schedulefreeadamw=schedule-free-adamw schedulefreeadam=schedule-free-adamw " +
		"radamschedulefree=schedule-free-radam schedulefreeradam=schedule-free-radam",
	"schedule-free-sgd": "sgdschedulefree=schedule-free-sgd schedulefreesgd=schedule-free-sgd",
	ftrl: "ftrl ftrlproximal=ftrl",
	lbfgs: "lbfgs lbfgsb=lbfgs",
};

export interface NamedOptimizer {
	readonly family: OptimizerFamily;
	/** The canonical name: `adamw`, `schedule-free-sgd`, `d-adapt-adam`. */
	readonly name: string;
}

const KNOWN: ReadonlyMap<string, NamedOptimizer> = new Map(
	(Object.keys(SPELLINGS) as OptimizerFamily[]).flatMap((family) =>
		SPELLINGS[family].split(" ").map((entry): [string, NamedOptimizer] => {
			const [spelling = entry, name = spelling] = entry.split("=");
			return [spelling, { family, name }];
		}),
	),
);

/** Every canonical name. */
export const optimizerNames = (): string[] => [...new Set([...KNOWN.values()].map(({ name }) => name)), "dog"];

const BEFORE =
	/^(?:deepspeed|distributed|dist|fused|mixedprecision|megatron|paged|cpu|bnb|ao|low(?:bit|precision)|apex|torch|tf|keras|legacy|multitensor|hybrid|decoupled|sparse|lazy|clipped|jit|nv|flash)/;
const AFTER =
	/(?:optimizer|optim|opt|torch|xla|npu|hf|bnb|apex|fused|foreach|anyprecision|layerwise|offload|reference|closure|paper|fp8|b?f(?:p|loat)?16|fp32|\d{1,2}bit)$/;

/**
 * The family of an optimizer, by any name it goes by: a class (`torch.optim.AdamW`, `DeepSpeedCPUAdam`), a function
 * (`optax.adamw`) or a trainer's word (`paged_adamw_8bit`). The whole name must be an optimizer's: `adapter`, `sgdr` and
 * `Rprop` are undefined.
 */
export function optimizerFamily(name: string): NamedOptimizer | undefined {
	const path = name.trim().replace(/\(.*$/s, "").split(/[.:]+/);
	const last = path.at(-1) ?? "";
	// An animal in lower case, unless a module holds it
	if (last === "DoG" || last === "LayerDoG" || (last === "dog" && path.length > 1))
		return { family: "lr-free", name: "dog" };
	let word = last.toLowerCase().replace(/[\s_-]+/g, "");
	while (word !== "") {
		const known = KNOWN.get(word);
		if (known) return known;
		const before: string = word.replace(BEFORE, "");
		const shorter = before === word ? word.replace(AFTER, "") : before;
		if (shorter === word) return undefined;
		word = shorter;
	}
	return undefined;
}
