/** One run of the command line: words in, output and exit status out. */

import { readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { LineIndex } from "../core/lines.ts";
import { analyse, LARGEST_TEXT, type LintOptions, languageOf, mayHold, readRelevant } from "../core/linter.ts";
import { Neighbourhood } from "../core/neighbours/neighbourhood.ts";
import { optionsFor, PROJECT_FILES, type ProjectFile, readProjectFile, whyLeftOut } from "../core/project-file.ts";
import { SEVERITIES } from "../core/rules/rule.ts";
import { suggest } from "../core/suggest/suggest.ts";
import { type Arguments, readArguments, USAGE, UsageError } from "./arguments.ts";
import { asLatin1, decode, exists, isFolder, readBytes, reason, walk } from "./files.ts";
import { corePath, NeighbourFiles } from "./neighbours.ts";
import { type Output, outputOf } from "./report.ts";

export interface Host {
	readonly cwd: string;
	readonly version: string;
	readStdin(): Promise<Uint8Array>;
	out(text: string): void;
	err(line: string): void;
}

/** @returns the exit status of the contract: 0, 1 or 2 */
export async function run(words: readonly string[], host: Host): Promise<number> {
	try {
		const args = readArguments(words);
		if (args.help) return print(host, USAGE);
		if (args.version) return print(host, `${host.version}\n`);
		return await new Run(args, host).run();
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		host.err(`hplint: ${error.message}\n\n${USAGE}`);
		return 2;
	}
}

function print(host: Host, text: string): number {
	host.out(text);
	return 0;
}

/** A project file and where it stands. */
interface Project {
	readonly path: string;
	readonly file: ProjectFile;
}

class Run {
	private readonly output: Output;
	/** The strongest severity among the findings, as its place in the list of severities. */
	private worst = Number.POSITIVE_INFINITY;
	/** The project file that governs a folder, found once. */
	private readonly projects = new Map<string, Project | undefined>();
	/** Files that were linted: one reached by two paths counts once. */
	private readonly seen = new Set<string>();
	private readonly files = new NeighbourFiles();
	private readonly neighbourhood = new Neighbourhood(this.files);
	private unreadable = false;

	constructor(
		private readonly args: Arguments,
		private readonly host: Host,
	) {
		this.output = outputOf(args.mode, args.format, host.out);
	}

	async run(): Promise<number> {
		if (this.args.config !== undefined) this.explicitProject();
		if (this.args.stdinFileName !== undefined) await this.lintStdin(this.args.stdinFileName);
		else for (const path of this.args.paths.length > 0 ? this.args.paths : ["."]) await this.lintPath(path);
		this.output.end();
		if (this.unreadable) return 2;
		return this.failed() ? 1 : 0;
	}

	private async lintPath(path: string): Promise<void> {
		const full = resolve(this.host.cwd, path);
		try {
			if (this.seen.has(full)) return;
			if (isFolder(full)) {
				this.files.allow(full);
				for (const file of walk(full, this.complain)) await this.lintFound(file);
			} else if (languageOf(full)) {
				this.files.allow(this.folderAround(full));
				await this.lintFile(full);
			} else this.complain(`${path}: skipped: none of the formats that are read, by its name`);
		} catch (error) {
			this.complain(`${path}: not read: ${reason(error)}`);
			this.unreadable = true;
		}
	}

	/** A file met on the way: one that cannot be read costs a line, not the run. */
	private async lintFound(file: string): Promise<void> {
		try {
			const project = this.projectOf(file);
			if (project && whyLeftOut(project.file, pathIn(project, file)) !== undefined) return;
			await this.lintFile(file);
		} catch (error) {
			this.complain(`${this.relative(file)}: not read: ${reason(error)}`);
		}
	}

	private async lintFile(file: string): Promise<void> {
		if (this.seen.has(file)) return;
		this.seen.add(file);
		const bytes = readBytes(file, this.complain);
		if (bytes) await this.lint(file, bytes);
	}

	private async lintStdin(name: string): Promise<void> {
		if (!languageOf(name))
			throw new UsageError(`--stdin-filename ${name}: none of the formats that are read, by its name`);
		const file = resolve(this.host.cwd, name);
		const folder = this.folderAround(file);
		if (exists(folder)) this.files.allow(folder);
		await this.lint(file, await this.host.readStdin());
	}

	private async lint(file: string, bytes: Uint8Array): Promise<void> {
		const format = languageOf(file);
		if (!format) return;
		const { mode } = this.args;
		const options = this.optionsFor(file);
		// Only a suggestion has something to say of a file without any of our values.
		if (mode !== "suggest" && bytes.length <= LARGEST_TEXT && !mayHold(asLatin1(bytes), format, options)) {
			this.output.pass();
			return;
		}
		const text = decode(bytes);
		const read = readRelevant(text, format, options);
		const neighbours = read && (await this.neighbourhood.of(corePath(file), read));
		const analysis = analyse(text, format, options, neighbours, read);
		for (const skipped of analysis.skipped) this.complain(`${this.relative(file)}: skipped: ${skipped}`);
		for (const { severity } of analysis.findings) this.worst = Math.min(this.worst, SEVERITIES.indexOf(severity));
		const suggestions = mode === "suggest" ? suggest(text, format, options, {}, neighbours) : [];
		this.output.add({ file: this.relative(file), relative: this.relative, analysis, suggestions });
	}

	private optionsFor(file: string): LintOptions {
		const project = this.projectOf(file);
		const said = project ? optionsFor(project.file, pathIn(project, file), basename(project.path)) : {};
		return {
			profile: this.args.profile ?? said.profile ?? "auto",
			rules: said.rules ?? {},
			facts: said.facts ?? {},
		};
	}

	private projectOf(file: string): Project | undefined {
		return this.projectFor(this.args.config === undefined ? dirname(file) : "");
	}

	/** The nearest project file at or above a folder. */
	private projectFor(folder: string): Project | undefined {
		if (this.projects.has(folder)) return this.projects.get(folder);
		const found = this.findProject(folder);
		this.projects.set(folder, found);
		return found;
	}

	private findProject(folder: string): Project | undefined {
		for (const name of PROJECT_FILES) {
			const path = join(folder, name);
			if (!exists(path)) continue;
			try {
				return this.loadProject(path);
			} catch (error) {
				// A folder of that name, or a file that may not be read: said once, and the search goes on.
				this.complain(`${this.relative(path)}: not read: ${reason(error)}`);
			}
		}
		const parent = dirname(folder);
		return parent === folder ? undefined : this.projectFor(parent);
	}

	private loadProject(path: string): Project {
		const text = decode(readFileSync(path));
		const file = readProjectFile(text, path);
		const lines = new LineIndex(text);
		for (const { span, message } of file.problems) {
			const { line, column } = lines.at(span.start);
			this.complain(`${this.relative(path)}:${line + 1}:${column + 1}: ${message}`);
		}
		return { path, file };
	}

	private explicitProject(): void {
		const path = resolve(this.host.cwd, this.args.config ?? "");
		try {
			this.projects.set("", this.loadProject(path));
		} catch (error) {
			throw new UsageError(`--config ${this.args.config}: ${reason(error)}`);
		}
	}

	private failed(): boolean {
		const { failOn, mode } = this.args;
		return failOn !== "never" && mode === "findings" && this.worst <= SEVERITIES.indexOf(failOn);
	}

	private readonly complain = (line: string): void => this.host.err(`hplint: ${line}`);

	/** The folder that a file which is named by itself belongs to: the current one, else its own. */
	private folderAround(file: string): string {
		return file.startsWith(this.host.cwd + sep) ? this.host.cwd : dirname(file);
	}

	private readonly relative = (file: string): string => corePath(relative(this.host.cwd, file) || file);
}

/** A file's path relative to the folder of the project file that governs it, `/` between its parts. */
const pathIn = ({ path }: Project, file: string): string => relative(dirname(path), file).split(sep).join("/");
