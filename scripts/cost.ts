/**
 * Measures what linting costs by the size of a document, for each language at doubled sizes, and writes the table and the
 * plot: `node dist/scripts/cost.mjs docs`. Each size is measured in a process of its own, as the command line would be.
 */

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "../src/core/linter.ts";
import type { Format } from "../src/core/read/model.ts";

const SIZES = [1.25, 2.5, 5, 10];
/** The fastest of them counts: what else a machine does only ever adds. */
const RUNS = 2;

const python = (i: number): string => `LR_${i} = 3e-4

def train_${i}(model, data, epochs=10, batch_size=32):
    loader = DataLoader(data, batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=LR_${i}, weight_decay=0.01)
    for epoch in range(epochs):
        for x, y in loader:
            loss = f(model(x), y)
            loss.backward()
            optimizer.step()

`;

const lines = (text: string): string[] => text.split(/(?<=\n)/);

/** One part of a document; a document has as many as its size takes. */
const PARTS: Readonly<Record<Format, (i: number) => string>> = {
	yaml: (i) => `run_${i}:
  model: resnet50
  optimizer:
    name: adamw
    lr: 3e-4  # rate
    weight_decay: 0.05
  data:
    root: /data/set${i}
    batch_size: 64
    workers: 4
`,
	json: (i) => `${i === 0 ? "" : ",\n"}  "run_${i}": {
    "model": "resnet50",
    "optimizer": { "name": "adamw", "lr": 3e-4, "weight_decay": 0.05 },
    "data": { "root": "/data/set${i}", "batch_size": 64, "workers": 4 }
  }`,
	toml: (i) => `[run_${i}]
model = "resnet50"

[run_${i}.optimizer]
name = "adamw"
lr = 3e-4 # rate
weight_decay = 0.05

[run_${i}.data]
root = "/data/set${i}"
batch_size = 64

`,
	python,
	gin: (i) => `run_${i}/Adam.learning_rate = 3e-4  # rate
run_${i}/Adam.beta_1 = 0.9
run_${i}/train.model = "resnet50"
run_${i}/train.batch_size = 64

`,
	notebook: (i) =>
		`${i === 0 ? "" : ",\n"}${JSON.stringify({ cell_type: "code", metadata: {}, outputs: [], source: lines(python(i)) }, undefined, 1)}`,
	shell: (i) => `# run ${i}
LR=3e-4
export CUDA_VISIBLE_DEVICES=0,1
python train.py --model resnet50 \\
  --learning_rate $LR \\
  --batch_size 64 --output "out/run_${i}" \\
  optim.lr=1e-3
if [ -f done ]; then
  echo "done ${i}"
fi
`,
};
const AROUND: Readonly<Partial<Record<Format, readonly [string, string]>>> = {
	json: ["{\n", "\n}\n"],
	notebook: ['{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\n', "\n]}\n"],
};

function documentOf(format: Format, megabytes: number): string {
	const [before, after] = AROUND[format] ?? ["", ""];
	const parts = [before];
	for (let i = 0, length = 0; length < megabytes * 1e6; i++) {
		const part = PARTS[format](i);
		parts.push(part);
		length += part.length;
	}
	return parts.join("") + after;
}

/** Seconds of the pipeline from text to findings. What is compiled on the first call is no part of it. */
function measure(format: Format, megabytes: number): { seconds: number; values: number } {
	for (let i = 0; i < 3; i++) analyse(documentOf(format, 0.05), format);
	const text = documentOf(format, megabytes);
	const start = performance.now();
	const { parameters } = analyse(text, format);
	return { seconds: (performance.now() - start) / 1000, values: parameters.length };
}

type Measured = readonly { readonly format: string; readonly seconds: readonly number[] }[];

function table(measured: Measured): string {
	const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
	const ratios = (seconds: readonly number[]): string =>
		seconds
			.slice(1)
			.map((one, i) => (one / (seconds[i] ?? 1)).toFixed(1))
			.join(", ");
	return [
		row(["", ...SIZES.map((size) => `${size} MB`), "× per doubling"]),
		row(["---", ...SIZES.map(() => "---:"), "---"]),
		...measured.map(({ format, seconds }) =>
			row([format, ...seconds.map((one) => `${one.toFixed(1)} s`), ratios(seconds)]),
		),
	].join("\n");
}

const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666"];

/** Seconds against size, both axes straight: what is linear is a straight line through the origin. */
function plot(measured: Measured): string {
	const [width, height, left, bottom, top, right] = [640, 360, 50, 40, 16, 110];
	const most = Math.ceil(Math.max(...measured.flatMap(({ seconds }) => seconds)));
	const x = (size: number): number => left + (size / (SIZES.at(-1) ?? 1)) * (width - left - right);
	const y = (seconds: number): number => height - bottom - (seconds / most) * (height - bottom - top);
	const text = (at: readonly [number, number], words: string, rest = ""): string =>
		`<text x="${at[0].toFixed(0)}" y="${at[1].toFixed(0)}" ${rest}>${words}</text>`;
	const marks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * most);
	// Names of lines that end close together stand below each other.
	let lowest = -Infinity;
	const names = measured
		.map(({ format, seconds }, i) => ({ format, colour: COLOURS[i] ?? "#000", end: y(seconds.at(-1) ?? 0) }))
		.sort((a, b) => a.end - b.end)
		.map(({ format, colour, end }) => {
			lowest = Math.max(end + 4, lowest + 14);
			return text([x(SIZES.at(-1) ?? 1) + 8, lowest], format, `fill="${colour}"`);
		});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
		"<title>Seconds against size, by language</title>",
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		...marks.map(
			(mark) =>
				`<path d="M${left} ${y(mark).toFixed(1)}H${width - right}" stroke="#ddd"/>${text([left - 6, y(mark) + 4], `${+mark.toFixed(1)} s`, 'text-anchor="end"')}`,
		),
		...SIZES.map((size) => text([x(size), height - bottom + 18], `${size} MB`, 'text-anchor="middle"')),
		...measured.map(({ seconds }, i) => {
			const points = seconds.map((one, at) => `${x(SIZES[at] ?? 0).toFixed(1)} ${y(one).toFixed(1)}`);
			return `<path d="M${points.join("L")}" fill="none" stroke="${COLOURS[i] ?? "#000"}" stroke-width="2"/>`;
		}),
		...names,
		"</svg>\n",
	].join("\n");
}

const [first, size] = process.argv.slice(2);
if (first !== undefined && Object.hasOwn(PARTS, first)) {
	console.log(JSON.stringify(measure(first as Format, Number(size))));
} else if (first !== undefined) {
	const measured = Object.keys(PARTS).map((format) => {
		const seconds = SIZES.map((each) => {
			const words = [fileURLToPath(import.meta.url), format, String(each)];
			const runs = Array.from({ length: RUNS }, (): number => {
				const { seconds, values } = JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" }));
				console.error(`${format} ${each} MB: ${seconds.toFixed(2)} s, ${values} values`);
				return seconds;
			});
			return Math.min(...runs);
		});
		return { format, seconds };
	});
	const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`;
	const page = `# What linting costs

Time against size, from text to findings, for documents made of one small training after another: hundreds of times as dense with values
as real files. Each size was measured in a process of its own, the faster of ${RUNS} runs. Read the times as ratios: where a doubled size takes twice as long, the
cost is linear. Made by \`node dist/scripts/cost.mjs docs\` (${machine}).

${table(measured)}

![Seconds against size, by language](performance.svg)
`;
	writeFileSync(join(first, "performance.md"), page);
	writeFileSync(join(first, "performance.svg"), plot(measured));
} else throw new Error("name the folder to write to");
