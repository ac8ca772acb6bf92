/** The Hyperparameter Map in a real extension host: what it is told of closed files and of those that are typed. */

import * as assert from "assert";
import * as vscode from "vscode";

interface Mapped {
	readonly path: string;
	readonly setups: readonly { readonly rate: number; readonly batch?: { readonly value: number } }[];
}

const FILES: Readonly<Record<string, string>> = {
	"map/one.yaml": "optimizer: adamw\nlearning_rate: 0.001\nglobal_batch_size: 64\n",
	"map/two.py": "import torch\nopt = torch.optim.SGD(net.parameters(), lr=0.1)\n",
	"map/none.yaml": "name: nothing\n",
};

const look = (): Thenable<Mapped[]> => vscode.commands.executeCommand<Mapped[]>("hplint.showMap");
const isOpen = (): boolean =>
	vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Hyperparameter Map"));

function inWorkspace(name: string): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder, "no folder is open");
	return vscode.Uri.joinPath(folder.uri, name);
}

/** What the map shows of our own files. */
const told = (files: readonly Mapped[]): unknown[] =>
	files
		.filter(({ path }) => path.startsWith("map/"))
		.map(({ path, setups }) => [path, ...setups.map(({ rate, batch }) => [rate, batch?.value])])
		.sort();

suite("the map", () => {
	setup(async () => {
		for (const [name, text] of Object.entries(FILES))
			await vscode.workspace.fs.writeFile(inWorkspace(name), new TextEncoder().encode(text));
	});
	teardown(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await vscode.workspace.fs.delete(inWorkspace("map"), { recursive: true });
	});

	test("the command opens it on every setup of the workspace, without opening a file", async () => {
		const files = await look();
		assert.ok(isOpen());
		assert.deepEqual(told(files), [
			["map/one.yaml", [0.001, 64]],
			["map/two.py", [0.1, undefined]],
		]);
		assert.ok(files.some(({ path }) => path === "train.yaml"));
		assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.path.includes("/map/")));
	});

	test("an open document stands for its file, as it is typed", async () => {
		const document = await vscode.workspace.openTextDocument(inWorkspace("map/one.yaml"));
		await vscode.window.showTextDocument(document);
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, document.lineAt(1).range, "learning_rate: 0.002");
		assert.ok(await vscode.workspace.applyEdit(edit));
		assert.deepEqual(told(await look())[0], ["map/one.yaml", [0.002, 64]]);
		await vscode.commands.executeCommand("workbench.action.files.revert");
	});

	test("a look after files have gone leaves them out, and there is one map", async () => {
		await look();
		await vscode.workspace.fs.delete(inWorkspace("map/two.py"));
		assert.deepEqual(told(await look()), [["map/one.yaml", [0.001, 64]]]);
		const maps = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
			tabs.filter(({ label }) => label === "Hyperparameter Map"),
		);
		assert.equal(maps.length, 1);
	});

	test("what is excluded is not on it", async () => {
		const settings = vscode.workspace.getConfiguration("hplint");
		const set = (value: unknown): Thenable<void> =>
			settings.update("exclude", value, vscode.ConfigurationTarget.Global);
		await set(["**/one.yaml"]);
		try {
			assert.deepEqual(told(await look()), [["map/two.py", [0.1, undefined]]]);
		} finally {
			await set(undefined);
		}
	});
});
