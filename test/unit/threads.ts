import type { Threads } from "../../src/cli/threads.ts";

/** A run on one thread. */
export const ALONE: Threads = { script: "dist/cli.js", most: 1, many: Number.POSITIVE_INFINITY };
