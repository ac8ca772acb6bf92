/**
 * What one run of a suite leaves on disk: its output, and the marks that it began and that it ended.
 *
 * VS Code mixes a suite's output with its own, and reports an extension host that was killed as code 0. So the output
 * goes round VS Code, and without the second mark no run has succeeded, whatever the code is.
 */

import { appendFileSync, closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class TestRun {
	readonly #output: string;
	readonly #began: string;
	readonly #ended: string;

	constructor(readonly folder: string) {
		this.#output = join(folder, "output.txt");
		this.#began = join(folder, "began");
		this.#ended = join(folder, "ended");
	}

	static create(): TestRun {
		return new TestRun(mkdtempSync(join(tmpdir(), "hplint-run-")));
	}

	begin(): void {
		writeFileSync(this.#began, "");
	}

	end(): void {
		writeFileSync(this.#ended, "");
	}

	get hasBegun(): boolean {
		return existsSync(this.#began);
	}

	get hasEnded(): boolean {
		return existsSync(this.#ended);
	}

	write(text: string | Uint8Array): void {
		appendFileSync(this.#output, text);
	}

	/** Copies the output to stdout as it grows; the returned function stops that, after the rest. */
	follow(): () => void {
		this.write("");
		const file = openSync(this.#output, "r");
		const buffer = Buffer.alloc(1 << 16);
		const copy = (): void => {
			for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
				process.stdout.write(Buffer.from(buffer.subarray(0, length)));
			}
		};
		const timer = setInterval(copy, 100);
		return () => {
			clearInterval(timer);
			copy();
			closeSync(file);
		};
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
