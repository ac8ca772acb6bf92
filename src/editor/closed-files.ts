/** The files of the workspace as they lie there, none of them opened: which are looked at, and what is in one. */

import * as vscode from "vscode";
import { GitIgnore } from "../core/gitignore.ts";
import { type Analysis, analyseInSteps, LARGEST_TEXT, languageOf, readRelevantInSteps } from "../core/linter.ts";
import { afterOthers, Slices } from "../core/work/slices.ts";
import type { NeighbourFiles } from "./neighbours.ts";
import type { Projects } from "./projects.ts";
import { lintOptions, matches, settingsOf, whyIgnored } from "./settings.ts";

const FILES = "**/*.{yaml,yml,json,jsonc,json5,jsonnet,libsonnet,toml,gin,py,pyw,ipynb,sh,bash,zsh,ksh,slurm,sbatch}";
const NEVER = ["**/node_modules/**", "**/.git/**", "**/.venv/**", "**/venv/**", "**/__pycache__/**"];

/**
 * The files of every folder of the workspace that its settings, its project files and Git do not leave out. A run begins with
 * it: what was read of project files and neighbours is forgotten, since nobody may have told of a change.
 */
export async function findConfigs(
	projects: Projects,
	neighbours: NeighbourFiles,
	token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
	projects.forget();
	neighbours.forget();
	const folders = vscode.workspace.workspaceFolders ?? [];
	return (await Promise.all(folders.map((folder) => findIn(folder, projects, token)))).flat();
}

async function findIn(
	folder: vscode.WorkspaceFolder,
	projects: Projects,
	token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
	const settings = settingsOf(folder.uri);
	const unsought = unsoughtIn(folder);
	// Braces in braces are not understood everywhere; what this lets through is sorted out below.
	const folders = settings.exclude.filter((glob) => glob.endsWith("/**"));
	const exclude = [...NEVER, ...folders, ...unsought].filter((glob) => !/[{}]/.test(glob));
	const pattern = new vscode.RelativePattern(folder, FILES);
	const found = await vscode.workspace.findFiles(pattern, `{${exclude.join(",")}}`, undefined, token);
	const kept = new KeptFiles(folder, unsought);
	const isLookedAt = async (uri: vscode.Uri): Promise<boolean> =>
		languageOf(uri.path) !== undefined &&
		// A folder of the workspace may lie inside of another one.
		vscode.workspace.getWorkspaceFolder(uri)?.index === folder.index &&
		whyIgnored(uri, settings, await projects.of(uri)) === undefined &&
		kept.has(uri);
	const answers = await Promise.all(found.map(isLookedAt));
	return found.filter((_, i) => answers[i]);
}

/** The globs of `search.exclude`; the search itself knows `files.exclude` alone. Conditions on files beside are for the Search view. */
function unsoughtIn({ uri }: vscode.WorkspaceFolder): string[] {
	const globs = vscode.workspace.getConfiguration("search", uri).get<Readonly<Record<string, unknown>>>("exclude", {});
	return Object.keys(globs).filter((glob) => globs[glob] === true);
}

/** What is left of a folder without what globs and `.gitignore` files take away, each with all that lies below. */
class KeptFiles {
	private readonly ignored = new Map<string, Promise<GitIgnore | undefined>>();
	/** Whether a person wants Search, and so this, to heed `.gitignore` files. */
	private readonly heedsGit: boolean;

	constructor(
		private readonly folder: vscode.WorkspaceFolder,
		private readonly globs: readonly string[],
	) {
		this.heedsGit = vscode.workspace.getConfiguration("search", folder.uri).get("useIgnoreFiles", true);
	}

	async has({ path }: vscode.Uri): Promise<boolean> {
		const name = path.slice(this.folder.uri.path.replace(/\/$/, "").length + 1);
		const around = await this.inFolder(above(name));
		return around !== undefined && !around.ignores(name) && !this.isExcluded(name);
	}

	/** What Git ignores inside of a folder; undefined where none of it is kept. */
	private inFolder(name: string): Promise<GitIgnore | undefined> {
		const known = this.ignored.get(name) ?? this.enter(name);
		this.ignored.set(name, known);
		return known;
	}

	private async enter(name: string): Promise<GitIgnore | undefined> {
		const around = name === "" ? GitIgnore.nothing : await this.inFolder(above(name));
		if (!around || (name !== "" && (around.ignores(`${name}/`) || this.isExcluded(name)))) return undefined;
		const text = this.heedsGit ? await this.gitignore(name) : undefined;
		return text === undefined ? around : around.and(name, text);
	}

	private async gitignore(name: string): Promise<string | undefined> {
		try {
			const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder.uri, name, ".gitignore"));
			return new TextDecoder().decode(bytes);
		} catch {
			return undefined;
		}
	}

	private isExcluded(name: string): boolean {
		const uri = vscode.Uri.joinPath(this.folder.uri, name);
		return this.globs.some((glob) => matches(glob, uri));
	}
}

/** The folder of a relative path; `""` for the top. */
const above = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf("/")));

/** Files that are read at once: on another machine each is several ways there and back. */
const AT_ONCE = 24;

/** Does the work for each file, for several at once, until somebody cancels. */
export async function forEachFile(
	uris: readonly vscode.Uri[],
	token: vscode.CancellationToken,
	work: (uri: vscode.Uri) => Promise<void>,
): Promise<void> {
	const rest = uris.values();
	const worker = async (): Promise<void> => {
		for (const uri of rest) {
			if (token.isCancellationRequested) return;
			await work(uri);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The analysis of a file of this size, if it is there; undefined for one that is not looked at or cannot be read. */
export async function analyseFile(
	uri: vscode.Uri,
	size: number | undefined,
	projects: Projects,
	neighbours: NeighbourFiles,
	log: vscode.LogOutputChannel,
): Promise<Analysis | undefined> {
	const format = languageOf(uri.path);
	// Its folder may have left the workspace.
	if (!format || !vscode.workspace.getWorkspaceFolder(uri)) return undefined;
	const settings = settingsOf(uri);
	const project = await projects.of(uri);
	if (whyIgnored(uri, settings, project) !== undefined) return undefined;
	if (size === undefined) return undefined;
	if (size > LARGEST_TEXT) {
		log.warn(`${uri.path}: skipped: ${Math.round(size / 1e6)} MB`);
		return undefined;
	}
	try {
		const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
		const options = lintOptions(uri, settings, project);
		const slices = new Slices(() => afterOthers().then(() => true));
		const read = await slices.run(readRelevantInSteps(text, format, options));
		const around = read && (await neighbours.around(uri, read));
		const analysis = await slices.run(analyseInSteps(text, format, options, around, read));
		for (const skipped of analysis?.skipped ?? []) log.warn(`${uri.path}: skipped: ${skipped}`);
		return analysis;
	} catch (error) {
		log.warn(`${uri.path}: not read: ${error}`);
		return undefined;
	}
}
