/** How times are taken: contenders in turns, so that what else a machine does falls on all of them alike. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bench } from "tinybench";
import { NODE, PEERS } from "./paths.ts";

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

/** Milliseconds of so many runs. */
export type Timed = (runs: number) => Promise<readonly number[]>;

/** Times contenders in blocks that take turns. */
export async function timeInTurns<Contenders extends Readonly<Record<string, Timed>>>(
	contenders: Contenders,
	patience: Patience,
): Promise<Times<Contenders>> {
	const all = [];
	for (const [name, timed] of Object.entries(contenders)) {
		// Compiled and warm first, a quarter of the time long; then as many as there is time for.
		const warm: number[] = [];
		for (let spent = 0; spent < patience.milliseconds / 4; spent += warm.at(-1) ?? 0) warm.push(...(await timed(1)));
		const samples: number[] = [];
		all.push({ name, timed, times: timesOf(patience, spreadOf(warm).median), samples });
	}
	for (let i = 0; i < BLOCKS; i++)
		for (const { timed, times, samples } of all) samples.push(...(await timed(Math.ceil(times / BLOCKS))));
	return Object.fromEntries(all.map(({ name, samples }) => [name, spreadOf(samples)])) as Times<Contenders>;
}

/** Times a function in this process. */
export async function samplesOf(run: () => unknown, iterations: number): Promise<readonly number[]> {
	const bench = new Bench({ time: 0, iterations, warmup: false, retainSamples: true, throws: true });
	// As an async function: of any other a run more, not timed, finds out whether it returns a promise, which the first would share.
	const [task] = await bench.add("run", async () => run()).run();
	if (task?.result.state !== "completed") throw new Error("not measured");
	return task.result.latency.samples ?? [];
}

/** A program and its words, run to its end. */
export type Command = readonly [program: string, ...words: string[]];

/** A program's times, and the median of its largest resident memory in megabytes where it is one of Node. */
export interface Runs extends Spread {
	readonly peak?: number;
}

/** Times whole processes in turns: those of little patience in every few rounds only, spread over all of them. */
export function timeCommands<Contenders extends Readonly<Record<string, Command>>>(
	contenders: Contenders,
	patience: Patience,
): { readonly [Name in keyof Contenders]: Runs } {
	const folder = mkdtempSync(join(tmpdir(), "hplint-bench-"));
	try {
		const all = Object.entries(contenders).map(([name, command]) => {
			const run = (): Run => runOnce(command, join(folder, "peak"));
			// The first run warms the caches of the system.
			const { milliseconds } = run();
			const times = timesOf(patience, milliseconds);
			console.error(`  ${name}: ${milliseconds.toFixed(0)} ms, ${times} times`);
			return { name, run, times, runs: [] as Run[] };
		});
		const rounds = Math.max(...all.map(({ times }) => times));
		for (let round = 0; round < rounds; round++)
			for (const { run, times, runs } of all)
				if (Math.floor(((round + 1) * times) / rounds) > Math.floor((round * times) / rounds)) runs.push(run());
		const runsOf = (runs: readonly Run[]): Runs => {
			const peaks = runs.flatMap(({ peak }) => peak ?? []);
			const times = spreadOf(runs.map(({ milliseconds }) => milliseconds));
			return { ...times, ...(peaks.length > 0 && { peak: spreadOf(peaks).median }) };
		};
		return Object.fromEntries(all.map(({ name, runs }) => [name, runsOf(runs)])) as {
			[Name in keyof Contenders]: Runs;
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

interface Run {
	readonly milliseconds: number;
	/** Megabytes. */
	readonly peak: number | undefined;
}

/**
 * Runs a program to its end; a Node leaves its largest memory in a file.
 * @throws when it could not be started, was killed, or ended worse than a tool that found something
 */
function runOnce([program, ...words]: Command, peakFile: string): Run {
	const isNode = program === NODE;
	const all = isNode ? ["--require", join(PEERS, "peak.cjs"), ...words] : words;
	const start = performance.now();
	const { error, signal, status, stderr } = spawnSync(program, all, {
		env: { ...process.env, HPLINT_PEAK: peakFile },
		stdio: ["ignore", "pipe", "pipe"],
		maxBuffer: 1 << 30,
	});
	const milliseconds = performance.now() - start;
	if (error || signal || (status ?? 0) > 1)
		throw new Error(`${program} ${words.join(" ")}: ${error?.message ?? signal ?? status}\n${stderr}`);
	return { milliseconds, peak: isNode ? Number(readFileSync(peakFile, "utf8")) : undefined };
}
