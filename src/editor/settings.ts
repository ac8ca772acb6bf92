/** The `hplint.*` settings of a resource. The project file stands before them: it is what the team shares. */

import * as vscode from "vscode";
import type { LintOptions } from "../core/linter.ts";
import { optionsFor, whyLeftOut } from "../core/project-file.ts";
import type { Profile, Severity } from "../core/rules/rule.ts";
import type { Project } from "./projects.ts";

export interface Settings {
	readonly enable: boolean;
	readonly profile: Profile;
	readonly rules: Readonly<Record<string, Severity | "off">>;
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	readonly hover: boolean;
	readonly inlayHints: boolean;
	readonly codeLens: boolean;
}

export function settingsOf(uri: vscode.Uri): Settings {
	const settings = vscode.workspace.getConfiguration("hplint", uri);
	return {
		enable: settings.get("enable", true),
		profile: settings.get<Profile>("profile", "auto"),
		rules: settings.get("rules", {}),
		include: settings.get("include", []),
		exclude: settings.get("exclude", []),
		hover: settings.get("hover", true),
		inlayHints: settings.get("inlayHints", true),
		codeLens: settings.get("codeLens", true),
	};
}

export function lintOptions(uri: vscode.Uri, settings: Settings, project: Project | undefined): LintOptions {
	const said = project ? optionsFor(project.file, pathIn(project, uri), nameOf(project)) : {};
	return {
		profile: said.profile ?? settings.profile,
		rules: { ...settings.rules, ...said.rules },
		facts: said.facts ?? {},
	};
}

/** Why a document or file is not looked at, in a few words; undefined when it is. */
export function whyIgnored(uri: vscode.Uri, settings: Settings, project: Project | undefined): string | undefined {
	if (!settings.enable) return vscode.l10n.t("switched off by hplint.enable");
	const matching = (globs: readonly string[]): string | undefined => globs.find((glob) => matches(glob, uri));
	const excluded = matching(settings.exclude);
	if (excluded !== undefined) return vscode.l10n.t("excluded by hplint.exclude: {0}", excluded);
	if (settings.include.length > 0 && matching(settings.include) === undefined)
		return vscode.l10n.t("not in hplint.include");
	return project && whyLeftOut(project.file, pathIn(project, uri));
}

/** A resource's path relative to the folder of the project file that governs it. */
export const pathIn = ({ uri }: Project, resource: vscode.Uri): string =>
	resource.path.slice(uri.path.lastIndexOf("/") + 1);
const nameOf = ({ uri }: Project): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

/** Whether a resource is one of those a glob of the settings means. */
export function matches(glob: string, uri: vscode.Uri): boolean {
	const folder = vscode.workspace.getWorkspaceFolder(uri);
	const pattern = folder ? new vscode.RelativePattern(folder, glob) : glob;
	// A pattern is held against the path alone, so that a file need not be open.
	const document = { uri, languageId: "" } as vscode.TextDocument;
	return vscode.languages.match({ pattern }, document) > 0;
}
