/** What is known about one training run. A fact that was not seen is absent, never guessed. */

import type { Cell } from "../evidence/bands.ts";
import type { OptimizerFamily } from "../evidence/optimizers.ts";
import type { Span } from "../read/model.ts";
import type { Framework } from "./frameworks/framework.ts";

/** A fact and where it comes from: the place it was read at, or `undefined` with the reason in `because`. */
export interface Fact<T> {
	readonly value: T;
	/** Where in the document it was read; undefined when it comes from elsewhere (the project file). */
	readonly span: Span | undefined;
	/** Why it was concluded, for a person: `optimizer: adamw`, `the only optimizer in this file`. */
	readonly because: string;
}

export interface Optimizer {
	readonly family: OptimizerFamily;
	readonly name: string;
}

/** What a run is for. */
export type Stage = "sft" | "pretrain" | "continued-pretrain" | "preference" | "rl" | "critic" | "reward";

export const REGIMES = [
	"lora",
	"prompt-tuning",
	"linear-probe",
	"full-finetune",
	"pretrain",
	"continued-pretrain",
	"preference",
	"rl",
	"critic",
	"reward",
	"preference-lora",
	"rl-lora",
	"reward-lora",
] as const;

/** Stage and trained weights in one word: the strongest clue to the right learning rate of a language model. */
export type Regime = (typeof REGIMES)[number];

/** A band of the project's own, which replaces the published one where what it names is what was recognised. */
export interface OwnBand {
	readonly parameter: "learning_rate" | "batch_size";
	readonly optimizer?: string;
	readonly framework?: string;
	readonly regime?: Regime;
	readonly low: number;
	readonly high: number;
	readonly reason: string;
	/** The project file's name. */
	readonly file: string;
}

type KindOf<C extends string> = C extends `${infer Kind}/${string}` ? Kind : never;
type KnownKind = KindOf<Cell>;

/** What is trained, in the evidence's own words: the kind of a row of the bands, or some language model (its row is its regime's). */
export type Task = Exclude<KnownKind, "any" | `llm-${string}`> | "language-model";

export interface Setup {
	readonly framework?: Fact<Framework>;
	readonly optimizer?: Fact<Optimizer>;
	/** What the loader of the script that takes this value makes of `1e-4`. */
	readonly loader?: Fact<"text" | "number">;
	/** The schedule's name as written, lower case. */
	readonly schedule?: Fact<string>;
	readonly task?: Fact<Task>;
	readonly regime?: Fact<Regime>;
	/** The number of the model's parameters. */
	readonly modelSize?: Fact<number>;
	/** Steps or epochs of the run, its warmup, and the numbers it counts in: as written, name and value. */
	readonly length?: Fact<string>;
	readonly warmup?: Fact<string>;
	readonly precision?: Fact<string>;
	/** Tokens of one sequence. */
	readonly sequenceLength?: Fact<number>;
	/** Tokens of the whole run, of a language model in pre-training. */
	readonly trainingTokens?: Fact<number>;
	/** A linear or wide model: the one kind that the article's rule for the rate was written for. */
	readonly linearModel?: Fact<string>;
	readonly features?: Fact<number>;
	/** Examples of one optimizer step, over all devices and accumulation. */
	readonly globalBatch?: Fact<number>;
	readonly accumulation?: Fact<number>;
	readonly devices?: Fact<number>;
	/** The number of examples of the training data. */
	readonly examples?: Fact<number>;
	readonly bands?: Fact<readonly OwnBand[]>;
}
