/** Python as it stands in repositories of machine learning: mostly models, data and tools, now and then a training. */

import type { Random } from "../random.ts";
import { BATCHES, className, functionName, MODELS, noun, OPTIMIZERS, quoted, RATES, sentence, snake } from "./words.ts";

type Part = (random: Random) => string;

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

const STATEMENTS: readonly Part[] = [
	(r) => `${snake(r)} = self.${snake(r)}(${snake(r)})`,
	(r) => `${snake(r)} = ${snake(r)}[:, ${r.between(0, 8)}:, ...].reshape(${noun(r)}.shape[0], -1, self.${snake(r)})`,
	(r) => `${snake(r)} = torch.cat([${snake(r)}, ${snake(r)}], dim=${r.pick(["0", "1", "-1"])})`,
	(r) => `${snake(r)} = np.asarray(${snake(r)}, dtype=np.float32) / ${r.pick(["255.0", "127.5", "1000"])}`,
	(r) => `${snake(r)} = {k: v for k, v in ${snake(r)}.items() if k not in (${quoted(r)}, ${quoted(r)})}`,
	(r) =>
		`${snake(r)} = [${functionName(r)}(${noun(r)}, ${snake(r)}=${r.between(1, 512)}) for ${noun(r)} in ${snake(r)}s]`,
	(r) =>
		`if ${snake(r)} is None or len(${snake(r)}) == 0:\n    raise ValueError(f"no ${noun(r)} in {${snake(r)}}: expected ${noun(r)}")`,
	(r) =>
		`for ${noun(r)}, ${noun(r)} in enumerate(${snake(r)}):\n    ${snake(r)}[${noun(r)}] += self.${functionName(r)}(${noun(r)})`,
	(r) =>
		`with open(os.path.join(${snake(r)}, ${quoted(r)} + ".json"), encoding="utf-8") as f:\n    ${snake(r)} = json.load(f)`,
	(r) => `logger.info("${sentence(r)}: %s", ${snake(r)})`,
	(r) => `# ${sentence(r)}, see ${quoted(r)}.`,
	(r) => `assert ${snake(r)}.shape == (${r.between(1, 64)}, ${r.between(1, 1024)}), ${quoted(r)}`,
	(r) => `self.${snake(r)} = nn.Sequential(
    nn.Linear(${r.between(1, 32) * 32}, ${r.between(1, 32) * 32}),
    nn.GELU(),
    nn.Dropout(${r.pick(["0.0", "0.1", "0.2", "0.5"])}),
)`,
	(r) => `self.${snake(r)} = nn.Conv2d(${r.between(1, 16) * 16}, ${r.between(1, 16) * 16}, kernel_size=3, padding=1)`,
	(r) =>
		`${snake(r)} = F.interpolate(${snake(r)}, scale_factor=${r.between(2, 8)}, mode="bilinear", align_corners=False)`,
	(r) => `try:
    ${snake(r)} = ${functionName(r)}(${snake(r)})
except (KeyError, OSError) as error:
    warnings.warn(f"${sentence(r)}: {error}")`,
	(r) =>
		`parser.add_argument("--${snake(r)}", type=${r.pick(["int", "float", "str"])}, default=None, help="${sentence(r)}")`,
	(r) => `${snake(r)} = ${functionName(r)}(
    ${snake(r)},
    ${snake(r)}=${snake(r)}.to(device),
    ${snake(r)}=${r.chance(0.5) ? quoted(r) : r.between(0, 4096)},
)`,
	(r) => `return ${snake(r)} if self.training else ${snake(r)}.detach()`,
];

/** Code about batches that trains nothing: the names are there, and no value to judge. */
const BATCH_STATEMENTS: readonly Part[] = [
	(r) => `batch_size, ${noun(r)}_len, _ = ${snake(r)}.shape`,
	(r) => `for batch in tqdm(self.${noun(r)}_loader):\n    ${snake(r)} = self.model(batch[${quoted(r)}].to(device))`,
	(r) => `self.norm = nn.BatchNorm2d(${r.between(1, 16) * 16})`,
	() => `self.optimizer.zero_grad()\nloss.backward()\nself.optimizer.step()`,
];

function body(random: Random, lines: number, statements: readonly Part[], by: string): string {
	let text = "";
	for (let i = 0; i < lines; i++) text += `${indented(random.pick(statements)(random), by)}\n`;
	return text;
}

const docstring = (random: Random, by: string): string =>
	random.chance(0.5)
		? `${by}"""${sentence(random)}.\n\n${by}Args:\n${by}    ${snake(random)}: ${sentence(random)}.\n${by}    ${snake(random)}: ${sentence(random)}.\n${by}"""\n`
		: "";

function definition(random: Random, statements: readonly Part[], by = "", self = ""): string {
	const types = ["int", "str", "torch.Tensor", "Optional[float]", "Dict[str, Any]"];
	const parameters = `${self}${snake(random)}: ${random.pick(types)}, ${snake(random)}=None`;
	return `${by}def ${functionName(random)}(${parameters}):
${docstring(random, `${by}    `)}${body(random, random.between(2, 12), statements, `${by}    `)}\n`;
}

function classOf(random: Random, statements: readonly Part[]): string {
	let text = `class ${className(random)}(nn.Module):\n${docstring(random, "    ")}`;
	for (let i = random.between(2, 5); i > 0; i--) text += definition(random, statements, "    ", "self, ");
	return `${text}\n`;
}

const test: Part = (random) => `def test_${functionName(random)}():
${body(random, random.between(2, 6), STATEMENTS, "    ")}    assert ${snake(random)} == ${random.between(0, 100)}\n\n`;

const HEADERS = `import json
import logging
import os
import warnings
from typing import Any, Dict, Optional

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

logger = logging.getLogger(__name__)

`;

const torchTraining: Part = (r) => `def train(args, model, ${noun(r)}_dataset):
    loader = DataLoader(${noun(r)}_dataset, batch_size=${r.pick(BATCHES)}, shuffle=True, num_workers=${r.between(0, 8)})
    optimizer = torch.optim.${r.pick(OPTIMIZERS)}(model.parameters(), lr=${r.pick(RATES)}, weight_decay=${r.pick(["0", "0.01", "0.05"])})
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=args.epochs, eta_min=1e-6)
    for epoch in range(args.epochs):
        for step, batch in enumerate(loader):
            loss = model(**batch).loss
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
        scheduler.step()


`;

/** What holds rates and batch sizes, in the ways of several frameworks. */
const TRAININGS: readonly Part[] = [
	torchTraining,
	(r) => `def get_args():
    parser = argparse.ArgumentParser(description="${sentence(r)}")
    parser.add_argument("--model", default="${r.pick(MODELS)}")
    parser.add_argument("--lr", type=float, default=${r.pick(RATES)}, help="initial learning rate")
    parser.add_argument("--batch-size", type=int, default=${r.pick(BATCHES)}, help="examples a device")
    parser.add_argument("--epochs", type=int, default=${r.between(1, 300)})
    parser.add_argument("--${snake(r)}", type=str, default=None)
    return parser.parse_args()


`,
	(r) => `training_args = TrainingArguments(
    output_dir="out/${snake(r)}",
    per_device_train_batch_size=${r.pick(BATCHES)},
    per_device_eval_batch_size=${r.pick(BATCHES)},
    gradient_accumulation_steps=${r.between(1, 16)},
    learning_rate=${r.pick(RATES)},
    num_train_epochs=${r.between(1, 10)},
    warmup_ratio=0.03,
    lr_scheduler_type="cosine",
)
trainer = Trainer(model=model, args=training_args, train_dataset=${snake(r)})
trainer.train()

`,
	(
		r,
	) => `model = keras.Sequential([keras.layers.Dense(${r.between(1, 16) * 32}, activation="relu"), keras.layers.Dense(10)])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=${r.pick(RATES)}), loss="mse", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=${r.pick(BATCHES)}, epochs=${r.between(1, 100)}, validation_split=0.1)

`,
	(r) => `@dataclass
class ${className(r)}Config:
    name: str = "${r.pick(MODELS)}"
    learning_rate: float = ${r.pick(RATES)}
    batch_size: int = ${r.pick(BATCHES)}
    max_steps: int = ${r.between(1, 100) * 1000}
    ${snake(r)}: float = 0.9


`,
	(r) => `optimizer = dict(type="${r.pick(OPTIMIZERS)}", lr=${r.pick(RATES)}, weight_decay=0.0001)
lr_config = dict(policy="step", warmup="linear", warmup_iters=500, step=[8, 11])
data = dict(
    samples_per_gpu=${r.between(1, 8)},
    workers_per_gpu=2,
    train=dict(type=${quoted(r)}, ann_file="data/${snake(r)}.json"),
)
runner = dict(type="EpochBasedRunner", max_epochs=${r.between(12, 300)})

`,
	(r) => `tx = optax.adamw(learning_rate=${r.pick(RATES)}, weight_decay=0.01)
state = TrainState.create(apply_fn=model.apply, params=params, tx=tx)
batch_size = ${r.pick(BATCHES)}
for ${noun(r)} in range(${r.between(1, 100)}):
    state, loss = train_step(state, next(${snake(r)}))

`,
];

/** A script or module of about so many characters. */
export function pythonFile(random: Random, size: number): string {
	// In the shares in which repositories' Python holds a value of ours, only the words, or neither.
	const kind = random.next();
	const trains = kind < 0.18;
	const statements = kind < 0.5 ? [...STATEMENTS, ...BATCH_STATEMENTS] : STATEMENTS;
	const isTest = kind > 0.85;
	let text = random.chance(0.6) ? `"""${sentence(random)}."""\n\n${HEADERS}` : HEADERS;
	if (trains) text += random.pick(TRAININGS)(random);
	while (text.length < size) {
		if (isTest) text += test(random);
		else text += random.chance(0.5) ? classOf(random, statements) : `${definition(random, statements)}\n`;
		if (trains && random.chance(0.05)) text += random.pick(TRAININGS)(random);
	}
	return text;
}
