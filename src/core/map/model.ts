/**
 * What the Hyperparameter Map shows: plain data, small enough to be kept for every file of a workspace, which the
 * extension posts to the map's page as it is.
 */

import type { BatchLimits, Limits } from "../evidence/bands.ts";
import type { Practice } from "../evidence/practice.ts";
import type { Severity } from "../rules/rule.ts";

export type { BatchLimits, Limits, Practice, Severity };

/** A kind of training: what setups have in common that are judged by the same band. */
export interface Kind {
	readonly id: string;
	readonly label: string;
	readonly rate: Limits;
	/** Of the batch of one optimizer step, in what the dots count too; absent where that is not known. */
	readonly batch?: Omit<BatchLimits, "unit">;
	/** What public configs of the kind have. */
	readonly practice: { readonly rate?: Practice; readonly batch?: Practice };
}

export interface MappedBatch {
	readonly value: number;
	/** Whether it is known to be that of one optimizer step over all devices; else that step may have more. */
	readonly isGlobal: boolean;
	/** What it was calculated from. */
	readonly because: string;
}

/** A learning rate that trains, and the batch it trains with. */
export interface MappedSetup {
	/** The kind's id. */
	readonly kind: string;
	/** What the rate is called, and how it is written. */
	readonly name: string;
	readonly written: string;
	/** What the optimizer gets. */
	readonly rate: number;
	/** Absent where nothing says it. */
	readonly batch?: MappedBatch;
	readonly framework?: string;
	readonly optimizer?: string;
	readonly regime?: string;
	/** The strongest of what was found in the rate and the batch. */
	readonly finding?: { readonly severity: Severity; readonly message: string };
}

/** A setup, and where its rate stands: 0-based, columns in UTF-16 code units. */
export interface PlacedSetup extends MappedSetup {
	/** Of the document that holds it: another one than the file where a notebook is open. */
	readonly document: string;
	readonly start: Place;
	readonly end: Place;
	/** The number of a notebook's cell, from 1. */
	readonly cell?: number;
}

export interface Place {
	readonly line: number;
	readonly column: number;
}

export interface MappedFile {
	readonly uri: string;
	/** What a person calls it: the path in the workspace. */
	readonly path: string;
	/** None: the file has left the map. */
	readonly setups: readonly PlacedSetup[];
}

/** What the extension tells the page. Files replace what was known of them. */
export type ToPage =
	| { readonly type: "files"; readonly files: readonly MappedFile[]; readonly kinds: readonly Kind[] }
	| { readonly type: "looking"; readonly isLooking: boolean };

/** What the page asks of the extension. */
export type FromPage =
	| { readonly type: "ready" }
	| { readonly type: "look" }
	| { readonly type: "open"; readonly file: string; readonly index: number };

/** Everything the page says, in the person's language. `{0}` stands for what is filled in. */
export interface Texts {
	readonly title: string;
	readonly kind: string;
	readonly allKinds: string;
	/** Of a kind in the select: its name and its setups. */
	readonly kindCount: string;
	readonly lookAgain: string;
	readonly looking: string;
	/** Setups and files. */
	readonly count: string;
	readonly countOne: string;
	/** Setups with findings. */
	readonly findings: string;
	readonly empty: string;
	readonly rateAxis: string;
	readonly batchAxis: string;
	readonly batchUnknown: string;
	/** The chart's name, which says how to walk in it. */
	readonly chart: string;
	readonly table: string;
	readonly columns: Readonly<Record<Column, string>>;
	readonly severities: Readonly<Record<Severity, string>>;
	/** File and line; file, cell and line. */
	readonly place: string;
	readonly placeInCell: string;
	/** Batches of which more than that number may make one step. */
	readonly batchPart: string;
	readonly comesTo: string;
	readonly usual: string;
	readonly legend: {
		readonly global: string;
		readonly part: string;
		readonly unknown: string;
		readonly found: string;
		readonly usual: string;
		readonly published: string;
		readonly practice: string;
	};
}

export const COLUMNS = ["place", "rate", "batch", "finding", "setup", "kind"] as const;
export type Column = (typeof COLUMNS)[number];
