/** Loaded before a program (`node --require`): writes its largest resident memory, all its threads', in megabytes, to $HPLINT_PEAK when it ends. */

const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

// Not `maxRSS`: on Linux a new process starts with its parent's.
const STATUS = "/proc/self/status";

const kilobytes = () =>
	existsSync(STATUS)
		? Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(STATUS, "utf8"))?.[1])
		: process.resourceUsage().maxRSS;

if (isMainThread) process.on("exit", () => writeFileSync(process.env.HPLINT_PEAK, String(kilobytes() / 1000)));
