/** A data file as a port: bytes from an offset. What is large is read in pieces, with a way to watch and to stop. */

import type { MessageId } from "../present/messages.ts";

export interface DataSource {
	/** As a person would name it: relative to the workspace. */
	readonly name: string;
	/** In bytes. */
	readonly size: number;
	/** So many bytes from an offset; fewer only at the end of the file. Rejects where they cannot be read. */
	read(offset: number, length: number): Promise<Uint8Array>;
}

/** Whoever waits while something long is read. */
export interface Watcher {
	readonly isCancelled: boolean;
	/** How much is done, from 0 to 1. */
	onProgress(share: number): void;
}

/** Why a file tells no columns or rows, as a message for a person. */
export class UnreadableData extends Error {
	constructor(readonly id: Extract<MessageId, `data-${string}`>) {
		super(id);
	}
}

/** Large enough for a disk to be quick, small enough to stop at once. */
const PIECE = 1 << 20;

/**
 * The file in pieces of a megabyte, from its beginning to its end or until the watcher has had enough. Between two pieces whatever else
 * waits has its turn.
 */
export async function* pieces(source: DataSource, watcher: Watcher): AsyncGenerator<Uint8Array> {
	for (let offset = 0; offset < source.size && !watcher.isCancelled; offset += PIECE) {
		yield await source.read(offset, PIECE);
		watcher.onProgress(Math.min(1, (offset + PIECE) / source.size));
		// What is in memory already is read without a pause.
		await new Promise((resolve) => setTimeout(resolve, 0));
	}
}
