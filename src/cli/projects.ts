/** The project files that govern what is linted. What is wrong with one is said once. */

import { readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { LineIndex } from "../core/lines.ts";
import type { LintOptions } from "../core/linter.ts";
import { optionsFor, PROJECT_FILES, type ProjectFile, readProjectFile, whyLeftOut } from "../core/project-file.ts";
import { decode, exists, type Report, reason } from "./files.ts";

/** A project file and where it stands. */
interface Project {
	readonly path: string;
	readonly file: ProjectFile;
}

export class Projects {
	/** The project file that governs a folder, found once. */
	private readonly found = new Map<string, Project | undefined>();
	private only: Project | undefined;

	/** `name`: how a path is called in what is said. */
	constructor(
		private readonly name: (path: string) => string,
		private readonly complain: Report,
	) {}

	/** Has one project file govern everything. Throws where it cannot be read. */
	govern(path: string): void {
		this.only = this.load(path);
	}

	isLeftOut(file: string): boolean {
		const project = this.of(file);
		return project !== undefined && whyLeftOut(project.file, pathIn(project, file)) !== undefined;
	}

	/** What the project file says of a file. */
	optionsFor(file: string): Partial<LintOptions> {
		const project = this.of(file);
		return project ? optionsFor(project.file, pathIn(project, file), basename(project.path)) : {};
	}

	private of(file: string): Project | undefined {
		return this.only ?? this.nearest(dirname(file));
	}

	/** The nearest project file at or above a folder. */
	private nearest(folder: string): Project | undefined {
		if (this.found.has(folder)) return this.found.get(folder);
		const found = this.find(folder);
		this.found.set(folder, found);
		return found;
	}

	private find(folder: string): Project | undefined {
		for (const name of PROJECT_FILES) {
			const path = join(folder, name);
			if (!exists(path)) continue;
			try {
				return this.load(path);
			} catch (error) {
				// A folder of that name, or a file that may not be read: said once, and the search goes on.
				this.complain(`${this.name(path)}: not read: ${reason(error)}`);
			}
		}
		const parent = dirname(folder);
		return parent === folder ? undefined : this.nearest(parent);
	}

	private load(path: string): Project {
		const text = decode(readFileSync(path));
		const file = readProjectFile(text, path);
		const lines = new LineIndex(text);
		for (const { span, message } of file.problems) {
			const { line, column } = lines.at(span.start);
			this.complain(`${this.name(path)}:${line + 1}:${column + 1}: ${message}`);
		}
		return { path, file };
	}
}

/** A file's path relative to the folder of the project file that governs it, `/` between its parts. */
const pathIn = ({ path }: Project, file: string): string => relative(dirname(path), file).split(sep).join("/");
