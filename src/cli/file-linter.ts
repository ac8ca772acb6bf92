/** From one file to what is printed of it: the same on the command's own thread and on every other. */

import { relative } from "node:path";
import { analyse, LARGEST_TEXT, type LintOptions, languageOf, mayHold, readReadable } from "../core/linter.ts";
import { Neighbourhood } from "../core/neighbours/neighbourhood.ts";
import { suggest } from "../core/suggest/suggest.ts";
import type { Arguments } from "./arguments.ts";
import { asLatin1, decode, type Report, readBytes, reason } from "./files.ts";
import { corePath, NeighbourFiles } from "./neighbours.ts";
import { NOTHING, type Rendered, render } from "./report.ts";

/** What holds for all files of a run. Only data: it goes from thread to thread. */
export interface Order {
	readonly cwd: string;
	/** Folders below which other files may be looked at. */
	readonly roots: readonly string[];
	readonly mode: Arguments["mode"];
	readonly format: Arguments["format"];
}

/** A file to lint. Only data, as well. */
export interface Job {
	readonly file: string;
	/** As it was named, where it was named by itself. */
	readonly named: string | undefined;
	/** What is to be read in its stead. */
	readonly bytes?: Uint8Array;
	readonly options: LintOptions;
	/** What was said on the way to it. */
	readonly before: readonly string[];
}

/** What came of a file. Only data, as well. */
export interface Outcome {
	readonly complaints: readonly string[];
	/** Undefined where the file was not read. */
	readonly rendered: Rendered | undefined;
	/** Whether the system refused a file that was named. */
	readonly refused: boolean;
}

/** A path as a run prints it: relative to its current folder, `/` between its parts. */
export const nameIn = (cwd: string, path: string): string => corePath(relative(cwd, path) || path);

export class FileLinter {
	private readonly neighbourhood: Neighbourhood;

	constructor(private readonly order: Order) {
		this.neighbourhood = new Neighbourhood(new NeighbourFiles(order.roots));
	}

	/** Never throws: a file that cannot be read costs a line, not the run. */
	async lint({ file, named, bytes, options, before }: Job): Promise<Outcome> {
		const complaints = [...before];
		const complain = (line: string): void => void complaints.push(line);
		try {
			const read = bytes ?? readBytes(file, complain);
			const rendered = read && (await this.rendered(file, read, options, complain));
			return { complaints, rendered, refused: false };
		} catch (error) {
			complain(`${named ?? this.name(file)}: not read: ${reason(error)}`);
			return { complaints, rendered: undefined, refused: named !== undefined };
		}
	}

	private async rendered(
		file: string,
		bytes: Uint8Array,
		options: LintOptions,
		complain: Report,
	): Promise<Rendered | undefined> {
		const language = languageOf(file);
		if (!language) return undefined;
		const { mode, format } = this.order;
		const isRelevant = bytes.length > LARGEST_TEXT || mayHold(asLatin1(bytes), language, options);
		// Only a suggestion has something to say of a file without any of our values.
		if (!isRelevant && mode !== "suggest") return NOTHING;
		const text = decode(bytes);
		const read = isRelevant ? readReadable(text, language) : undefined;
		const neighbours = read && (await this.neighbourhood.of(corePath(file), read));
		const analysis = analyse(text, language, options, neighbours, read);
		for (const skipped of analysis.skipped) complain(`${this.name(file)}: skipped: ${skipped}`);
		const suggestions = mode === "suggest" ? suggest(text, language, options, {}, neighbours) : [];
		return render(mode, format, { file: this.name(file), relative: this.name, analysis, suggestions });
	}

	private readonly name = (path: string): string => nameIn(this.order.cwd, path);
}
