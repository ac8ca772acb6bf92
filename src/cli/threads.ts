/** Lints files on several threads, each of which runs the command's own file; what comes of them is told in order. */

import { type MessagePort, parentPort, Worker, workerData } from "node:worker_threads";
import { FileLinter, type Job, type Order, type Outcome } from "./file-linter.ts";
import { reason } from "./files.ts";

export interface Threads {
	/** The file that a thread runs. */
	readonly script: string;
	/** How many threads there may be. */
	readonly most: number;
	/** From how many files on they are worth their start. */
	readonly many: number;
}

/** A thread has ended before its work. */
export class ThreadError extends Error {}

/** Files that a thread is given at once: of a few folders, since files of one folder have neighbours in common. */
const BATCH = 32;

/**
 * Of memory, in MB. New objects get half of the usual space, which takes no time that can be measured. As much stack as
 * the first thread has: how deep a document is read must not depend on the thread.
 */
const LIMITS = { maxYoungGenerationSizeMb: 24, stackSizeMb: 1.15 };

type Batch = readonly Job[];
type Answer = readonly Outcome[];

/** @throws ThreadError */
export async function* inThreads(
	jobs: Iterable<Job>,
	order: Order,
	{ script, most }: Threads,
): AsyncGenerator<Outcome> {
	const batches = batchesOf(jobs);
	const answers: Promise<Answer>[] = [];
	const workers: Worker[] = [];
	/** Gives a thread its next batch, and another when that is done. */
	const employ = (worker: Worker): void => {
		const { value: batch, done } = batches.next();
		if (done) return;
		const answer = ask(worker, batch).then((outcomes) => {
			employ(worker);
			return outcomes;
		});
		// Its turn to be heard comes when all before it are.
		answer.catch(() => {});
		answers.push(answer);
	};
	try {
		for (let i = 0; i < most; i++) {
			const worker = new Worker(script, { workerData: order, resourceLimits: LIMITS });
			workers.push(worker);
			employ(worker);
		}
		for (let answer = answers.shift(); answer; answer = answers.shift()) yield* await answer;
	} finally {
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
}

function* batchesOf(jobs: Iterable<Job>): Generator<Batch, undefined> {
	let batch: Job[] = [];
	for (const job of jobs) {
		if (batch.push(job) < BATCH) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

const ask = (worker: Worker, batch: Batch): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const fail = (why: string): void => reject(new ThreadError(`a thread ended before its work: ${why}`));
		worker.removeAllListeners();
		worker.once("message", resolve);
		worker.once("error", (error) => fail(reason(error)));
		worker.once("exit", (status) => fail(`exit status ${status}`));
		worker.postMessage(batch);
	});

/** The other end: what a thread does. */
export function serve(port: MessagePort | null = parentPort): void {
	const linter = new FileLinter(workerData as Order);
	port?.on("message", async (batch: Batch) => {
		const outcomes: Outcome[] = [];
		for (const job of batch) outcomes.push(await linter.lint(job));
		port.postMessage(outcomes);
	});
}
