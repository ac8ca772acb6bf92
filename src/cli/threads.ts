/** Lints files on this thread and on others beside it, each of which runs the command's own file; what comes of them is told in order. */

import { on } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type MessagePort, parentPort, Worker, workerData } from "node:worker_threads";
import { FileLinter, type Job, type Order, type Outcome } from "./file-linter.ts";
import { reason } from "./files.ts";

export interface Threads {
	/** The file that a thread runs. */
	readonly script: string;
	/** How many threads there may be beside this one. */
	readonly beside: number;
	/** From how many files on they are worth their start. */
	readonly many: number;
}

/** A thread has ended before its work. */
export class ThreadError extends Error {}

/** Files that a thread is given at once: of a few folders, since files of one folder have neighbours in common. */
const BATCH = 32;
/** Batches that a thread has: this one, which gives them, may be in the middle of a long file when it has done with the first. */
const AT_HAND = 2;

/** As much stack as the first thread has: how deep a document is read must not depend on the thread. */
const LIMITS = { stackSizeMb: 1.15 };

type Batch = readonly Job[];
type Answer = readonly Outcome[];
type Lint = (batch: Batch) => Promise<Answer>;

/** @throws ThreadError */
export async function* inThreads(
	jobs: Iterable<Job>,
	order: Order,
	{ script, beside }: Threads,
): AsyncGenerator<Outcome> {
	const batches = batchesOf(jobs);
	const answers: Promise<Answer>[] = [];
	const workers: Worker[] = [];
	/** Gives a thread its next batch, and another when that is done. */
	const employ = (lint: Lint): void => {
		const { value: batch, done } = batches.next();
		if (done) return;
		const answer = lint(batch).then((outcomes) => {
			employ(lint);
			return outcomes;
		});
		// Its turn to be heard comes when all before it are.
		answer.catch(() => {});
		answers.push(answer);
	};
	try {
		for (let i = 0; i < beside; i++) {
			const worker = new Worker(script, { workerData: order, resourceLimits: LIMITS });
			workers.push(worker);
			const lint = lintBy(worker);
			for (let one = 0; one < AT_HAND; one++) employ(lint);
		}
		const linter = new FileLinter(order);
		employ((batch) => lintAll(batch, linter, nextTurn));
		for (let answer = answers.shift(); answer; answer = answers.shift()) yield* await answer;
	} finally {
		// Where one has failed, or nobody wants the rest, this thread is not to go on.
		batches.return(undefined);
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

/** What a thread answers, in the order in which it was asked. */
function lintBy(worker: Worker): Lint {
	const asked: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }[] = [];
	let ended: ThreadError | undefined;
	const fail = (why: string): void => {
		ended = new ThreadError(`a thread ended before its work: ${why}`);
		for (const { reject } of asked.splice(0)) reject(ended);
	};
	worker.on("message", (answer: Answer) => asked.shift()?.resolve(answer));
	worker.on("error", (error) => fail(reason(error)));
	worker.on("exit", (status) => fail(`exit status ${status}`));
	return (batch) =>
		new Promise((resolve, reject) => {
			if (ended) reject(ended);
			else {
				asked.push({ resolve, reject });
				worker.postMessage(batch);
			}
		});
}

/** `rest`: what is done after each file. */
async function lintAll(batch: Batch, linter: FileLinter, rest?: () => Promise<void>): Promise<Answer> {
	const outcomes: Outcome[] = [];
	for (const job of batch) {
		outcomes.push(await linter.lint(job));
		// Others are to be heard, and given work, in between.
		await rest?.();
	}
	return outcomes;
}

/** The other end: what a thread does. */
export async function serve(port: MessagePort | null = parentPort): Promise<void> {
	if (!port) return;
	const linter = new FileLinter(workerData as Order);
	for await (const [batch] of on(port, "message")) port.postMessage(await lintAll(batch, linter));
}
