/** Waits for what comes in its own time: diagnostics, editors, what a command does. */

import * as assert from "assert";
import * as vscode from "vscode";

/** A wait in vain ends before mocha's own limit does, to say what was there instead. */
const IN_VAIN_MS = 50_000;

/** Reads again and again until the condition holds, and returns what was read. */
export async function until<T>(read: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
	const end = Date.now() + IN_VAIN_MS;
	for (;;) {
		const value = await read();
		if (holds(value)) return value;
		if (Date.now() > end)
			assert.fail(`waited in vain; the last was ${JSON.stringify(value)}, open: ${openDocuments()}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

const openDocuments = (): string =>
	vscode.workspace.textDocuments.map(({ uri, languageId, version }) => `${uri} ${languageId} v${version}`).join(", ");
