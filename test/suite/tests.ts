/** Which tests run in a window: those of one folder, or those of several. */

import * as vscode from "vscode";

/** Called once mocha is there: the files name their suites as they are loaded. */
export const loadTests = (): Promise<unknown> =>
	vscode.workspace.workspaceFile ? import("./roots.test.ts") : import("./all.ts");
