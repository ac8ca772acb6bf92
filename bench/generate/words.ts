/** What names and sentences of generated files are made of. */

import type { Random } from "../random.ts";

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

const NOUNS = list(`
	encoder decoder attention block layer head stem neck backbone feature token embedding position mask query key value image
	frame clip audio waveform spectrogram text sentence document caption label box anchor point voxel mesh graph node edge
	sample record shard cache buffer index table schema config option argument checkpoint weight bias gradient state step
	episode reward action policy critic replay environment agent teacher student score metric loss logit target prediction
	tokenizer vocabulary prompt response dataset split manifest annotation path folder archive session request worker queue
`);
const VERBS = list(`
	build load save read write parse encode decode compute update merge split gather scatter resize crop flip normalize pad
	mask sample draw plot register resolve convert export import validate evaluate prepare collect filter sort group pack
	unpack clip scale shift rotate project reset init forward export check fetch download extract format render summarize
`);
const ADJECTIVES = list(`
	local global shared hidden inner outer dense sparse causal cross dual deep shallow wide raw clean noisy smooth masked
	relative absolute temporal spatial dynamic static pooled residual cached partial final initial main auxiliary
`);

export const noun = (random: Random): string => random.pick(NOUNS);
export const verb = (random: Random): string => random.pick(VERBS);

/** `hidden_token_mask` */
export const snake = (random: Random): string =>
	random.chance(0.4)
		? noun(random)
		: random.chance(0.6)
			? `${random.pick(ADJECTIVES)}_${noun(random)}`
			: `${noun(random)}_${noun(random)}`;

export const functionName = (random: Random): string => `${verb(random)}_${snake(random)}`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `HiddenTokenMask` */
export const className = (random: Random): string =>
	[random.pick(ADJECTIVES), noun(random), noun(random)].map(capital).join("");

/** A remark as people write them, without an end. */
export const sentence = (random: Random): string =>
	`${capital(verb(random))} the ${random.pick(ADJECTIVES)} ${noun(random)} ${random.pick(["of", "for", "before", "after", "with"])} each ${noun(random)}`;

export const quoted = (random: Random): string => `"${snake(random)}"`;

/** The values of the field, in the spellings of the field. */
export const RATES = list("1e-5 2e-5 5e-5 1e-4 3e-4 5e-4 1e-3 2e-3 0.01 0.02 0.05 0.1 0.001 0.0001 0.0003 6e-4 4e-5");
export const BATCHES = list("1 2 4 8 16 24 32 48 64 96 128 256 512 1024");
export const MODELS = list(
	"resnet50 vit_base_patch16 convnext_tiny swin_small bert-base-uncased t5-small gpt2-medium whisper-small clip-vit-b32 unet",
);
export const OPTIMIZERS = list("Adam AdamW SGD RMSprop Adagrad");
