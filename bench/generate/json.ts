/** JSON as it stands in repositories of machine learning: annotations, vocabularies and manifests, and configs of models and runs. */

import type { Random } from "../random.ts";
import { BATCHES, className, MODELS, noun, OPTIMIZERS, RATES, sentence, snake } from "./words.ts";

type Part = (random: Random) => object;

const rate = (r: Random): number => Number(r.pick(RATES));
const batch = (r: Random): number => Number(r.pick(BATCHES));

const TRAININGS: readonly Part[] = [
	(r) => ({
		train_batch_size: 64,
		train_micro_batch_size_per_gpu: 8,
		gradient_accumulation_steps: 8,
		optimizer: { type: r.pick(OPTIMIZERS), params: { lr: rate(r), betas: [0.9, 0.999], weight_decay: 0.01 } },
		fp16: { enabled: r.chance(0.5), loss_scale: 0 },
		zero_optimization: { stage: r.between(1, 3), overlap_comm: true },
	}),
	(r) => ({
		name: snake(r),
		arch: { type: r.pick(MODELS), args: { layers: r.between(2, 48) } },
		data_loader: { type: className(r), args: { data_dir: "data/", batch_size: batch(r), shuffle: true } },
		optimizer: { type: r.pick(OPTIMIZERS), args: { lr: rate(r), weight_decay: 0 } },
		trainer: { epochs: r.between(1, 300), save_dir: "saved/" },
	}),
	(r) => ({ model_name_or_path: r.pick(MODELS), learning_rate: rate(r), per_device_train_batch_size: batch(r) }),
];

const MODEL: Part = (r) => ({
	architectures: [className(r)],
	hidden_size: r.between(1, 32) * 64,
	num_attention_heads: r.between(4, 32),
	num_hidden_layers: r.between(2, 48),
	vocab_size: r.between(10_000, 128_000),
	initializer_range: 0.02,
	torch_dtype: "bfloat16",
});

const PACKAGE: Part = (r) => ({
	name: snake(r).replaceAll("_", "-"),
	version: `${r.between(0, 9)}.${r.between(0, 20)}.${r.between(0, 9)}`,
	scripts: { build: `webpack --mode production`, test: "jest", lint: "eslint src" },
	dependencies: { react: "^18.2.0", [noun(r)]: `^${r.between(1, 9)}.0.0` },
});

const ANNOTATION: Part = (r) => ({
	id: r.between(1, 1_000_000),
	image_id: r.between(1, 100_000),
	category_id: r.between(1, 80),
	bbox: [r.between(0, 640), r.between(0, 480), r.between(1, 300), r.between(1, 300)],
	iscrowd: 0,
	caption: `${sentence(r)}.`,
});

/** A JSON file of about so many characters. */
export function jsonFile(random: Random, size: number): string {
	const kind = random.next();
	const head = random.pick(kind < 0.25 ? TRAININGS : kind < 0.6 ? [MODEL] : [PACKAGE])(random);
	// A third of the large ones are written without line breaks, by a program.
	const indent = random.chance(0.33) ? 0 : random.pick([2, 4]);
	const records: object[] = [];
	for (let length = JSON.stringify(head).length; length < size; ) {
		const record = ANNOTATION(random);
		records.push(record);
		length += JSON.stringify(record, undefined, indent).length + indent * 8;
	}
	return `${JSON.stringify(records.length > 0 ? { ...head, annotations: records } : head, undefined, indent)}\n`;
}
