/** A window with several folders: each has its own settings and project files, and what looks at the whole workspace looks at all. */

import * as assert from "assert";
import * as vscode from "vscode";
import { until } from "./waiting.ts";

const FLAGGED = "optimizer: adamw\nlearning_rate: 5\n";
/** Right for LARS, and above a rule of thumb that `article` holds against everything. */
const ARTICLE = "optimizer: lars\nlr: 4.8\nbatch_size: 64\n";

interface LintRun {
	readonly all: number;
	readonly files: number;
}

const lint = (): Thenable<LintRun> => vscode.commands.executeCommand<LintRun>("hplint.lintWorkspace");

/** A folder that may still have to be added lies beside the first one. */
function root(name: string): vscode.Uri {
	const first = vscode.workspace.workspaceFolders?.[0];
	assert.ok(first, "no folder is open");
	return vscode.Uri.joinPath(first.uri, "..", name);
}

const write = (folder: string, name: string, text: string): Thenable<void> =>
	vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root(folder), name), new TextEncoder().encode(text));

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
	vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "hplint");

/** Every file in which something is found, with the severity of each. */
const found = (): string[] =>
	vscode.languages
		.getDiagnostics()
		.flatMap(([uri]) =>
			ours(uri).map(
				({ severity }) => `${uri.path.slice(root("").path.length + 1)} ${vscode.DiagnosticSeverity[severity]}`,
			),
		)
		.sort();

const foundAre = (...expected: string[]): Promise<unknown> => until(found, (now) => now.join() === expected.join());

/** Sets a setting of one folder, as in its `.vscode/settings.json`. */
const set = (folder: string, name: string, value: unknown): Thenable<void> =>
	vscode.workspace
		.getConfiguration("hplint", root(folder))
		.update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);

/** What a test may set. */
const SETTINGS = { hplint: ["enable", "profile", "rules", "exclude"], files: ["exclude"] };

suite("a workspace of several folders", () => {
	teardown(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		for (const folder of vscode.workspace.workspaceFolders ?? [])
			for (const [section, names] of Object.entries(SETTINGS)) {
				const settings = vscode.workspace.getConfiguration(section, folder.uri);
				for (const name of names)
					if (settings.inspect(name)?.workspaceFolderValue !== undefined)
						await settings.update(name, undefined, vscode.ConfigurationTarget.WorkspaceFolder);
			}
		for (const folder of ["first", "second", "second/inner", "added"])
			for (const [name] of await vscode.workspace.fs.readDirectory(root(folder)))
				if (name !== "inner")
					await vscode.workspace.fs.delete(vscode.Uri.joinPath(root(folder), name), { recursive: true });
		await foundAre();
	});

	test("Lint All looks at every folder, and once at one that lies in another", async () => {
		for (const folder of ["first", "second", "second/inner"]) await write(folder, "train.yaml", FLAGGED);
		const run = await lint();
		assert.equal(run.all, 3);
		assert.deepEqual(found(), [
			"first/train.yaml Warning",
			"second/inner/train.yaml Warning",
			"second/train.yaml Warning",
		]);
	});

	test("a profile, a level and globs hold for the folder that has them, in closed files", async () => {
		for (const folder of ["first", "second", "second/inner"]) {
			await write(folder, "article.yaml", ARTICLE);
			await write(folder, "old/train.yaml", FLAGGED);
			await write(folder, "train.yaml", FLAGGED);
		}
		await set("first", "profile", "article");
		await set("second", "rules", { "learning-rate-too-high": "error" });
		await set("second", "exclude", ["old/**"]);
		await set("second/inner", "enable", false);
		await until(
			() => vscode.workspace.getConfiguration("hplint", root("second/inner")).get("enable"),
			(enabled) => enabled === false,
		);
		await lint();
		await foundAre(
			"first/article.yaml Warning",
			"first/old/train.yaml Warning",
			"first/train.yaml Warning",
			"second/train.yaml Error",
		);
		// Heeded at once by what is shown already.
		await set("first", "rules", { "learning-rate-too-high": "off", "learning-rate-above-rule-of-thumb": "off" });
		await foundAre("second/train.yaml Error");
	});

	test("the same in open documents", async () => {
		await set("first", "rules", { "learning-rate-too-high": "error" });
		await set("second", "exclude", ["*.yaml"]);
		for (const folder of ["first", "second", "second/inner"]) {
			await write(folder, "open.yaml", FLAGGED);
			await vscode.commands.executeCommand("vscode.open", vscode.Uri.joinPath(root(folder), "open.yaml"), {
				preview: false,
			});
		}
		await foundAre("first/open.yaml Error", "second/inner/open.yaml Warning");
		await set("second/inner", "enable", false);
		await foundAre("first/open.yaml Error");
		await set("second", "exclude", undefined);
		await foundAre("first/open.yaml Error", "second/open.yaml Warning");
	});

	test("a project file governs its own folder, and ends where a folder of the workspace does", async () => {
		for (const folder of ["first", "second", "second/inner"]) await write(folder, "train.yaml", FLAGGED);
		await write("second", "left/train.yaml", FLAGGED);
		await write("second", ".hplint.yaml", "rules: {learning-rate-too-high: error}\nexclude: ['left/**']\n");
		await lint();
		await foundAre("first/train.yaml Warning", "second/inner/train.yaml Warning", "second/train.yaml Error");
	});

	test("each folder's own .gitignore and files.exclude", async () => {
		for (const folder of ["first", "second", "second/inner"]) {
			await write(folder, "a.yaml", FLAGGED);
			await write(folder, "b.yaml", FLAGGED);
		}
		await write("first", ".gitignore", "/a.yaml\n");
		await vscode.workspace
			.getConfiguration("files", root("second"))
			.update("exclude", { "b.yaml": true }, vscode.ConfigurationTarget.WorkspaceFolder);
		await lint();
		await foundAre(
			"first/b.yaml Warning",
			"second/a.yaml Warning",
			"second/inner/a.yaml Warning",
			"second/inner/b.yaml Warning",
		);
	});

	test("the map shows the setups of all folders, each by the name of its own", async () => {
		for (const folder of ["first", "second", "second/inner"]) await write(folder, "train.yaml", FLAGGED);
		const files = await vscode.commands.executeCommand<{ path: string }[]>("hplint.showMap");
		assert.deepEqual(files.map(({ path }) => path).sort(), [
			"first/train.yaml",
			"inner/train.yaml",
			"second/train.yaml",
		]);
	});

	test("a folder that is added is looked at, and what was found in one goes with it", async () => {
		await write("first", "train.yaml", FLAGGED);
		await write("added", "train.yaml", FLAGGED);
		await lint();
		await foundAre("first/train.yaml Warning");
		const map = (): Thenable<{ path: string }[]> => vscode.commands.executeCommand("hplint.showMap");
		await map();
		const { length = 0 } = vscode.workspace.workspaceFolders ?? [];
		assert.ok(vscode.workspace.updateWorkspaceFolders(length, 0, { uri: root("added") }));
		await until(
			() => vscode.workspace.workspaceFolders?.length,
			(now) => now === length + 1,
		);
		await lint();
		await foundAre("added/train.yaml Warning", "first/train.yaml Warning");
		assert.equal((await map()).length, 2);
		assert.ok(vscode.workspace.updateWorkspaceFolders(length, 1));
		await foundAre("first/train.yaml Warning");
	});
});
