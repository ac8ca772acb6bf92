/** Every sentence a person reads, in one table. Placeholders in braces; the keys are stable, the words may be translated. */

import type { Message } from "../rules/rule.ts";
import { phrase } from "../words/phrase.ts";

export const MESSAGES = {
	"learning-rate-negative":
		"A learning rate of {value} climbs the loss instead of descending it; optimizers refuse it.",
	"learning-rate-zero": "{name} is 0: nothing will be learned.",
	"learning-rate-nan": "{name} is {value}: the first step destroys the weights.",
	"learning-rate-truth-value": "{name} is {value}, which counts as 1: the model would train at a learning rate of 1.",
	"learning-rate-looks-like-number": "{name}: {value} looks like a number, but loaders read it as text.",
	"rate-is-text": "{framework} loads {value} as text, not as a number: write {written}.",
	"rate-may-be-text":
		"A plain PyYAML loader reads {value} as text, not as a number (YAML 1.1 wants a dot and a signed exponent): {written} is a number everywhere.",
	"batch-not-positive": "{name} is {value}: a batch holds at least one example.",
	"batch-is-text": "{name} is the text {value}, not a number: write {number}.",
	"batch-not-whole": "{name} is {value}: a batch is a whole number of examples, and PyTorch's sampler refuses a float.",
	"rate-too-high": "A learning rate of {value} is {times} times the usual top for {regime} ({low} to {high}).",
	"rate-too-low": "A learning rate of {value} is {times} times below the usual range for {regime} ({low} to {high}).",
	"noam-multiplier-low":
		"A learning rate of {value} is multiplied by 1/√d_model and 1/√warmup under NoamAnnealing: NeMo's recipes have {low} to {high}.",
	"rate-outside-own-band":
		"A learning rate of {value} is outside this project's own band, {low} to {high} ({file}: {reason}).",
	"batch-outside-own-band":
		"A batch size of {value} is outside this project's own band, {low} to {high} ({file}: {reason}).",
	"rate-too-high-usual-elsewhere":
		"A learning rate of {value} is {times} times the usual top for {regime} ({low} to {high}): such a rate is usual for {other}.",
	"rate-too-low-usual-elsewhere":
		"A learning rate of {value} is {times} times below the usual range for {regime} ({low} to {high}): such a rate is usual for {other}.",
	"rate-above-cap":
		"A learning rate of {value} is above the rule of thumb: at most {cap}, or 1/√(number of features) if that is smaller.",
	"rate-above-feature-cap":
		"A learning rate of {value} is above the rule of thumb: min(0.2, 1/√{features}) = min(0.2, {root}) = {cap} ({because}).",
	"batch-above-thumb":
		"A batch size of {value} is above the rules of thumb, {thumbLow} to {thumbHigh} and {researchLow} to {researchHigh}: large batches cost time for each step.",
	"batch-below-thumb":
		"A batch size of {value} is below the rules of thumb, {researchLow} to {researchHigh} and {thumbLow} to {thumbHigh}: small batches make the loss curve bounce.",
	"batch-identity-violated":
		"train_batch_size is {value}, but micro batch × accumulation × devices is {micro} × {accumulation} × {devices}: {framework} stops the run.",
	"batch-identity-other-devices":
		"train_batch_size is {value}, but micro batch × accumulation × devices is {micro} × {accumulation} × {devices}: {framework} stops the run. It would hold on {works} devices.",
	"batch-share-uneven":
		"train_batch_size is {value}, which {step} (micro batch or accumulation × devices) does not divide: {framework} derives what is missing and stops the run.",
	"batch-identity-impossible":
		"train_batch_size is {value}, which no number of devices makes of micro batch × accumulation = {micro} × {accumulation} = {each}: {framework} stops the run.",
	"batch-not-divisible": "{name} is {value}, which {part} = {partValue} does not divide: the framework stops the run.",
	"generations-not-divisible":
		"The generation batch {value} × {steps} × {devices} devices = {batch} is no multiple of num_generations = {generations}: the trainer stops the run.",
	"generations-need-devices":
		"The generation batch {value} × {steps} = {batch} on each device is no multiple of num_generations = {generations}: it runs only on a multiple of {every} devices.",
	"generation-batch-not-divisible":
		"generation_batch_size is {value}, no multiple of num_generations = {generations}: the trainer stops the run.",
	"generation-batch-uneven":
		"generation_batch_size is {value}, no multiple of the batch of all devices, {step}: the trainer stops the run.",
	"generations-too-few":
		"num_generations is {generations}: the trainer compares the answers to a prompt, and refuses fewer than 2.",
	"rollout-truncated":
		"A mini-batch of {value} does not divide the rollout n_steps × n_envs = {steps} × {environments} = {rollout}: every pass ends with a truncated mini-batch of {last}.",
	"rollout-smaller":
		"A mini-batch of {value} is never full: the rollout n_steps × n_envs = {steps} × {environments} = {rollout} is smaller.",
	"mini-batches-recurrent":
		"{value} mini-batches do not divide the number of environments, {environments}: a recurrent policy needs whole sequences, and PPO2 stops the run.",
	"mini-batches-uneven":
		"{value} mini-batches do not divide the rollout n_steps × environments = {steps} × {environments} = {rollout}: PPO2 stops the run.",
	"batch-above-rollout": "{name} = {value} is refused: {part} = {partValue} is cut into mini-batches of this size.",
	"batch-off-rollout":
		"{name} = {value} is refused: rollout_fragment_length × workers × environments = {fragment} × {workers} × {environments} = {each}, of which {reached} is the first multiple to reach it, more than 10 % above.",
	"ppo-batch-of-one": "A mini-batch of 1 has no spread to normalise advantages by: PPO refuses it.",
	"batch-below-its-part":
		"{name} is {value}, below {part} = {partValue} that is cut out of it: the framework stops the run.",
	"batch-part-reduced": "{name} is {value}, below {part} = {partValue}: the smaller batch is reduced to fit.",
	"batch-said-twice": "{framework} takes {name} or {other}, not both: it stops the run.",
	"accumulation-text": "{name} is {value}: text, which DeepSpeed cannot multiply with the other batch sizes.",
	"accumulation-of-lightning":
		"Lightning refuses {name} in the configuration of its DeepSpeed strategy: it is set from the Trainer's accumulate_grad_batches.",
	"kto-batch-of-one":
		"KTO takes its reference from the other examples of the batch, and TRL refuses {name} = 1: gradient accumulation adds none.",
	"batch-larger-than-data":
		"{name} is {value}, more than the {examples} examples there are: every epoch is one step on all of them.",
	"batch-larger-dropped":
		"{name} is {value}, more than the {examples} examples there are: the one incomplete batch is dropped, and nothing is trained.",
	"batch-norm-of-one": "{name} is 1, but {layer} takes its statistics from the batch: one example has none.",
	"batch-norm-last-of-one":
		"{examples} examples in batches of {value} leave a last batch of 1, of which {layer} has no statistics: set drop_last=True.",
	"no-negatives":
		"{loss} takes its negatives from the batch: with {name} = 1 there are none, and the loss is 0. Gradient accumulation adds none.",
	"few-negatives":
		"{loss} takes its negatives from the batch: of {name} = {value} each example has {others}. Gradient accumulation adds none.",
	"value-ignored": "{name} = {value} is ignored: {by} decides.",
	"related-use": "Used here",
	"related-recognised": "Recognised here: {because}",
	"related-decides": "This setting decides",
	"given-twice": "{name} = {value} is never used: the same name further down says {last}.",
	"adafactor-warmup-init": "Adafactor refuses warmup_init=True without relative_step=True.",
	"eta0-of-zero": "eta0 = 0 is refused: this schedule begins at it, and nothing would be learned.",
	"rate-out-of-bounds": "{name} = {value} is refused: it lies between 0 and 1.",
	"rate-with-relative-step":
		"Adafactor refuses a learning rate beside relative_step=True, its default: give relative_step=False, or no rate.",
	"auto-in-arguments":
		"{callee} takes a number for {name}: auto belongs into DeepSpeed's configuration, which is filled in from here.",
	"auto-not-filled-in": "{name} is auto, which nothing in this script fills in: deepspeed.initialize wants a number.",
	"batch-differs-from-trainer":
		"{name} = {value} in the DeepSpeed configuration differs from {other} = {own}: Transformers stops the run. Give auto, or the same.",
	"rate-differs-from-trainer":
		"{name} = {value} differs from learning_rate = {own}: Transformers stops the run. Give auto, or the same.",
	"rate-too-low-for-rounds":
		"{rounds} rounds at a rate of {value} close at most {share} of the error: the model has hardly left its first guess.",
	"rate-shrinks-forest":
		"A learning rate of {value} shrinks every tree of a random forest, and nothing makes up for it: it must be 1.",
	"warmup-ignored": "{name} = {value} is ignored: the constant schedule has no warmup, constant_with_warmup has.",
	"schedule-counts-epochs":
		"{name} = {value} counts epochs, but the schedule is stepped for every batch: {callee} is through after {value} batches.",
	"schedule-counts-batches":
		"{name} = {value} counts batches, but the schedule is stepped once an epoch: {callee} hardly begins.",
	"step-size-is-rate":
		"{name} = {value} is no number of epochs: StepLR reduces the rate every {name} steps, and no step is a multiple of it.",
	"milestones-past-end":
		"The rate is never reduced: {name} begins at {first}, which is not before the end of the run at {length}.",
	"cycle-shorter-than-run":
		"{name} = {value} covers {told} epochs of {run}: OneCycleLR stops the run when it is stepped further.",
	"warmup-not-a-share":
		"{name} = {value} is no share of the run: it lies between 0 and 1, and a number of steps goes into {right}.",
	"warmup-said-twice": "{framework} takes {other} or {name}, not both: it stops the run.",
	"warmup-negative": "{name} = {value} is refused: a warmup is 0 or longer.",
	"warmup-most-of-run":
		"A warmup over {share} % of the run: the learning rate is at its peak for only a moment, and late.",
	"warmup-longer-epochs":
		"A warmup of {value} epochs is not shorter than the run of {steps}: the learning rate never reaches its peak and decays no more.",
	"warmup-longer":
		"A warmup of {value} steps is not shorter than the run of {steps}: the learning rate never reaches its peak and decays no more.",
	"search-linear":
		"A linear search from {low} to {high} draws nine of ten rates from the top decade: over several decades search on a log scale.",
	"search-log-not-positive": "A log scale has no place for {low}: the lower bound must be above 0.",
	"rate-not-read": "{callee} takes the name of a schedule for learning_rate, not a number: the rate is {right}.",
	"rate-outside-section": "{name} = {value} is not read here: Detectron2 looks for {right}.",
	"rate-left-at-default":
		"{name}: {value} without learning_rate trains at OpenNMT's default of {rate}, which is for SGD: it recommends {recommended}.",
	"search-list-refused": "Katib refuses a list for a parameter of type {type}: give min and max, or the type discrete.",
	"catboost-rate-of-zero": "CatBoost refuses a learning rate of 0.",
	"lightgbm-rate-of-zero": "LightGBM refuses a learning rate of 0: it must be above.",
	"batch-shrinks-to-nothing":
		"{name} = {value} leaves no image for the path lengths: {value} // pl_batch_shrink = {value} // {shrink} = 0, which stops the run.",
	"search-exponents":
		"log_uniform takes exponents: min {low} and max {high} sample rates between e^{low} and e^{high}, above 1. {right} takes values.",
	"search-exponents-call":
		"hyperopt's log scale takes exponents: {low} and {high} sample rates between e^{low} and e^{high}, above 1. Give log({low}) and log({high}).",
	"search-reversed": "The search goes from {low} down to {high}: the minimum is above the maximum.",
	"search-beyond-band":
		"The search goes to {bound}, {times} times {end} for {regime} ({low} to {high}): trials out there are lost.",
	"embedding-rate-not-smaller":
		"{name} = {value} is not below {main} = {mainValue}: embeddings and head are trained at a half to a tenth of it.",
	"rates-out-of-order": "{name} = {value} is above {main} = {mainValue}: the schedule would rise to its minimum.",
	"start-above-rate": "{name} = {value} is above {main} = {mainValue}: the warmup would fall instead of climb.",
	"floor-at-rate": "{name} = {value} is not below {main} = {mainValue}: ReduceLROnPlateau has nothing to reduce.",
	"schedule-not-settable":
		"ReduceLROnPlateau sets the learning rate, which Keras refuses where it is a schedule: {name} must be a number.",
	"cycle-upside-down": "{name} = {value} is above {main} = {mainValue}: the cycle would run upside down.",
	"related-trainer": "What the trainer is told",
	"related-reader": "The configuration is handed over here",
	"related-length": "The length of the run",
	"related-other": "The other",
	"related-main-rate": "The rate that trains",
	"rate-for-other-batch":
		"A learning rate of {value} is for a batch of {base}, one device has {batch} already, and auto_scale_lr.enable leaves it as it is.",
	"fix-auto-scale": "Let auto_scale_lr scale the rate: enable it",
	"rate-not-scaled":
		"A learning rate of {value} is {times} times what linear scaling gives for a batch of {batch}: {rate} × {batch} / {reference} = {scaled}.",
	"rate-left-linear":
		"The batch of an optimizer step went from {from} to {to}, and {name} stayed at {value}: by linear scaling, which holds for SGD, it would be {scaled}.",
	"rate-left-root":
		"The batch of an optimizer step went from {from} to {to}, and {name} stayed at {value}: by square-root scaling, derived for Adam and RMSprop, it would be {scaled}.",
	"related-batch-before": "The batch of a step, {from} before",
	"fix-left-linear": "Scale {name} with the batch: {old} → {value} (linear, Goyal et al. 2017)",
	"fix-left-root": "Scale {name} with the batch: {old} → {value} (square root, Malladi et al. 2022)",
	"fix-left-linear-all": "Scale {name}, {others} with the batch: × {factor} (linear, Goyal et al. 2017)",
	"fix-left-root-all": "Scale {name}, {others} with the batch: × {factor} (square root, Malladi et al. 2022)",
	"reason-feature-cap": "Set {name} to {value}: min(0.2, 1/√{features}) ({because})",
	"reason-cap": "Set {name} to {value}: the cap of the rule of thumb, min(0.2, 1/√features)",
	"reason-centre": "Set {name} to {value}: middle of {low} to {high}, usual for {regime}",
	"reason-centre-practice":
		"Set {name} to {value}: middle of {low} to {high}, usual for {regime}; median of {configs} public configs",
	"reason-default": "Set {name} to {value}: what the library uses for {optimizer} where no rate is given",
	"reason-practice": "Set {name} to {value}: median of {configs} public configs, {regime}{makes}",
	"reason-gpt3": "Set {name} to {value}: GPT-3's model of {size} parameters, low by today's laws",
	"reason-step-law": "Set {name} to {value}: Step Law for {size} parameters and {tokens} tokens",
	"reason-deepseek": "Set {name} to {value}: DeepSeek's law for {size} parameters and {tokens} tokens",
	"reason-scaled": "Set {name} to {value}: {rate} for a batch of {reference}, scaled linearly to {batch}",
	"reason-batch-step-law":
		"Set {name} to {value}: Step Law wants {batch} tokens a step for {tokens} tokens, in sequences of {length}{makes}",
	"reason-batch-deepseek":
		"Set {name} to {value}: DeepSeek's law wants {batch} tokens a step for {size} parameters and {tokens} tokens, in sequences of {length}{makes}",
	"reason-batch-gpt3":
		"Set {name} to {value}: GPT-3's model of {size} parameters had {batch} tokens a step, in sequences of {length}{makes}",
	"reason-lora": "Set {name} to {value}: ten times {full}, the middle for full fine-tuning",
	"reason-upper": "Set {name} to {value}: upper end of {low} to {high}, usual for {regime}",
	"reason-lower": "Set {name} to {value}: lower end of {low} to {high}, usual for {regime}",
	share: " ({value} × {count} = {step} a step)",
	"share-of-one-device": " ({value} × {count} = {step} on one device: divide by their number)",
	"reason-all-examples": "Set {name} to {value}: no more than the data has, {examples} examples ({because}){makes}",
	"reason-research-batch": "Set {name} to {value}: best results for small batches lie between {low} and {high}{makes}",
	"reason-thumb-batch": "Set {name} to {value}: rule of thumb, {low} to {high}{makes}",
	"reason-batch-centre": "Set {name} to {value}: middle of {low} to {high} {unit}, usual for {regime}{makes}",
	"unused-suppression": "This comment suppresses nothing.",
	"unused-suppression-of": "Nothing here for {rules} to suppress.",
	"fix-write-as-number": "Write {value}, a number to every loader",
	"fix-rename": "Change to {name}",
	"fix-warmup-schedule": "Change the schedule to constant_with_warmup",
	"fix-swap": "Swap minimum and maximum",
	"fix-scale": "Set {name} to {value}: {rate} × {batch} / {reference}, linear scaling",
	"fix-set-multiple": "Set {name} to {value}: a multiple of {step}",
	"fix-set-divisor": "Set {name} to {value}: it divides {whole}",
	"fix-set-examples": "Set {name} to {value}: all examples in one batch",
	"fix-set-equal": "Set {name} to {value}: as large as {other}",
	"fix-set-fewest": "Set {name} to {value}: the fewest that can be compared",
	"fix-whole-trees": "Set {name} to {value}: a forest takes its trees whole",
	"fix-write-whole": "Write {value} as a whole number",
	"fix-round": "Set {name} to {value}: rounded to a whole number",
	"fix-identity": "Make the identity hold, {batch} = {size} × {steps} × {world}: set {name} to {value}",
	"set-value": "Set {name} to {value}",
	"data-empty": "{file} holds no table.",
	"data-not-text": "{file} is no text in UTF-8.",
	"data-not-parquet": "{file} is no Parquet file, or is broken.",
	"data-not-json-lines": "{file} has no JSON object on its first line.",
	"data-unknown": "{file} is none of the formats that are read: CSV, TSV, JSON Lines, Parquet.",
	"data-too-large": "{file} is too large to be read here: this kind of workspace hands out whole files only.",
	"data-not-read": "{file} could not be read.",
} as const;

export type MessageId = keyof typeof MESSAGES;

/** Parameters with words of the evidence, which says nothing itself. */
const OF_EVIDENCE: ReadonlySet<string> = new Set(["regime", "other", "unit"]);

/** The sentence for a message. */
export function say({ id, params }: Message): string {
	const said = Object.entries(params).map(([name, value]) => [
		name,
		typeof value === "string" && OF_EVIDENCE.has(name) ? phrase(value) : value,
	]);
	return phrase(MESSAGES[id], Object.fromEntries(said));
}

/** Why a value is recommended, without what it would be set to: for where that stands beside it. */
export function sayWhy(reason: Message): string {
	const whole = say(reason);
	const lead = `${say({ id: "set-value", params: reason.params })}: `;
	return whole.startsWith(lead) ? whole.slice(lead.length) : whole;
}
