/** "Lint All Training Configs": every file of the workspace into the Problems panel, without opening one. */

import * as vscode from "vscode";
import { type Analysis, analyse, LARGEST_TEXT, languageOf, readRelevant } from "../core/linter.ts";
import { whyLeftOut } from "../core/project-file.ts";
import { type Diagnostics, toDiagnostic } from "./diagnostics.ts";
import type { NeighbourFiles } from "./neighbours.ts";
import type { Projects } from "./projects.ts";
import { lintOptions, pathIn, settingsOf } from "./settings.ts";

const FILES = "**/*.{yaml,yml,json,jsonc,json5,jsonnet,libsonnet,toml,gin,py,ipynb,sh,bash,zsh,ksh,slurm,sbatch}";
const NEVER = ["**/node_modules/**", "**/.git/**", "**/.venv/**", "**/venv/**", "**/__pycache__/**"];

export function registerWorkspaceLint(
	diagnostics: Diagnostics,
	projects: Projects,
	neighbours: NeighbourFiles,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	return vscode.commands.registerCommand("hplint.lintWorkspace", () =>
		vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Notification,
				title: vscode.l10n.t("Linting training configs"),
				cancellable: true,
			},
			async (progress, token) => {
				const files = await findConfigs(token);
				const { textDocuments, notebookDocuments } = vscode.workspace;
				const open = new Set([...textDocuments, ...notebookDocuments].map(({ uri }) => uri.toString()));
				let findings = textDocuments.reduce((sum, { uri }) => sum + (diagnostics.collection.get(uri)?.length ?? 0), 0);
				for (const [i, uri] of files.entries()) {
					if (token.isCancellationRequested) break;
					if (i % 20 === 0)
						progress.report({
							message: vscode.l10n.t("{0} of {1} files", i, files.length),
							increment: (20 / files.length) * 100,
						});
					// An open document already shows its own findings, unsaved changes included.
					if (!open.has(uri.toString())) findings += await lintFile(uri, diagnostics, projects, neighbours, log);
				}
				neighbours.forgetUnused();
				const shown = token.isCancellationRequested
					? vscode.l10n.t("Hyperparameter Lint: {0} findings in {1} files, stopped early.", findings, files.length)
					: vscode.l10n.t("Hyperparameter Lint: {0} findings in {1} files.", findings, files.length);
				void vscode.window.showInformationMessage(shown);
			},
		),
	);
}

/** The files of every folder of the workspace, by the globs of its own settings. */
export async function findConfigs(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
	const folders = vscode.workspace.workspaceFolders ?? [];
	const found = folders.map(async (folder) => {
		const { include, exclude } = settingsOf(folder.uri);
		const wanted = include.length > 0 ? `{${include.join(",")}}` : FILES;
		const files = await vscode.workspace.findFiles(
			new vscode.RelativePattern(folder, wanted),
			`{${[...NEVER, ...exclude].join(",")}}`,
			undefined,
			token,
		);
		return files.filter(({ path }) => languageOf(path));
	});
	return (await Promise.all(found)).flat();
}

async function lintFile(
	uri: vscode.Uri,
	diagnostics: Diagnostics,
	projects: Projects,
	neighbours: NeighbourFiles,
	log: vscode.LogOutputChannel,
): Promise<number> {
	const analysis = await analyseFile(uri, projects, neighbours, log);
	if (!analysis) return 0;
	const analysed = { subject: { uri }, parts: [] };
	diagnostics.showInFile(
		uri,
		analysis.findings.map((finding) => toDiagnostic(finding, analysis, analysed)),
	);
	return analysis.findings.length;
}

/** The analysis of a file that is not opened; undefined for one that is not looked at or cannot be read. */
export async function analyseFile(
	uri: vscode.Uri,
	projects: Projects,
	neighbours: NeighbourFiles,
	log: vscode.LogOutputChannel,
): Promise<Analysis | undefined> {
	const format = languageOf(uri.path);
	const settings = settingsOf(uri);
	if (!format || !settings.enable) return undefined;
	const project = await projects.of(uri);
	if (project && whyLeftOut(project.file, pathIn(project, uri)) !== undefined) return undefined;
	try {
		const { size } = await vscode.workspace.fs.stat(uri);
		if (size > LARGEST_TEXT) {
			log.warn(`${uri.path}: skipped: ${Math.round(size / 1e6)} MB`);
			return undefined;
		}
		const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
		const options = lintOptions(uri, settings, project);
		const read = readRelevant(text, format, options);
		const around = read && (await neighbours.around(uri, read));
		const analysis = analyse(text, format, options, around, read);
		for (const skipped of analysis.skipped) log.warn(`${uri.path}: skipped: ${skipped}`);
		return analysis;
	} catch (error) {
		log.warn(`${uri.path}: not read: ${error}`);
		return undefined;
	}
}
