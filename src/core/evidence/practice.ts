/** What public configs of a kind of training really use: made by `scripts/practice.ts`, numbers only. */

import type { Cell } from "./bands.ts";
import { cells } from "./practice.json";

/** Percentiles over public configs, in which no repository weighs more than twenty. */
export interface Practice {
	readonly p5: number;
	readonly p25: number;
	readonly median: number;
	readonly p75: number;
	readonly p95: number;
	readonly configs: number;
	readonly repositories: number;
}

type Row = readonly [p5: number, p25: number, median: number, p75: number, p95: number, configs: number, repos: number];

/** Undefined where too few were seen. A batch is that of one optimizer step, in the unit of the cell's band. */
export function practiceOf(cell: Cell, parameter: "learning_rate" | "batch_size"): Practice | undefined {
	const rows = (cells as Partial<Record<string, Partial<Record<string, number[]>>>>)[cell];
	const row = rows?.[parameter] as Row | undefined;
	if (!row) return undefined;
	const [p5, p25, median, p75, p95, configs, repositories] = row;
	return { p5, p25, median, p75, p95, configs, repositories };
}
