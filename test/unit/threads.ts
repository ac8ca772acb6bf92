import type { Threads } from "../../src/cli/threads.ts";

/** A run on one thread. */
export const ALONE: Threads = { script: "dist/cli.js", beside: 0, many: Number.POSITIVE_INFINITY };
