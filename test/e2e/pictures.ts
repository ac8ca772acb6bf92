/** The pictures of the README: what a person sees, taken where it is prettiest. */

import { join } from "node:path";
import type { Window } from "./window.ts";

const lora = (rate: string, batch: number): string => `# Fine-tune Llama on instruction data
model_name_or_path: meta-llama/Llama-3.1-8B
optim: adamw_torch
learning_rate: ${rate}
lr_scheduler_type: cosine
per_device_train_batch_size: ${batch}
gradient_accumulation_steps: 4
num_processes: 2
max_seq_length: 2048
lora_r: 16
`;

/** Learning rates and batches of one device, as a workspace of a few months has them. */
const RUNS: readonly (readonly [rate: number, batch: number])[] = [
	[2e-4, 2],
	[1e-4, 4],
	[2e-4, 8],
	[3e-4, 8],
	[5e-5, 1],
	[2e-5, 16],
	[1e-4, 16],
	[4e-4, 32],
	[1e-3, 4],
	[5e-3, 2],
];

const COLUMNS = Array.from({ length: 100 }, (_, i) => `f${i}`).join(",");

export const FILES: Readonly<Record<string, string>> = {
	"lora.yaml": lora("0.05", 4),
	"resnet.yaml":
		"model: resnet50\ndataset: imagenet\noptimizer: sgd\nlr: 0.1\nbatch_size: 256\nmin_lr: 0.001\nlr_scheduler: cosine\nepochs: 90\n",
	"bert.yaml": "model: bert-base-uncased\noptimizer: adamw\nlr: -3.0e-5\nbatch_size: 32\n",
	"linear.yaml":
		"model: LogisticRegression\noptimizer: sgd\ntrain_file: table.csv\nlearning_rate: 5\nbatch_size: 4000\n",
	"table.csv": `${COLUMNS},label\n${`${COLUMNS.replaceAll("f", "")},1\n`.repeat(500)}`,
	...Object.fromEntries(RUNS.map(([rate, batch], i) => [`run-${i + 1}.yaml`, lora(rate.toExponential(1), batch)])),
};

/** Takes all of them into a folder. */
export async function takePictures(window: Window, folder: string): Promise<void> {
	const take = (name: string, height: number): Promise<void> => window.picture(join(folder, name), height);
	await window.press("Control+b");
	await window.resize(820, 640);
	await window.waitForSquiggle();
	await window.hoverText(/Usual for LoRA/);
	await window.hoverPicture();
	await take("hover.webp", 430);
	await window.leaveHover();

	await window.openFile("resnet.yaml");
	await window.typeAtEndOf(/^batch_size:/, "0");
	await window.waitForSquiggle();
	await window.clickSquiggle();
	await window.openQuickFixes("Scale lr with the batch");
	await take("scale.webp", 340);
	await window.press("Escape");

	await window.openFile("linear.yaml");
	await window.clickCodeLens("SGD · LogisticRegression: suggest");
	await window.pick("table.csv");
	await window.waitForPick(/\(2\/3\)/);
	await window.pick("label");
	await window.waitForPick(/\(3\/3\)/);
	await take("suggest.webp", 260);
	await window.press("Escape");

	await window.command("Lint All Training Configs");
	await window.command("Problems: Focus on Problems View");
	await window.waitForProblem(/bert\.yaml/);
	await window.command("Notifications: Clear All Notifications");
	await take("problems.webp", 618);
	await window.press("Control+j");

	await window.command("View: Close All Editors");
	await window.resize(1040, 640);
	await window.command("Hyperparameter Map");
	await window.waitForPage(/^\d+ setups in/);
	await window.waitForNoNotice();
	await take("map.webp", 620);
}
