/**
 * Documents of any length for each format: one small training after the other, each among settings that train nothing. Their lines
 * are short, so that a million of them are still read.
 */

import type { Format } from "../../src/core/read/model.ts";

/** Lines between two trainings. */
const FILLER = 60;

const filler = (line: (i: number) => string): string => Array.from({ length: FILLER }, (_, i) => line(i)).join("");

const python = (i: number): string => `def train_${i}(x, y):
    opt = Adam(
        model.parameters(),
        lr=3e-4,
    )
    loader = DataLoader(
        x,
        batch_size=32,
    )
    for a in loader:
        step(a, opt)

${filler((j) => (j % 6 === 0 ? `def f_${i}_${j}(x):\n` : `    a${j} = g(x)\n`))}
`;

const quotedLines = (text: string): string[] => text.split(/(?<=\n)/);

const PARTS: Readonly<Record<Format, (i: number) => string>> = {
	yaml: (i) => `run_${i}:
  optimizer:
    name: adamw
    lr: 3e-4  # rate
  data:
    batch_size: 64
${filler((j) => (j % 6 === 0 ? `part_${j}:\n` : `  key_${j}: ${i}\n`))
	.replace(/^/gm, "  ")
	.trimEnd()}
`,
	json: (i) => `${i === 0 ? "" : ",\n"}"run_${i}": {
  "optimizer": {
    "name": "adamw",
    "lr": 3e-4
  },
  "data": {
    "batch_size": 64,
${filler((j) => `    "k${j}": ${i},\n`)}    "last": true
  }
}`,
	toml: (i) => `[run_${i}.optimizer]
name = "adamw"
lr = 3e-4 # rate

[run_${i}.data]
batch_size = 64
${filler((j) => `key_${j} = ${i}\n`)}
`,
	python,
	gin: (i) => `r${i}/Adam.learning_rate = 3e-4
r${i}/train.batch_size = 64
${filler((j) => `r${i}/f.k${j} = ${j}\n`)}
`,
	notebook: (i) =>
		`${i === 0 ? "" : ",\n"}${JSON.stringify({ cell_type: "code", metadata: {}, outputs: [], source: quotedLines(python(i).replaceAll("    ", " ")) }, undefined, 0).replaceAll('n","', 'n",\n"')}`,
	shell: (i) => `LR=3e-4
python train.py \\
  --learning_rate $LR \\
  --batch_size 64
${filler((j) => (j % 2 === 0 ? `K${j}=${i}\n` : `echo "$K${j - 1}"\n`))}
`,
};

export const FORMATS = Object.keys(PARTS) as Format[];

const AROUND: Readonly<Partial<Record<Format, readonly [string, string]>>> = {
	json: ["{\n", "\n}\n"],
	notebook: ['{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\n', "\n]}\n"],
};

const linesIn = (text: string): number => text.split("\n").length - 1;

/** A whole document of about so many lines. */
export function longDocument(format: Format, lines: number): string {
	const [before, after] = AROUND[format] ?? ["", ""];
	const parts: string[] = [];
	for (let i = 0, written = 0; written < lines; i++) {
		const part = PARTS[format](i);
		parts.push(part);
		written += linesIn(part);
	}
	return `${before}${parts.join("")}${after}`;
}
