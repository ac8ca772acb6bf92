/** YAML as it stands in repositories of machine learning: training configs of several frameworks, data, jobs and CI. */

import type { Random } from "../random.ts";
import { BATCHES, className, functionName, MODELS, noun, OPTIMIZERS, RATES, sentence, snake } from "./words.ts";

type Part = (random: Random) => string;

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");

/** Settings that train nothing. */
const FILLERS: readonly Part[] = [
	(r) => `${snake(r)}: ${r.between(0, 4096)}\n`,
	(r) => `${snake(r)}: ${r.pick(["true", "false", "null", "0.5", "1.0e-6", "auto"])}  # ${sentence(r)}\n`,
	(r) => `${snake(r)}_dir: /data/${snake(r)}/${noun(r)}\n`,
	(r) => `${snake(r)}:\n  _target_: project.${noun(r)}.${className(r)}\n  ${snake(r)}: ${r.between(1, 1024)}\n`,
	(r) => `${snake(r)}s: [${r.between(1, 9)}, ${r.between(10, 99)}, ${r.between(100, 999)}]\n`,
	(r) => `${snake(r)}s:\n  - ${snake(r)}\n  - ${snake(r)}\n  - ${snake(r)}\n`,
	(r) => `# ${sentence(r)}\n`,
	(r) =>
		`${snake(r)}:\n  - type: ${className(r)}\n    prob: 0.5\n  - type: ${className(r)}\n    keys: ["${noun(r)}", "${noun(r)}"]\n`,
];

const TRAININGS: readonly Part[] = [
	(r) => `model:
  name: ${r.pick(MODELS)}
optimizer:
  name: ${r.pick(OPTIMIZERS).toLowerCase()}
  lr: ${r.pick(RATES)}
  weight_decay: 0.05
data:
  batch_size: ${r.pick(BATCHES)}
  num_workers: ${r.between(0, 16)}
trainer:
  max_epochs: ${r.between(1, 300)}
`,
	(r) => `base_model: ${r.pick(MODELS)}
adapter: lora
lora_r: ${r.between(4, 64)}
micro_batch_size: ${r.between(1, 8)}
gradient_accumulation_steps: ${r.between(1, 16)}
learning_rate: ${r.pick(RATES)}
lr_scheduler: cosine
num_epochs: ${r.between(1, 4)}
`,
	(r) => `SOLVER:
  BASE_LR: ${r.pick(RATES)}
  IMS_PER_BATCH: ${r.pick(BATCHES)}
  MAX_ITER: ${r.between(1, 27) * 10_000}
  STEPS: (60000, 80000)
DATASETS:
  TRAIN: ("${snake(r)}_train",)
`,
	(r) => `_target_: torch.optim.${r.pick(OPTIMIZERS)}
_partial_: true
lr: ${r.pick(RATES)}
weight_decay: 0.0
`,
	(r) => `program: train.py
method: bayes
parameters:
  learning_rate:
    distribution: log_uniform_values
    min: 1e-5
    max: ${r.pick(["1e-2", "1e-1"])}
  batch_size:
    values: [${r.between(8, 16)}, 32, 64]
`,
];

const CI: Part = (r) => `name: ${noun(r)}
on:
  push:
    branches: [main]
  pull_request:
jobs:
  ${noun(r)}:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python-version: ["3.10", "3.11", "3.12"]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: \${{ matrix.python-version }}
      - name: ${sentence(r)}
        run: |
          python -m pip install -e .
          pytest tests/${functionName(r)}.py -q
`;

/** A YAML file of about so many characters. */
export function yamlFile(random: Random, size: number): string {
	const kind = random.next();
	let text = kind < 0.53 ? random.pick(TRAININGS)(random) : kind < 0.65 ? CI(random) : `# ${sentence(random)}\n`;
	for (let section = 0; text.length < size; section++) {
		const filler = random.pick(FILLERS)(random);
		text += section % 4 === 0 ? `${snake(random)}_${section}:\n${indented(filler)}` : indented(filler);
		// Runs of one experiment beside each other, as long configs have them.
		if (kind < 0.53 && random.chance(0.02)) text += `run_${section}:\n${indented(random.pick(TRAININGS)(random))}`;
	}
	return text;
}
