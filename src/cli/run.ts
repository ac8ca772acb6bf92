/** One run of the command line: words in, output and exit status out. */

import { dirname, resolve, sep } from "node:path";
import { type LintOptions, languageOf } from "../core/linter.ts";
import { SEVERITIES } from "../core/rules/rule.ts";
import { type Arguments, readArguments, USAGE, UsageError } from "./arguments.ts";
import { FileLinter, type Job, nameIn, type Order, type Outcome } from "./file-linter.ts";
import { isFolder, reason, walk } from "./files.ts";
import { Projects } from "./projects.ts";
import { type Output, outputOf, type Tally } from "./report.ts";
import { inThreads, ThreadError, type Threads } from "./threads.ts";

export interface Host {
	readonly cwd: string;
	readonly version: string;
	readonly threads: Threads;
	readStdin(): Promise<Uint8Array>;
	out(text: string): void;
	err(line: string): void;
	/** Whether what is put out may still be read by someone. */
	isHeard(): boolean;
}

/** @returns the exit status of the contract: 0, 1 or 2 */
export async function run(words: readonly string[], host: Host): Promise<number> {
	try {
		const args = readArguments(words);
		if (args.help) return print(host, USAGE);
		if (args.version) return print(host, `${host.version}\n`);
		return await new Run(args, host).run();
	} catch (error) {
		if (error instanceof UsageError) host.err(`hplint: ${error.message}\n\n${USAGE}`);
		else if (error instanceof ThreadError) host.err(`hplint: ${error.message}`);
		else throw error;
		return 2;
	}
}

function print(host: Host, text: string): number {
	host.out(text);
	return 0;
}

class Run {
	private readonly output: Output;
	private readonly tally: Tally = { files: 0, kinds: new Map() };
	/** Files that were linted: one reached by two paths counts once. */
	private readonly seen = new Set<string>();
	private readonly projects: Projects;
	/** What was said since the last job was found. */
	private complaints: string[] = [];
	private unreadable = false;

	constructor(
		private readonly args: Arguments,
		private readonly host: Host,
	) {
		this.output = outputOf(args.mode, args.format, host.out);
		this.projects = new Projects(this.name, this.complain);
	}

	async run(): Promise<number> {
		if (this.args.config !== undefined) this.governBy(this.args.config);
		const { stdinFileName, paths, mode, format } = this.args;
		const named = stdinFileName === undefined ? (paths.length > 0 ? paths : ["."]) : [stdinFileName];
		const jobs = stdinFileName === undefined ? this.jobs(named) : [await this.stdin(stdinFileName)].values();
		const order: Order = { cwd: this.host.cwd, roots: this.roots(named), mode, format };
		for await (const outcome of this.outcomes(jobs, order)) {
			this.take(outcome);
			// What was not linted is not known to be right.
			if (!this.host.isHeard()) return this.failed() ? 1 : 2;
		}
		this.say(this.taken());
		this.output.end(this.tally);
		if (this.unreadable) return 2;
		return this.failed() ? 1 : 0;
	}

	/** In the order of the jobs: of few on this thread, of many on others as well. */
	private async *outcomes(jobs: IterableIterator<Job>, order: Order): AsyncGenerator<Outcome> {
		const { threads } = this.host;
		const first: Job[] = [];
		for (let next = jobs.next(); !next.done; next = jobs.next()) if (first.push(next.value) === threads.many) break;
		const all = chain(first, jobs);
		if (first.length === threads.many) yield* inThreads(all, order, threads);
		else {
			const linter = new FileLinter(order);
			for (const job of all) yield await linter.lint(job);
		}
	}

	private take({ complaints, rendered, refused }: Outcome): void {
		this.say(complaints);
		this.unreadable ||= refused;
		if (!rendered) return;
		const { kinds } = this.tally;
		this.tally.files++;
		for (const kind of rendered.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
		this.output.add(rendered.parts);
	}

	/** What is to be linted, in the order of the walk. */
	private *jobs(paths: readonly string[]): Generator<Job> {
		for (const path of paths) {
			const full = resolve(this.host.cwd, path);
			if (this.seen.has(full)) continue;
			try {
				if (isFolder(full)) for (const file of walk(full, this.complain)) yield* this.found(file);
				else if (languageOf(full)) yield this.job(full, path);
				else this.complain(`${path}: skipped: none of the formats that are read, by its name`);
			} catch (error) {
				this.complain(`${path}: not read: ${reason(error)}`);
				this.unreadable = true;
			}
		}
	}

	/** A file met on the way: one that cannot be read costs a line, not the run. */
	private *found(file: string): Generator<Job> {
		try {
			if (!this.seen.has(file) && !this.projects.isLeftOut(file)) yield this.job(file);
		} catch (error) {
			this.complain(`${this.name(file)}: not read: ${reason(error)}`);
		}
	}

	private job(file: string, named?: string): Job {
		this.seen.add(file);
		const options = this.optionsFor(file);
		return { file, named, options, before: this.taken() };
	}

	private async stdin(name: string): Promise<Job> {
		if (!languageOf(name))
			throw new UsageError(`--stdin-filename ${name}: none of the formats that are read, by its name`);
		const bytes = await this.host.readStdin();
		return { ...this.job(resolve(this.host.cwd, name), name), bytes };
	}

	/** The folders below which other files may be looked at. */
	private roots(paths: readonly string[]): string[] {
		return paths.map((path) => {
			const full = resolve(this.host.cwd, path);
			try {
				return isFolder(full) ? full : this.folderAround(full);
			} catch {
				// Standard input, or what is said when its turn comes.
				return this.folderAround(full);
			}
		});
	}

	private optionsFor(file: string): LintOptions {
		const said = this.projects.optionsFor(file);
		return {
			profile: this.args.profile ?? said.profile ?? "auto",
			rules: said.rules ?? {},
			facts: said.facts ?? {},
		};
	}

	private governBy(config: string): void {
		try {
			this.projects.govern(resolve(this.host.cwd, config));
		} catch (error) {
			throw new UsageError(`--config ${config}: ${reason(error)}`);
		}
	}

	private failed(): boolean {
		const { failOn, mode } = this.args;
		if (failOn === "never" || mode !== "findings") return false;
		return SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => this.tally.kinds.has(severity));
	}

	private readonly complain = (line: string): void => void this.complaints.push(line);

	private taken(): readonly string[] {
		const { complaints } = this;
		this.complaints = [];
		return complaints;
	}

	private say(lines: readonly string[]): void {
		for (const line of lines) this.host.err(`hplint: ${line}`);
	}

	/** The folder that a file which is named by itself belongs to: the current one, else its own. */
	private folderAround(file: string): string {
		return file.startsWith(this.host.cwd + sep) ? this.host.cwd : dirname(file);
	}

	private readonly name = (path: string): string => nameIn(this.host.cwd, path);
}

function* chain<T>(first: readonly T[], rest: Iterable<T>): Generator<T> {
	yield* first;
	yield* rest;
}
