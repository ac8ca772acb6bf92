/** The `hplint` command, and each thread that helps it. */

import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";
import { version } from "../../package.json";
import { reason } from "./files.ts";
import { run } from "./run.ts";
import { serve } from "./threads.ts";

/** Beside the command's own; each takes some 48 MB. */
const MOST_THREADS = 3;
/** Of the processors: two are often one that does two things in turn, and the engine compiles and collects on others. */
const PROCESSORS_EACH = 2;
/** Of 300 files two threads take a third more CPU time than one: with fewer, what each compiles for itself eats up the gain. */
const MANY_FILES = 256;

// Nearly all that a scan leaves in its heap is garbage, which the engine lets grow to some times as much as what lives. To
// collect it sooner takes no hundredth of the time. Read at each collection, so that it may be set here.
setFlagsFromString("--heap-growing-percent=30");
// New objects keep the space that they have at first, on all threads: few live long, and more of it takes memory and no less time.
setFlagsFromString("--semi-space-growth-factor=1");

const threads = (): number => Math.min(Math.floor(availableParallelism() / PROCESSORS_EACH), MOST_THREADS);

async function readStdin(): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
	return Buffer.concat(chunks);
}

function main(): void {
	// A reader that has gone (`hplint | head`) ends the run, without a word.
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code === "EPIPE") return;
		console.error(`hplint: nothing can be printed: ${error.message}`);
		process.exit(2);
	});

	// Until it is known what was found: what ends before that has failed.
	process.exitCode = 2;
	start().then(
		(status) => {
			process.exitCode = status;
		},
		(error) => console.error(`hplint: ${reason(error)}`),
	);
}

async function start(): Promise<number> {
	return run(process.argv.slice(2), {
		cwd: process.cwd(),
		version,
		threads: { script: __filename, beside: threads(), many: MANY_FILES },
		readStdin,
		out: (text) => void process.stdout.write(text),
		err: (line) => console.error(line),
		isHeard: () => process.stdout.errored === null,
	});
}

if (isMainThread) main();
else serve();
