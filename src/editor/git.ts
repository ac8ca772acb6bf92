/** What is committed, by the Git extension that comes with VS Code; only as much of its interface as is used. */

import * as vscode from "vscode";

export interface Repository {
	readonly state: {
		readonly HEAD: { readonly commit?: string } | undefined;
		readonly workingTreeChanges: readonly { readonly uri: vscode.Uri }[];
		readonly indexChanges: readonly { readonly uri: vscode.Uri }[];
		readonly onDidChange: vscode.Event<void>;
	};
	/** The text of a file; rejects where the commit has none. */
	show(ref: string, path: string): Promise<string>;
}

interface GitExtension {
	getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}

/** The repository that a file lies in; undefined without Git, in Restricted Mode, in the web, outside of repositories. */
export async function repositoryOf(uri: vscode.Uri): Promise<Repository | undefined> {
	const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
	if (!extension || uri.scheme !== "file") return undefined;
	try {
		return (await extension.activate()).getAPI(1).getRepository(uri) ?? undefined;
	} catch {
		// It is there, and switched off.
		return undefined;
	}
}

/** Whether a file is known to differ from what is committed. */
export const isChanged = ({ state }: Repository, uri: vscode.Uri): boolean =>
	[...state.workingTreeChanges, ...state.indexChanges].some((change) => change.uri.toString() === uri.toString());
