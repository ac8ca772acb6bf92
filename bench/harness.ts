/** How times are taken: contenders in turns, so that what else a machine does falls on all of them alike. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bench } from "tinybench";
import { PEERS } from "./paths.ts";

/** Milliseconds; `n` says of how many runs. */
export interface Spread {
	readonly n: number;
	readonly median: number;
	readonly p5: number;
	readonly p95: number;
	readonly p99: number;
}

export function spreadOf(samples: readonly number[]): Spread {
	const sorted = [...samples].sort((a, b) => a - b);
	const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
	return { n: sorted.length, median: at(0.5), p5: at(0.05), p95: at(0.95), p99: at(0.99) };
}

/** A spread for each contender, by its name. */
export type Times<Contenders> = { readonly [Name in keyof Contenders]: Spread };

/** How often something is done at most and at least, and for how many milliseconds in all between these. */
export interface Patience {
	readonly most: number;
	readonly least: number;
	readonly milliseconds: number;
}

const timesOf = ({ most, least, milliseconds }: Patience, each: number): number =>
	Math.max(least, Math.min(most, Math.floor(milliseconds / each)));

/** Blocks of runs, one contender after the other. */
const BLOCKS = 10;

/** Times functions in this process, in blocks that take turns. */
export async function timeFunctions<Contenders extends Readonly<Record<string, () => unknown>>>(
	contenders: Contenders,
	patience: Patience,
): Promise<Times<Contenders>> {
	const all: {
		name: string;
		times: number;
		block(iterations: number): Promise<readonly number[]>;
		samples: number[];
	}[] = [];
	for (const [name, run] of Object.entries(contenders)) {
		const block = (iterations: number): Promise<readonly number[]> => samplesOf(run, iterations);
		// Compiled and warm first, then as many as there is time for.
		const first = spreadOf(await block(3)).p5;
		await block(Math.max(3, Math.min(200, Math.floor(patience.milliseconds / 4 / first))));
		all.push({ name, block, times: timesOf(patience, spreadOf(await block(5)).median), samples: [] });
	}
	for (let i = 0; i < BLOCKS; i++)
		for (const { block, times, samples } of all) samples.push(...(await block(Math.ceil(times / BLOCKS))));
	return Object.fromEntries(all.map(({ name, samples }) => [name, spreadOf(samples)])) as Times<Contenders>;
}

async function samplesOf(run: () => unknown, iterations: number): Promise<readonly number[]> {
	const bench = new Bench({ time: 0, iterations, warmup: false, retainSamples: true, throws: true });
	const [task] = await bench.add("run", run).run();
	if (task?.result.state !== "completed") throw new Error("not measured");
	return task.result.latency.samples ?? [];
}

/** A program and its words, run to its end. */
export type Command = readonly [program: string, ...words: string[]];

/** Runs a program to its end. @returns milliseconds. @throws when it could not be started or was killed */
function runOnce([program, ...words]: Command, environment: NodeJS.ProcessEnv = {}): number {
	const start = performance.now();
	const { error, signal, stderr } = spawnSync(program, words, {
		env: { ...process.env, ...environment },
		stdio: ["ignore", "pipe", "pipe"],
		maxBuffer: 1 << 30,
	});
	const milliseconds = performance.now() - start;
	if (error || signal) throw new Error(`${program} ${words.join(" ")}: ${error?.message ?? signal}\n${stderr}`);
	return milliseconds;
}

/** Times whole processes in turns: those of little patience in every few rounds only, spread over all of them. */
export function timeCommands<Contenders extends Readonly<Record<string, Command>>>(
	contenders: Contenders,
	patience: Patience,
): Times<Contenders> {
	const all = Object.entries(contenders).map(([name, command]) => {
		// The first run warms the caches of the system.
		const first = runOnce(command);
		const times = timesOf(patience, first);
		console.error(`  ${name}: ${first.toFixed(0)} ms, ${times} times`);
		return { name, command, times, samples: [] as number[] };
	});
	const rounds = Math.max(...all.map(({ times }) => times));
	for (let round = 0; round < rounds; round++)
		for (const { command, times, samples } of all)
			if (Math.floor(((round + 1) * times) / rounds) > Math.floor((round * times) / rounds))
				samples.push(runOnce(command));
	return Object.fromEntries(all.map(({ name, samples }) => [name, spreadOf(samples)])) as Times<Contenders>;
}

/** The largest resident memory of a Node program, in megabytes: the median of some runs. */
export function peakOf([program, ...words]: Command, runs: number): number {
	const folder = mkdtempSync(join(tmpdir(), "hplint-peak-"));
	const file = join(folder, "peak");
	const peaks = Array.from({ length: runs }, () => {
		runOnce([program, "--require", join(PEERS, "peak.cjs"), ...words], { HPLINT_PEAK: file });
		return Number(readFileSync(file, "utf8"));
	});
	rmSync(folder, { recursive: true });
	return spreadOf(peaks).median;
}
